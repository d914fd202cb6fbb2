using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnlineMeetings.Attendance;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Invitees;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>What is for organizers alone, found by reflection and called by hand.</summary>
public sealed class ModeratorActionTests : IAsyncLifetime
{
    // All else that these services do is a moderator's.
    private static readonly string[] _everybodys =
    [
        "SettingsDesk.ReadAsync",
        "MeetingBook.CreateAsync", "MeetingBook.UnlistAsync", "MeetingBook.DeleteEndedAsync",
        "ChatStore.PostAsync", "ChatStore.OlderAsync", "ChatStore.NewerAsync", "ChatStore.KeptAsync", "ChatStore.TotalsAsync", "ChatStore.AllAsync", "ChatStore.CountEachAsync", "ChatStore.OfAsync",
        "SharedFiles.ReceiveAsync", "SharedFiles.ShareAsync", "SharedFiles.OpenAsync", "SharedFiles.ListAsync", "SharedFiles.TotalsAsync", "SharedFiles.CountEachAsync",
        "AttendanceBook.ListAsync", "AttendanceBook.CountEachAsync",
    ];

    private static readonly Type[] _services = [typeof(SettingsDesk), typeof(MeetingBook), typeof(ChatStore), typeof(SharedFiles), typeof(AttendanceBook), typeof(MemberSearch), typeof(MemberInvitations)];

    private readonly KeptLog _log = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _app = null!;
    private MeetingCard _meeting = null!;
    private Guid _file;
    private Attendee _ana = null!;

    private IDbContextFactory<MeetingsDb> Data => _app.Get<IDbContextFactory<MeetingsDb>>();

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync(services: all => all.AddSingleton<ILoggerProvider>(_log));
        var ana = (await _app.AdministratorAsync()).Viewer;
        _meeting = await _app.Get<MeetingBook>().CreateAsync(ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct);
        await _app.Get<ChatStore>().PostAsync(_meeting.Id, ana, "Ana", "Welcome", Guid.NewGuid(), _ct);
        await using var received = await _app.Get<SharedFiles>().ReceiveAsync(_meeting.Id, "plan.txt", new MemoryStream("the plan"u8.ToArray()), _ct);
        _file = (await _app.Get<SharedFiles>().ShareAsync(received, "plan.txt", ana)).Id;
        _ana = await Attendee.JoinsAsync(_app, _meeting.Id, ana);
    }

    public async ValueTask DisposeAsync()
    {
        await _ana.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(ViewerKind.Member)]
    [InlineData(ViewerKind.Guest)]
    public async Task T7_Every_moderator_action_that_somebody_calls_by_hand_is_denied_and_logged(ViewerKind kind)
    {
        var bo = kind == ViewerKind.Member ? (await _app.MemberAsync("Bo")).Viewer : Viewers.Guest("Bo");
        await using var inside = await Attendee.JoinsAsync(_app, _meeting.Id, bo);
        var before = await EverythingAsync();

        foreach (var moderation in EveryModeration())
            await IsDeniedAsync(moderation.ToString(), async () => await inside.Session.ModerateAsync(moderation));
        foreach (var (service, action) in EveryStoredAction())
            await IsDeniedAsync($"{service.Name}.{action.Name}", () => CallAsync(service, action, inside.Inside));

        Assert.Equal(before, await EverythingAsync());
    }

    [Fact]
    public void What_everybody_may_do_is_named_as_it_is() =>
        Assert.Empty(_everybodys.Except(_services.SelectMany(Actions).Select(one => $"{one.DeclaringType!.Name}.{one.Name}")));

    private async Task IsDeniedAsync(string what, Func<Task<object?>> act)
    {
        var logged = Denials();
        object? result = null;
        try
        {
            result = await act();
        }
        catch (Exception e) when (e is ChatRefusedException { Why: ChatRefusal.NotAllowed } or FileRefusedException { Why: FileRefusal.MayNotDelete })
        {
        }
        Assert.True(result is null or false or SaveOutcome { Saved: false, Now: null }, $"{what} answered {result}.");
        Assert.True(Denials() == logged + 1, $"{what} was not logged once.");
    }

    private int Denials() => _log.Lines.Count(line => line.StartsWith("Denied ", StringComparison.Ordinal) && line.Contains(_meeting.Id.ToString(), StringComparison.Ordinal));

    private IEnumerable<Moderation> EveryModeration()
    {
        var kinds = typeof(Moderation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Moderation)));
        Assert.NotEmpty(kinds);
        // Each is about Ana, where it is about somebody.
        return kinds.Select(kind => (Moderation)Activator.CreateInstance(
            kind, [.. kind.GetConstructors().Single().GetParameters().Select(_ => (object)_ana.Session.Me!.Id)])!);
    }

    private static IEnumerable<(Type Service, MethodInfo Action)> EveryStoredAction() =>
        from service in _services
        from action in Actions(service)
        where !_everybodys.Contains($"{service.Name}.{action.Name}")
        select (service, action);

    private static IEnumerable<MethodInfo> Actions(Type service) =>
        service.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName);

    private async Task<object?> CallAsync(Type service, MethodInfo action, Viewer bo)
    {
        var arguments = action.GetParameters().Select(parameter => ArgumentOf(parameter.ParameterType, bo)).ToArray();
        var task = (Task)action.Invoke(_app.Services.GetRequiredService(service), arguments)!;
        await task;
        return action.ReturnType.IsGenericType ? ((dynamic)task).Result : "done";
    }

    private object ArgumentOf(Type type, Viewer bo) => type switch
    {
        _ when type == typeof(MeetingId) => _meeting.Id,
        _ when type == typeof(Viewer) => bo,
        _ when type == typeof(PersonId) => bo.Person,
        _ when type == typeof(Guid) => _file,
        _ when type == typeof(int) => 0,
        _ when type == typeof(bool) => true,
        _ when type == typeof(string) => "Bo",
        _ when type == typeof(MeetingSettings) => new MeetingSettings { Title = "Mine" },
        _ when type == typeof(Period) => Period.All,
        _ when type == typeof(CancellationToken) => _ct,
        _ => throw new NotSupportedException($"The test does not know what to give for {type.Name}."),
    };

    /// <summary>All that a moderator could have changed.</summary>
    private async Task<string> EverythingAsync()
    {
        await using var db = await Data.CreateDbContextAsync(_ct);
        var room = await _app.Get<LiveRooms>().Of(_meeting.Id).ReadAsync();
        return JsonSerializer.Serialize(new
        {
            Meetings = (await db.Meetings.AsNoTracking().ToListAsync(_ct)).Select(m => m.Live with { Rules = m.Rules with { IsStarted = true } }),
            Messages = await db.Messages.AsNoTracking().ToListAsync(_ct),
            Files = await db.Files.AsNoTracking().ToListAsync(_ct),
            room.Number,
            room.People,
        });
    }
}

using System.Reflection;
using Microsoft.JSInterop;
using OnlineMeetings.Attendance;
using OnlineMeetings.Chat;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

/// <summary>
/// Every role calls what a circuit can call, and what is behind the buttons of its pages, at a meeting in every setting: what is
/// done is what the policy's table says.
/// </summary>
public sealed class WalkByCircuitTests(Cast cast) : IClassFixture<Cast>
{
    private static readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    // They act for the place that their own page has in the room, for the page alone, or in one's own calendar.
    private static readonly string[] _ofOneself = ["RoomPage.Leave", "RoomPage.Signal", "RoomPage.Switch", "RoomPage.Share", "RoomPage.Record", "RoomPage.Renew", "ChatPanel.Sees", "CalendarPage.MoveAsync"];

    private static readonly Dictionary<string, Step> _steps = new()
    {
        ["RoomPage.Join"] = Step.Of(may => may.MayEnter, JoinsAsync),
        ["RoomPage.EndForAll"] = Step.Of(may => may is { MayEnter: true, MayModerate: true }, EndsForAllAsync),
        ["ChatPanel.SendAsync"] = Step.Of(may => may.MayEnter, s => s.App.Get<ChatStore>().PostAsync(s.Meeting.Id, s.Viewer, "Bo", "Hello", Guid.NewGuid(), _ct)),
        ["ChatPanel.LoadOlderAsync"] = Step.Of(may => may.MayRead, s => s.App.Get<ChatStore>().OlderAsync(s.Meeting.Id, s.Viewer, before: null, _ct)),
        ["ChatPanel.LoadNewerAsync"] = Step.Of(may => may.MayRead, s => s.App.Get<ChatStore>().NewerAsync(s.Meeting.Id, s.Viewer, after: 0, _ct)),
        ["clear the chat"] = Step.Of(may => may.MayEdit, s => s.App.Get<ChatStore>().ClearAsync(s.Meeting.Id, s.Viewer, Period.All, _ct)),
        ["list the files"] = Step.Of(may => may.MayRead, s => s.App.Get<SharedFiles>().ListAsync(s.Meeting.Id, s.Viewer, before: null, _ct)),
        ["share a file"] = Step.Of(may => may.MayUpload, SharesAsync),
        ["delete a file"] = Step.Of(may => may.MayDeleteFiles, s => DoneAsync(s.App.Get<SharedFiles>().DeleteAsync(s.Meeting.Id, s.Viewer, s.File, _ct))),
        ["delete all files"] = Step.Of(may => may.MayDeleteFiles, s => s.App.Get<SharedFiles>().DeleteAllAsync(s.Meeting.Id, s.Viewer, Period.All, _ct)),
        ["read the settings"] = Step.Of(may => may.MayEdit, s => Desk(s).ReadAsync(s.Viewer, s.Meeting.Id, _ct)),
        ["save the settings"] = Step.Of(may => may.MayEdit, SavesAsync),
        ["replace the link"] = Step.Of(may => may.MayEdit, s => Desk(s).ReplaceLinkAsync(s.Viewer, s.Meeting.Id, _ct)),
        ["lock"] = Step.Of(may => may.MayModerate, s => Desk(s).LockAsync(s.Viewer, s.Meeting.Id, locked: true, _ct)),
        ["remove"] = Step.Of(may => may.MayModerate, s => Desk(s).RemoveAsync(s.Viewer, s.Meeting.Id, s.Cast.Dan, "Dan", _ct)),
        ["share the rights"] = Step.Of(may => may.MayGiveAway, s => Desk(s).ShareRightsAsync(s.Viewer, s.Meeting.Id, s.Cast.Dan, shared: true, _ct)),
        ["hand over"] = Step.Of(may => may.MayGiveAway, s => Desk(s).HandOverAsync(s.Viewer, s.Meeting.Id, s.Cast.Dan, _ct)),
        ["duplicate"] = Step.Of(may => may.MayEdit, s => Book(s).DuplicateAsync(s.Viewer.Person, s.Meeting.Id, _ct)),
        ["archive"] = Step.Of(may => may.MayEdit, s => Book(s).ArchiveAsync(s.Viewer.Person, s.Meeting.Id, _ct)),
        ["restore"] = Step.Of(may => may.MayEdit, s => Book(s).RestoreAsync(s.Viewer.Person, s.Meeting.Id, _ct)),
        ["delete"] = Step.Of(may => may.MayGiveAway, s => Book(s).DeleteAsync(s.Viewer.Person, s.Meeting.Id, _ct)),
        ["see who was there"] = Step.Of(may => may.MayEdit, s => s.App.Get<AttendanceBook>().ListAsync(s.Viewer, s.Meeting.Id, Period.All, _ct)),
        ["forget who was there"] = Step.Of(may => may.MayEdit, s => s.App.Get<AttendanceBook>().DeleteAsync(s.Viewer, s.Meeting.Id, Period.All, _ct)),
    };

    [Theory]
    [MemberData(nameof(Cast.Settings), MemberType = typeof(Cast))]
    public async Task Each_role_does_what_the_policy_allows_and_nothing_else(string setting)
    {
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var (action, step) in _steps)
            {
                var scene = await cast.SceneAsync(role, setting);
                var allowed = step.Allows(scene.May);
                if (await step.IsDoneAsync(scene) != allowed)
                    wrong.Add($"{role}, {action}: {(allowed ? "refused" : "done")}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Everything_that_a_browser_may_call_is_walked_to_or_is_of_oneself()
    {
        var callable = typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<JSInvokableAttribute>() is not null)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(callable.Except(_steps.Keys).Except(_ofOneself));
    }

    private static SettingsDesk Desk(Scene scene) => scene.App.Get<SettingsDesk>();

    private static MeetingBook Book(Scene scene) => scene.App.Get<MeetingBook>();

    private static async Task<bool> JoinsAsync(Scene scene)
    {
        await using var circuit = await scene.CircuitAsync();
        return (await circuit.JoinAsync()).Token is not null;
    }

    private static async Task<bool> EndsForAllAsync(Scene scene)
    {
        await using var circuit = await scene.CircuitAsync();
        await circuit.JoinAsync();
        return await circuit.Here.ModerateAsync(new EndForAll());
    }

    private static async Task<FileLine> SharesAsync(Scene scene)
    {
        var files = scene.App.Get<SharedFiles>();
        await using var received = await files.ReceiveAsync(scene.Meeting.Id, "mine.txt", new MemoryStream("mine"u8.ToArray()), _ct);
        return await files.ShareAsync(received, "mine.txt", scene.Viewer);
    }

    private static async Task<bool> SavesAsync(Scene scene) =>
        (await Desk(scene).SaveAsync(scene.Viewer, scene.Meeting.Id, scene.Meeting.Version, MeetingSettings.Of(scene.Meeting) with { Title = "Mine" }, _ct)).Saved;

    private static async Task<bool> DoneAsync(Task task)
    {
        await task;
        return true;
    }

    private sealed record Step(Func<Decision, bool> Allows, Func<Scene, Task<object?>> Act)
    {
        public static Step Of<T>(Func<Decision, bool> allows, Func<Scene, Task<T>> act) => new(allows, async scene => await act(scene));

        public async Task<bool> IsDoneAsync(Scene scene)
        {
            try
            {
                return await Act(scene) is not (null or false);
            }
            catch (Exception e) when (e is ChatRefusedException or FileRefusedException)
            {
                return false;
            }
        }
    }
}

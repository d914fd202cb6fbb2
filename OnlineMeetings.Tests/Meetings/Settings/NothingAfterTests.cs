using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Files;
using OnlineMeetings.Tests.InChromium;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings.Settings;

/// <summary>Twenty guests do all they can, over and over, while it is taken from them.</summary>
public sealed class NothingAfterTests : IAsyncLifetime
{
    private const int People = 20;
    private const int TriesEach = 8;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _app = null!;
    private MeetingCard _meeting = null!;
    private Attendee _ana = null!;
    private Attendee _cleo = null!;
    private IReadOnlyList<Guest> _guests = [];

    /// <summary>So many of all tries have been done.</summary>
    private int _done;

    /// <summary>The change was acknowledged.</summary>
    private volatile bool _isSaved;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        var ana = (await _app.AdministratorAsync()).Viewer;
        _meeting = await _app.Get<MeetingBook>().CreateAsync(ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct);
        Assert.True(await SaveAsync(settings => settings with { Uploads = UploadPermission.Anyone }));
        _ana = await Attendee.JoinsAsync(_app, _meeting.Id, ana);
        _cleo = await Attendee.JoinsAsync(_app, _meeting.Id, (await _app.MemberAsync("Cleo")).Viewer);
        _guests = await Task.WhenAll(Enumerable.Range(1, People).Select(i => GuestAsync($"Guest {i}")));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in _guests)
            await guest.Inside.DisposeAsync();
        await _cleo.DisposeAsync();
        await _ana.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task T5_Once_guests_are_off_no_message_file_seat_or_signal_of_theirs_commits()
    {
        var atSave = await KeptWhenSavedAsync(settings => settings with { GuestsAllowed = false });

        Assert.Equal(atSave, await KeptAsync());
        Assert.Equal([_ana.Viewer.Person, _cleo.Viewer.Person], (await _app.Get<LiveRooms>().Of(_meeting.Id).ReadAsync()).People.Select(p => p.Person));
        Assert.DoesNotContain(Signals.Saying("after"), _ana.Signals);
    }

    [Fact]
    public async Task T5_Once_only_the_organizer_uploads_no_file_of_others_commits_and_all_else_goes_on()
    {
        var atSave = await KeptWhenSavedAsync(settings => settings with { Uploads = UploadPermission.Organizer });

        var now = await KeptAsync();
        Assert.Equal(atSave.Files, now.Files);
        Assert.True(now.Messages > atSave.Messages);
        Assert.Equal(People + 2, (await _app.Get<LiveRooms>().Of(_meeting.Id).ReadAsync()).People.Length);
        Assert.Contains(Signals.Saying("after"), _ana.Signals);
    }

    /// <summary>What of the guests was stored at the moment in which the change was acknowledged; ends when all have tried on for a while.</summary>
    private async Task<Kept> KeptWhenSavedAsync(Func<MeetingSettings, MeetingSettings> change)
    {
        var trying = Task.WhenAll(_guests.Select(TryAllAsync));
        while (_done < People * TriesEach / 2)
            await Task.Yield();
        Assert.True(await SaveAsync(change));
        _isSaved = true;
        var kept = await KeptAsync();
        Assert.NotEqual(new Kept(0, 0), kept);
        await trying;
        await Task.WhenAll(_guests.Select(TryAsync));
        await LastSignalAsync();
        return kept;
    }

    private async Task TryAllAsync(Guest guest)
    {
        for (var i = 0; i < TriesEach; i++)
        {
            await TryAsync(guest);
            Interlocked.Increment(ref _done);
        }
    }

    private async Task TryAsync(Guest guest)
    {
        await SignalAsync(guest.Inside);
        try
        {
            await _app.Get<ChatStore>().PostAsync(_meeting.Id, guest.Inside.Inside, "Bo", "One more", Guid.NewGuid(), _ct);
        }
        catch (ChatRefusedException refused)
        {
            Assert.Equal(ChatRefusal.NotAllowed, refused.Why);
        }
        using var answer = await guest.Browser.Http.PostAsync($"/api/meetings/{_meeting.Code}/files", FilesHost.Form("one more.txt", "text"u8.ToArray()), _ct);
        await guest.Inside.Session.LeaveAsync();
        await guest.Inside.JoinAsync();
    }

    private Task SignalAsync(Attendee sender) =>
        sender.Session.SignalAsync([new SignalMessage(_ana.Session.Me!.Id.Value, Signals.Saying(_isSaved ? "after" : "before"))]);

    /// <summary>What came before it has come.</summary>
    private async Task LastSignalAsync()
    {
        await _cleo.Session.SignalAsync([new SignalMessage(_ana.Session.Me!.Id.Value, Signals.Saying("last"))]);
        await Somebody.EventuallyAsync("the last signal comes", () => Task.FromResult(_ana.Signals.Contains(Signals.Saying("last"))));
    }

    private async Task<bool> SaveAsync(Func<MeetingSettings, MeetingSettings> change)
    {
        var ana = (await _app.AdministratorAsync()).Viewer;
        var desk = _app.Get<SettingsDesk>();
        var sheet = (await desk.ReadAsync(ana, _meeting.Id, _ct))!;
        return (await desk.SaveAsync(ana, _meeting.Id, sheet.Version, change(sheet.Settings), _ct)).Saved;
    }

    private async Task<Kept> KeptAsync()
    {
        await using var db = await _app.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync(_ct);
        return new Kept(await db.Messages.CountAsync(_ct), await db.Files.CountAsync(_ct));
    }

    private async Task<Guest> GuestAsync(string name)
    {
        var browser = _app.Stranger();
        browser.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.Http.PostAsJsonAsync($"/api/meetings/{_meeting.Code}/ticket", new { name }, _ct);
        var pass = (await answer.Content.ReadFromJsonAsync<JsonElement>(_ct)).GetProperty("pass").GetString()!;
        var person = _app.Get<Tickets>().FromPass(pass)!.Person;
        var inside = new Attendee(_app, _meeting.Id, new Viewer(person, name, ViewerKind.Guest));
        await inside.JoinAsync();
        return new Guest(browser, inside);
    }

    private sealed record Guest(Browser Browser, Attendee Inside);

    private sealed record Kept(int Messages, int Files);
}

using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Telemetry;

public sealed class TelemetryTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Figures_of_rooms_chat_mails_and_jobs_go_where_the_standards_variables_say()
    {
        await using var collector = await Collector.StartAsync();
        await using var app = await TestServer.StartAsync(settings: collector.Settings);
        var (ana, bo) = ((await app.AdministratorAsync()).Viewer, new Visitor(app, "Bo"));
        var meeting = await MeetingAsync(app, ana);
        var id = (await bo.JoinAsync(app.Get<LiveRooms>().Of(meeting.Id))).Me!.Id;

        await app.Get<ChatStore>().PostAsync(meeting.Id, ana with { Inside = true }, "Ana", "Nobody else reads this", Guid.NewGuid(), _ct);
        await app.Get<LiveRooms>().Of(meeting.Id).SignalAsync(id, [new Signal(id, "to oneself")]);

        foreach (var name in new[] { "meetings.rooms", "meetings.people", "meetings.seats", "meetings.mails", "meetings.chat.messages", "meetings.jobs", "http.server.request.duration", "orleans" })
            await Eventually.IsAsync($"{name} is told", () => collector.Metrics.Contains(name, StringComparison.Ordinal));
        Assert.DoesNotContain("Nobody else reads this", collector.Metrics + collector.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_tell_which_page_it_was_and_not_its_secret_address()
    {
        await using var collector = await Collector.StartAsync();
        await using var app = await TestServer.StartAsync(settings: collector.Settings);
        var meeting = await MeetingAsync(app, (await app.AdministratorAsync()).Viewer);

        using var page = await app.Stranger().Http.GetAsync($"/m/{meeting.Code}?from=somewhere", _ct);

        await Eventually.IsAsync("the page is told", () => collector.Traces.Contains("/m/{code}", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(meeting.Code, collector.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("somewhere", collector.Traces, StringComparison.Ordinal);
    }

    private Task<MeetingCard> MeetingAsync(TestServer app, Viewer organizer) =>
        app.Get<MeetingBook>().CreateAsync(organizer.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct);
}

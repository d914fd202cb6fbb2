using OnlineMeetings.Attendance;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Attendance;

/// <summary>What a browser says of its links, by the circuit of its page.</summary>
public sealed class LinkReviewByCircuitTests : IAsyncLifetime
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Only_what_can_have_been_seen_in_this_time_is_written_down()
    {
        var ana = (await _app.AdministratorAsync()).Viewer;
        var meeting = await _app.Get<MeetingBook>().CreateAsync(ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct);
        await using var circuit = await RoomCircuit.OpenAsync(_app, meeting.Code, ticket: new Ticket(meeting.Id, PersonId.New(), "Bo", Password: null));
        Assert.NotNull((await circuit.Here.JoinAsync(new JoinWish(Pass: null, Token: null, WantsSeat: true, FreshMedia: true, Devices.Off))).Token);

        circuit.Here.Renew(new LinkReview(Samples: 999, Poor: 0, Lost: 0));
        circuit.Here.Renew(new LinkReview(Samples: 90, Poor: 9, Lost: 2));
        circuit.Here.Renew(new LinkReview(Samples: 120, Poor: 120, Lost: 50));
        await circuit.Here.LeaveAsync(new LinkReview(Samples: 10, Poor: 1, Lost: 2));

        var stay = await Eventually.FindAsync("what was said last is written down", async () =>
            (await _app.Get<AttendanceBook>().ListAsync(ana, meeting.Id, Period.All, _ct))!.SingleOrDefault(s => s.Links is { Samples: >= 100 }));
        Assert.Equal(new LinkReview(Samples: 100, Poor: 10, Lost: 2), stay.Links);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>Two servers on one database, of which the machine of one is ten minutes ahead of the database's.</summary>
public sealed class ClockAheadTests : IAsyncLifetime
{
    private static readonly TimeSpan _ahead = TimeSpan.FromMinutes(10);

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private TestServer _right = null!;
    private TestServer _wrong = null!;

    public async ValueTask InitializeAsync()
    {
        PostgreSqlServer.MustBeHere();
        _right = await TestServer.StartAsync(settings: TestServer.Clustered);
        _wrong = await TestServer.StartAsync(
            services: all => all.AddSingleton(new Clock(new WrongClock())), beside: _right, settings: TestServer.Clustered);
    }

    public async ValueTask DisposeAsync()
    {
        await _wrong.DisposeAsync();
        await _right.DisposeAsync();
    }

    [Fact]
    public void Both_count_by_the_databases_clock()
    {
        Assert.InRange(_wrong.Get<Clock>().Ahead, _ahead - TimeSpan.FromMinutes(1), _ahead + TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, _right.Get<Clock>().Ahead);
    }

    [Fact]
    public void A_place_that_was_sealed_at_one_opens_at_the_other()
    {
        var place = new RoomToken(MeetingId.New(), PersonId.New(), "Bo", IsGuest: true, ParticipantId.New(), Stay: 1, Order: 1, HasSeat: true);

        Assert.Equal(place, _wrong.Get<RoomTokens>().Open(_right.Get<RoomTokens>().Seal(place)));
        Assert.Equal(place, _right.Get<RoomTokens>().Open(_wrong.Get<RoomTokens>().Seal(place)));
    }

    [Fact]
    public void What_the_door_learned_at_one_is_known_at_the_other_for_as_long_as_it_should_be()
    {
        var ticket = new Ticket(MeetingId.New(), PersonId.New(), "Bo", Password: 3);

        Assert.Equal(ticket, _wrong.Get<Tickets>().FromPass(_right.Get<Tickets>().PassFor(ticket)));
        Assert.Equal(ticket, _right.Get<Tickets>().FromPass(_wrong.Get<Tickets>().PassFor(ticket)));
    }

    [Fact]
    public async Task A_meeting_that_is_live_at_one_is_not_ended_by_the_other()
    {
        var ana = (await _right.AdministratorAsync()).Viewer;
        var meeting = await _right.Get<MeetingBook>().CreateAsync(ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct);
        var bo = new Visitor(_right, "Bo");
        await bo.JoinAsync(_right.Get<LiveRooms>().Of(meeting.Id));
        await Eventually.FindAsync("the meeting is live", async () => await IsLiveAsync() ? meeting : null);

        await _wrong.Get<LiveLedger>().EndAbandonedAsync(_ct);

        Assert.True(await IsLiveAsync());

        async Task<bool> IsLiveAsync()
        {
            await using var db = await _right.Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync(_ct);
            return await db.Meetings.AnyAsync(m => m.Id == meeting.Id && m.LiveSince != null, _ct);
        }
    }

    private sealed class WrongClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>A machine that slept, or a process that was stopped and goes on.</summary>
public sealed class StandstillTests
{
    private readonly FakeTimeProvider _machine = new();

    [Fact]
    public void A_machine_that_goes_on_never_stood_still()
    {
        using var standstill = new Standstill(_machine);
        for (var second = 0; second < 60; second++)
        {
            _machine.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(0, standstill.Times);
        }
    }

    [Fact]
    public void Who_asks_first_after_it_stood_still_is_told()
    {
        using var standstill = new Standstill(_machine);

        _machine.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1, standstill.Times);
        Assert.Equal(1, standstill.Times);
    }

    [Fact]
    public async Task Nobody_is_taken_out_of_a_room_for_not_being_heard_by_a_server_that_stood_still()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TestServer.StartAsync(time, services: all => all.AddSingleton(new Standstill(_machine)));
        var meeting = await app.Get<MeetingBook>().CreateAsync((await app.AdministratorAsync()).Id, new NewMeeting { Title = "Asleep", GuestsAllowed = true }, default);
        var (room, ana) = (app.Get<LiveRooms>().Of(meeting.Id), new Visitor(app, "Ana"));
        var me = (await ana.JoinAsync(room)).Me!;
        var bo = (await new Visitor(app, "Bo").JoinAsync(room)).Me!;
        Assert.Equal(new ParticipantJoined(bo), (await ana.HearsAsync()).Event);

        _machine.Advance(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        var awake = time.GetUtcNow();

        // Ana is heard again, Bo is not.
        while (!ana.HasNews)
        {
            Assert.Equal(Renewal.Renewed, await room.RenewAsync(me.Id, ana.Self));
            time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(new ParticipantLeft(bo.Id), (await ana.HearsAsync()).Event);
        Assert.True(time.GetUtcNow() >= awake + Room.Lease, "Bo was not waited for.");
    }
}

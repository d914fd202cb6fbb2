using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

public sealed class MeterTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_full_mesh_may_build_all_its_links_twice_at_once()
    {
        var meter = new Meter(_time, RoomSession.SignalBurst, RoomSession.SignalsPerSecond);

        Assert.All(Enumerable.Range(0, 2 * 8 * 13), _ => Assert.True(meter.Allows(1)));
    }

    [Fact]
    public void Of_a_thousand_in_a_second_the_burst_passes_and_no_more()
    {
        var meter = new Meter(_time, RoomSession.SignalBurst, RoomSession.SignalsPerSecond);

        Assert.Equal(RoomSession.SignalBurst, Enumerable.Range(0, 1000).Count(_ => meter.Allows(1)));
    }

    [Fact]
    public void Who_waits_may_send_again()
    {
        var meter = new Meter(_time, RoomSession.SignalBurst, RoomSession.SignalsPerSecond);
        Assert.True(meter.Allows(RoomSession.SignalBurst));
        Assert.False(meter.Allows(1));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(RoomSession.SignalsPerSecond, Enumerable.Range(0, 1000).Count(_ => meter.Allows(1)));
    }
}

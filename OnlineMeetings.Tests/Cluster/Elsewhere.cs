using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using Orleans.Runtime.Placement;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>Rooms that live at the other one of two servers.</summary>
internal static class Elsewhere
{
    /// <summary>The room of a meeting, woken there.</summary>
    public static async Task<IRoomGrain> WakesAsync(TestServer here, MeetingId meeting)
    {
        var room = here.Get<LiveRooms>().Of(meeting);
        var own = here.Get<ISiloStatusOracle>().SiloAddress;
        var management = here.Get<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var other = (await management.GetHosts(onlyActive: true)).Keys.Single(silo => !silo.Equals(own));
        RequestContext.Set(IPlacementDirector.PlacementHintKey, other);
        await room.ReadAsync();
        RequestContext.Clear();
        Assert.Equal(other, await management.GetActivationAddress((IAddressable)room));
        return room;
    }
}

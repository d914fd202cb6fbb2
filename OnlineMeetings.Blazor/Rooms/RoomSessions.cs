using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Opens sessions for the pages of one circuit.</summary>
internal sealed class RoomSessions(
    LiveRooms rooms, IGrainFactory grains, CircuitPulse pulse, RoomTokens tokens, TimeProvider time, ILogger<RoomSession> log)
{
    public RoomSession Of(MeetingId meeting) => new(meeting, rooms, grains, pulse, tokens, time, log);

    /// <summary>Who is inside now, for somebody at the door who may enter; null while the room can't be reached.</summary>
    public async Task<RoomView?> LookAsync(MeetingId meeting)
    {
        try
        {
            return await rooms.Of(meeting).ReadAsync();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return null;
        }
    }
}

using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Opens sessions for the pages of one circuit.</summary>
public sealed class RoomSessions(
    LiveRooms rooms, IGrainFactory grains, CircuitPulse pulse, RoomTokens tokens, TimeProvider time, ILogger<RoomSession> log)
{
    public RoomSession Of(MeetingId meeting) => new(meeting, rooms, grains, pulse, tokens, time, log);

    /// <inheritdoc cref="LiveRooms.LookAsync"/>
    public Task<RoomView?> LookAsync(MeetingId meeting) => rooms.LookAsync(meeting);
}

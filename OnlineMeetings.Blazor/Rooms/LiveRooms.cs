using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>The way to the room of a meeting, wherever it lives.</summary>
public sealed partial class LiveRooms(IGrainFactory grains, ILogger<LiveRooms> log)
{
    /// <summary>
    /// Whether this says that what was asked can't be reached now: its server died, or it is still on its way to another. Also a server that
    /// stops has none any more.
    /// </summary>
    public static bool IsAway(Exception e) => e is OrleansException or TimeoutException or ObjectDisposedException or OperationCanceledException;

    public IRoomGrain Of(MeetingId meeting) => grains.GetGrain<IRoomGrain>(meeting.Value);

    /// <summary>
    /// Tells everybody inside of something that has just been stored. It is stored whether they hear of it or not: a room that
    /// can't be reached is no failure of what was done, and reads it when it is back.
    /// </summary>
    public async Task TellAsync(MeetingId meeting, RoomEvent stored)
    {
        try
        {
            await Of(meeting).TellAsync(stored);
        }
        catch (Exception e)
        {
            RoomNotTold(log, meeting, stored.GetType().Name, e);
        }
    }

    /// <summary>The room as it is now; null while it can't be reached.</summary>
    public async Task<RoomView?> LookAsync(MeetingId meeting)
    {
        try
        {
            return await Of(meeting).ReadAsync();
        }
        catch (Exception)
        {
            // Its server is away, or it can't wake where it is to live now.
            return null;
        }
    }

    /// <summary>Whether this person is inside now. Where the room can't be asked, they are not.</summary>
    public async Task<bool> HoldsAsync(MeetingId meeting, PersonId person) =>
        await LookAsync(meeting) is { } room && room.People.Any(p => p.Person == person);

    [LoggerMessage(LogLevel.Warning, "The room of {Meeting} could not be told of {What}")]
    private static partial void RoomNotTold(ILogger log, MeetingId meeting, string what, Exception e);
}

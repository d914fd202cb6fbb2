using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Attendance;

/// <summary>
/// The stays of those who were inside when a server died, in rooms to which nobody has come back. They last until the room wakes,
/// for it calls the roll then.
/// </summary>
public sealed class ForgottenStays(IDbContextFactory<MeetingsDb> dbs, LiveRooms rooms, TimeProvider time)
{
    /// <summary>Wakes the rooms of which nothing was heard for longer than a token lasts.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        var before = time.GetUtcNow().UtcDateTime - RoomTokens.Lifetime;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var open = db.Stays.Where(s => s.To == null).Select(s => s.MeetingId);
        var silent = await db.Meetings.Where(m => open.Contains(m.Id) && m.LastActivityAt < before).Select(m => m.Id).ToListAsync(ct);
        foreach (var meeting in silent)
            await rooms.LookAsync(meeting);
    }
}

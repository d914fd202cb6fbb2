using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Calendar;

/// <summary>
/// Deletes the meetings that an appointment made and that none holds any more, as their organizers would. Those made by hand or
/// kept stay, and one that is in use waits for another night.
/// </summary>
public sealed partial class LeftMeetings(IDbContextFactory<MeetingsDb> dbs, MeetingBook book, LiveRooms rooms, ILogger<LeftMeetings> log)
{
    /// <returns>How many were deleted.</returns>
    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var deleted = 0;
        foreach (var id in await db.Meetings.LeftByAppointments(db).Select(m => m.Id).ToListAsync(ct))
        {
            if (await TryDeleteAsync(id, ct))
                deleted++;
        }
        return deleted;
    }

    private async Task<bool> TryDeleteAsync(MeetingId id, CancellationToken ct)
    {
        try
        {
            // A room that can't be asked, or that waits for its people to come back, is not empty.
            if (await rooms.LookAsync(id) is not { Recovering: false, People: [], Waiting: [] } || !await book.DeleteLeftAsync(id, ct))
                return false;
            Deleted(log, id);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One meeting must not keep the others; it is tried again in the next night.
            NotDeleted(log, id, e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "No appointment holds {Meeting} any more: it was deleted")]
    private static partial void Deleted(ILogger log, MeetingId meeting);

    [LoggerMessage(LogLevel.Error, "{Meeting}, which no appointment holds any more, could not be deleted")]
    private static partial void NotDeleted(ILogger log, MeetingId meeting, Exception e);
}

internal static class Holding
{
    /// <summary>Those that appointments made, that no living one holds, and in which nobody is.</summary>
    public static IQueryable<Meeting> LeftByAppointments(this IQueryable<Meeting> meetings, MeetingsDb db) => meetings
        .Where(m => m.GoesWithAppointments && m.LiveSince == null && !db.Appointments.Any(a => a.MeetingId == m.Id && !a.IsCancelled));
}

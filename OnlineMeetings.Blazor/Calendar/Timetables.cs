using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>Which occurrences meetings have, and which part of their time is each one's.</summary>
public sealed class Timetables(IDbContextFactory<MeetingsDb> dbs)
{
    /// <summary>What is asked for: one occurrence, or without a name all of the meeting's time. Null where there is none of this name.</summary>
    public async Task<Period?> AskedAsync(MeetingId meeting, string? name, CancellationToken ct) =>
        name is null ? Period.All : (await NamedAsync(meeting, name, ct))?.Period;

    /// <summary>The window of this name; null where the meeting has none.</summary>
    public async Task<OccurrenceWindow?> NamedAsync(MeetingId meeting, string name, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var schedule = await db.Meetings.AsNoTracking().Where(m => m.Id == meeting).Select(m => m.Schedule).SingleOrDefaultAsync(ct);
        return OccurrenceWindow.Named(await OfAsync(db, meeting, schedule, ct), name);
    }

    /// <summary>Where appointments hold it, the times they are written out to, else its own schedule; null without either.</summary>
    internal static async Task<ITimetable?> OfAsync(MeetingsDb db, MeetingId meeting, Schedule? own, CancellationToken ct)
    {
        if (own is null || !await AppointmentMeetings.HoldAsync(db, meeting, ct))
            return own;
        var holding = db.Appointments.Where(a => a.MeetingId == meeting && !a.IsCancelled).Select(a => a.Id);
        // Two appointments may begin at the same moment: the meeting takes place once then.
        return new WrittenTimetable(await db.Occurrences.Where(o => holding.Contains(o.AppointmentId))
            .GroupBy(o => o.StartsAt).Select(o => new { Start = o.Key, End = o.Max(one => one.EndsAt) })
            .OrderBy(o => o.Start).Select(o => new Occurrence(o.Start, o.End)).ToListAsync(ct));
    }
}

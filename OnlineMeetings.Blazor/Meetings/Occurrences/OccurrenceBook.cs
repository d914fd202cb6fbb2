using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Attendance;
using OnlineMeetings.Calendar;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Files;

namespace OnlineMeetings.Meetings.Occurrences;

/// <summary>An occurrence and how much there is of it.</summary>
public sealed record OccurrenceEntry(OccurrenceWindow Window, int People, int Messages, int Files);

/// <summary>Some occurrences of a meeting, newest first.</summary>
public sealed record OccurrenceSheet(string Title, string Code, IReadOnlyList<OccurrenceEntry> Entries)
{
    /// <summary>Whether there were others before these.</summary>
    public bool HasOlder => Entries is [.., { Window.Period.From: not null }];
}

/// <summary>The occurrences of a meeting that have begun, for its organizers.</summary>
public sealed class OccurrenceBook(
    IDbContextFactory<MeetingsDb> dbs, AttendanceBook attendance, ChatStore chats, SharedFiles files, TimeProvider time)
{
    /// <summary>How many occurrences are listed at once.</summary>
    public const int PageSize = 20;

    /// <summary>The newest page, or the page before an occurrence; null where they are not for this viewer.</summary>
    public Task<OccurrenceSheet?> ListAsync(Viewer viewer, MeetingId meeting, OccurrenceWindow? before, CancellationToken ct) =>
        ReadAsync(viewer, meeting, timetable => OccurrenceWindow.BegunBy(timetable, before?.Period.From?.AddTicks(-1) ?? time.GetUtcNow().UtcDateTime, PageSize), ct);

    /// <summary>The occurrence of this name; null where there is none, or it is not for this viewer.</summary>
    public async Task<OccurrenceSheet?> FindAsync(Viewer viewer, MeetingId meeting, string name, CancellationToken ct) =>
        await ReadAsync(viewer, meeting, timetable => OccurrenceWindow.Named(timetable, name) is { } window ? [window] : [], ct) is { Entries.Count: 1 } sheet
            ? sheet
            : null;

    private async Task<OccurrenceSheet?> ReadAsync(
        Viewer viewer, MeetingId id, Func<ITimetable?, IReadOnlyList<OccurrenceWindow>> choose, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.AskAgainAsync(id, viewer, ct) is (var meeting, { MayEdit: true })
            ? new OccurrenceSheet(meeting.Title, meeting.Code, await CountAsync(id, choose(await Timetables.OfAsync(db, id, meeting.Schedule, ct)), ct))
            : null;
    }

    // One question to each book a page, however many occurrences are on it.
    private async Task<IReadOnlyList<OccurrenceEntry>> CountAsync(MeetingId meeting, IReadOnlyList<OccurrenceWindow> windows, CancellationToken ct)
    {
        var periods = windows.Select(window => window.Period).ToList();
        var people = await attendance.CountEachAsync(meeting, periods, ct);
        var messages = await chats.CountEachAsync(meeting, periods, ct);
        var shared = await files.CountEachAsync(meeting, periods, ct);
        return [.. windows.Select((window, i) => new OccurrenceEntry(window, people[i], messages[i], shared[i]))];
    }
}

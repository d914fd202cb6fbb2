using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Files;

/// <summary>How many files a meeting has and how many bytes they take.</summary>
public sealed record FileTotals(int Count, long Bytes);

/// <summary>The files of all meetings: a file is complete and stored before anybody sees it.</summary>
public sealed class SharedFiles(
    IDbContextFactory<MeetingsDb> dbs, IFileStore store, LiveRooms rooms, FileOptions limits, TimeProvider time)
{
    /// <summary>How many files are listed at once.</summary>
    public const int PageSize = 100;

    /// <summary>Takes in the bytes of an upload, as far as the rules allow it now; <see cref="ShareAsync"/> asks them again.</summary>
    /// <exception cref="FileRefusedException">The file breaks a rule; nothing was kept.</exception>
    public async Task<ReceivedBytes> ReceiveAsync(MeetingId meeting, string name, Stream bytes, CancellationToken ct)
    {
        var (blocked, most, used) = await RulesAsync(meeting, ct);
        if (blocked.Blocks(name))
            throw new FileRefusedException(FileRefusal.Blocked);
        if (used >= most.MaxMeetingBytes)
            throw new FileRefusedException(FileRefusal.MeetingFull, most.MaxMeetingBytes);
        return await store.ReceiveAsync(meeting, bytes, most.MaxFileBytes, head =>
        {
            if (blocked.Blocks(head.Span))
                throw new FileRefusedException(FileRefusal.Blocked);
        }, ct);
    }

    /// <summary>Makes received bytes a file of the meeting and tells the room.</summary>
    /// <exception cref="FileRefusedException">The uploader may not (any more), or the file breaks a rule by now.</exception>
    public async Task<FileLine> ShareAsync(ReceivedBytes received, string name, Viewer uploader)
    {
        await received.PlaceAsync();
        // Not to be cancelled: an upload that has arrived whole either is stored or is refused, never in doubt.
        FileLine line;
        try
        {
            line = await StoreAsync(received, name, uploader, CancellationToken.None);
        }
        catch (Exception e) when (e is not FileRefusedException)
        {
            // A database that went away may have kept it: bytes that nobody refers to are swept, but nobody brings bytes back.
            received.Want();
            throw;
        }
        received.Want();
        await rooms.TellAsync(received.Meeting, new FileShared(line));
        return line;
    }

    /// <summary>A file and its bytes, for who may be in the meeting.</summary>
    /// <exception cref="FileRefusedException">There is no such file.</exception>
    public async Task<(FileLine File, Stream Bytes)> OpenAsync(MeetingId meeting, Guid id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var file = await Lines(db.Files.Where(f => f.MeetingId == meeting && f.Id == id)).SingleOrDefaultAsync(ct);
        return file is not null && await store.OpenAsync(meeting, id, ct) is { } bytes ? (file, bytes) : throw new FileRefusedException(FileRefusal.NoFile);
    }

    /// <summary>The newest page, or the page before a file; newest first.</summary>
    /// <exception cref="FileRefusedException">The viewer may not be in this meeting.</exception>
    public Task<IReadOnlyList<FileLine>> ListAsync(MeetingId meeting, Viewer viewer, FileLine? before, CancellationToken ct) =>
        ListAsync(meeting, viewer, Period.All, before, ct);

    /// <summary>The same of the files that were shared in a period.</summary>
    /// <exception cref="FileRefusedException">The viewer may not be in this meeting.</exception>
    public async Task<IReadOnlyList<FileLine>> ListAsync(MeetingId meeting, Viewer viewer, Period period, FileLine? before, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await EnterAsync(db, meeting, viewer, ct);
        var files = In(db.Files.Where(f => f.MeetingId == meeting), period);
        if (before is { UploadedAt: var at, Id: var id })
            files = files.Where(f => f.UploadedAt < at || (f.UploadedAt == at && f.Id.CompareTo(id) < 0));
        return await Lines(files.OrderByDescending(f => f.UploadedAt).ThenByDescending(f => f.Id).Take(PageSize)).ToListAsync(ct);
    }

    public async Task<FileTotals> TotalsAsync(MeetingId meeting, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var files = db.Files.Where(f => f.MeetingId == meeting);
        return new FileTotals(await files.CountAsync(ct), await files.SumAsync(f => f.Bytes, ct));
    }

    /// <summary>Deletes a file for everybody and tells the room.</summary>
    /// <exception cref="FileRefusedException">The viewer may not, or there is no such file.</exception>
    public async Task DeleteAsync(MeetingId meeting, Viewer viewer, Guid id, CancellationToken ct)
    {
        await dbs.WriteAsync(async db =>
        {
            var of = await AskToDeleteAsync(db, AuditKind.FileDeleted, meeting, viewer, ct);
            var file = await db.Files.SingleOrDefaultAsync(f => f.MeetingId == meeting && f.Id == id, ct)
                ?? throw new FileRefusedException(FileRefusal.NoFile);
            db.Files.Remove(file);
            await db.NoteAsync(time, AuditActor.Of(viewer), AuditKind.FileDeleted, AuditSubject.Of(file), ct, of.Title);
        }, ct);
        await LetGoAsync(meeting, [id]);
        await rooms.TellAsync(meeting, new FileDeleted(id));
    }

    /// <summary>How many files were shared in each period; see <see cref="CountingEach"/>.</summary>
    public async Task<IReadOnlyList<int>> CountEachAsync(MeetingId meeting, IReadOnlyList<Period> periods, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Files.Where(f => f.MeetingId == meeting).Select(f => f.UploadedAt).CountEachAsync(periods, ct);
    }

    /// <summary>Deletes all files of a period that are there now, for everybody, and tells the room.</summary>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="FileRefusedException">The viewer may not.</exception>
    public async Task<int> DeleteAllAsync(MeetingId meeting, Viewer viewer, Period period, CancellationToken ct)
    {
        var deleted = await dbs.WriteAsync(async db =>
        {
            var of = await AskToDeleteAsync(db, AuditKind.FilesDeleted, meeting, viewer, ct);
            await db.NoteAsync(time, AuditActor.Of(viewer), AuditKind.FilesDeleted, AuditSubject.Of(of), ct, period.ToString());
            var files = await In(db.Files.Where(f => f.MeetingId == meeting), period).ToListAsync(ct);
            db.Files.RemoveRange(files);
            return files.ConvertAll(f => f.Id);
        }, ct);
        await LetGoAsync(meeting, deleted);
        await rooms.TellAsync(meeting, new FilesCleared());
        return deleted.Count;
    }

    // The rows are gone first: should the server stop here, or the store be away, a later start sweeps the bytes.
    private async Task LetGoAsync(MeetingId meeting, IReadOnlyList<Guid> files)
    {
        try
        {
            foreach (var id in files)
                await store.DeleteAsync(meeting, id, CancellationToken.None);
        }
        catch (FileRefusedException)
        {
            // The store has written down why; nobody finds these files any more.
        }
    }

    private static IQueryable<SharedFile> In(IQueryable<SharedFile> files, Period period)
    {
        if (period.From is { } from)
            files = files.Where(f => f.UploadedAt >= from);
        return period.To is { } to ? files.Where(f => f.UploadedAt < to) : files;
    }

    private async Task<(BlockedKinds Blocked, FileOptions Most, long Used)> RulesAsync(MeetingId meeting, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await RulesAsync(db, meeting, ct);
    }

    private async Task<(BlockedKinds Blocked, FileOptions Most, long Used)> RulesAsync(MeetingsDb db, MeetingId meeting, CancellationToken ct)
    {
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ServerSettings();
        var used = await db.Files.Where(f => f.MeetingId == meeting).SumAsync(f => f.Bytes, ct);
        return (new BlockedKinds(settings.BlockedExtensions), limits.With(settings), used);
    }

    private Task<FileLine> StoreAsync(ReceivedBytes received, string name, Viewer uploader, CancellationToken ct) =>
        dbs.WriteAsync(async db =>
        {
            var (meeting, may) = await EnterAsync(db, received.Meeting, uploader, ct);
            if (!may.MayUpload)
                throw new FileRefusedException(FileRefusal.MayNotUpload);
            // The administrator may have changed the rules while it was under way.
            var (blocked, most, used) = await RulesAsync(db, meeting.Id, ct);
            if (blocked.Blocks(name) || blocked.Blocks(received.Head.Span))
                throw new FileRefusedException(FileRefusal.Blocked);
            if (received.Length > most.MaxFileBytes)
                throw new FileRefusedException(FileRefusal.TooLarge, most.MaxFileBytes);
            if (used + received.Length > most.MaxMeetingBytes)
                throw new FileRefusedException(FileRefusal.MeetingFull, most.MaxMeetingBytes);

            var file = new SharedFile
            {
                Id = received.Id,
                MeetingId = meeting.Id,
                UploaderId = uploader.Person,
                UploaderName = MessageText.Clean(uploader.Name),
                Name = name,
                Bytes = received.Length,
                UploadedAt = time.GetUtcNow().UtcDateTime,
            };
            meeting.LastActivityAt = file.UploadedAt;
            db.Files.Add(file);
            return new FileLine(file.Id, file.Name, file.Bytes, file.UploaderName, file.UploadedAt);
        }, ct);

    private static async Task<(Meeting Meeting, Decision May)> EnterAsync(MeetingsDb db, MeetingId id, Viewer viewer, CancellationToken ct)
    {
        var found = await db.AskAgainAsync(id, viewer, ct) ?? throw new FileRefusedException(FileRefusal.NoMeeting);
        return found.May.MayRead ? found : throw new FileRefusedException(FileRefusal.MayNotSee);
    }

    private static async Task<Meeting> AskToDeleteAsync(MeetingsDb db, AuditKind what, MeetingId id, Viewer viewer, CancellationToken ct) =>
        await db.AskToAsync(what, id, viewer, may => may.MayDeleteFiles, ct) is var (meeting, _)
            ? meeting
            : throw new FileRefusedException(FileRefusal.MayNotDelete);

    private static IQueryable<FileLine> Lines(IQueryable<SharedFile> files) =>
        files.AsNoTracking().Select(f => new FileLine(f.Id, f.Name, f.Bytes, f.UploaderName, f.UploadedAt));
}

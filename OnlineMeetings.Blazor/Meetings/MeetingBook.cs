using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Invitations;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings;

/// <summary>All meetings that are kept: makes them, archives them, strikes them out.</summary>
public sealed partial class MeetingBook(
    IDbContextFactory<MeetingsDb> dbs,
    IValidator<NewMeeting> rules,
    PasswordHashing passwords,
    LiveRooms rooms,
    IFileStore files,
    MeetingNews news,
    IStringLocalizer<MeetingTexts> t,
    TimeProvider time,
    ILogger<MeetingBook> log)
{
    /// <summary>Makes a meeting of this organizer, under a new link.</summary>
    /// <exception cref="ValidationException">The form breaks <see cref="NewMeetingRules"/>.</exception>
    /// <exception cref="AccountClosedException">The organizer's account was locked or deleted.</exception>
    public async Task<MeetingCard> CreateAsync(PersonId organizer, NewMeeting form, CancellationToken ct)
    {
        await rules.ValidateAndThrowAsync(form, ct);
        var now = time.GetUtcNow().UtcDateTime;
        var meeting = new Meeting
        {
            Id = MeetingId.New(),
            OrganizerId = organizer,
            Code = MeetingCode.New(),
            Title = form.Title.Trim(),
            GuestsAllowed = form.GuestsAllowed,
            CreatedAt = now,
            LastActivityAt = now,
        };
        if (form.Schedule.ToSchedule() is { } schedule)
        {
            meeting.EndBehaviour = form.Schedule.Afterwards;
            meeting.PlanFor(schedule, now);
        }
        if (form.Password.Length > 0)
            meeting.Secure(await passwords.HashAsync(form.Password, ct));
        return await dbs.WriteAsync(
            async db =>
            {
                if (await NameOfAsync(db, organizer, ct) is not { } name)
                    throw new AccountClosedException(organizer);
                db.Add(meeting);
                await db.NoteAsync(time, AuditActor.Of(organizer), AuditKind.MeetingMade, AuditSubject.Of(meeting), ct);
                return CardOf(meeting, name);
            },
            ct);
    }

    /// <summary>
    /// Makes the meeting of an appointment, in the appointment's transaction: named after its subject, open to guests, without a
    /// password, and the organizer's alone to upload to.
    /// </summary>
    /// <exception cref="AccountClosedException">The organizer's account was locked or deleted.</exception>
    internal async Task<Meeting> MakeForAppointmentAsync(MeetingsDb db, PersonId organizer, string subject, CancellationToken ct)
    {
        if (!await AccountStore.IsOpenAsync(db, organizer, ct))
            throw new AccountClosedException(organizer);
        var now = time.GetUtcNow().UtcDateTime;
        var title = subject.Trim();
        var meeting = new Meeting
        {
            Id = MeetingId.New(),
            OrganizerId = organizer,
            Code = MeetingCode.New(),
            Title = title.Length == 0 ? t["Online meeting"] : title.Length <= Meeting.MaxTitleLength ? title : Shortened(title, Meeting.MaxTitleLength),
            GuestsAllowed = true,
            GoesWithAppointments = true,
            CreatedAt = now,
            LastActivityAt = now,
        };
        db.Add(meeting);
        await db.NoteAsync(time, AuditActor.Of(organizer), AuditKind.MeetingMade, AuditSubject.Of(meeting), ct);
        return meeting;
    }

    /// <summary>What the room must know of a meeting; null where it is gone.</summary>
    internal async Task<LiveMeeting?> LiveAsync(MeetingId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct))?.Live;
    }

    /// <summary>
    /// Makes another meeting with the same settings and password, under a new link and with nothing in it, of the person who asks.
    /// Null where the meeting is not theirs or gone.
    /// </summary>
    public Task<MeetingCard?> DuplicateAsync(PersonId by, MeetingId id, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            if (await AskedAsync(db, AuditKind.MeetingMade, by, id, may => may.MayEdit, ct) is not { } meeting || await NameOfAsync(db, by, ct) is not { } name)
                return null;
            var copy = meeting.Duplicate(by, TitleOfCopy(meeting.Title), time.GetUtcNow().UtcDateTime);
            db.Add(copy);
            await db.NoteAsync(time, AuditActor.Of(by), AuditKind.MeetingMade, AuditSubject.Of(copy), ct);
            return CardOf(copy, name);
        },
        ct);

    /// <summary>Puts the meeting into the archive. False where it is not theirs or gone.</summary>
    public Task<bool> ArchiveAsync(PersonId by, MeetingId id, CancellationToken ct) =>
        ChangeAsync(by, id, AuditKind.MeetingArchived, meeting => meeting.ArchivedAt ??= time.GetUtcNow().UtcDateTime, ct);

    /// <summary>Takes the meeting out of the archive. False where it is not theirs or gone.</summary>
    public Task<bool> RestoreAsync(PersonId by, MeetingId id, CancellationToken ct) =>
        ChangeAsync(by, id, AuditKind.MeetingRestored, meeting => meeting.ArchivedAt = null, ct);

    /// <summary>Takes a meeting from the list of those in which the person took part or to which they were invited; the meeting itself is as it was.</summary>
    public Task UnlistAsync(PersonId participant, MeetingId id, CancellationToken ct) => dbs.WriteAsync(
        async db =>
        {
            await db.Participations.Where(p => p.PersonId == participant && p.MeetingId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.IsUnlisted, true), ct);
            await db.Invitees.Where(i => i.PersonId == participant && i.MeetingId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.IsUnlisted, true), ct);
        },
        ct);

    /// <summary>Deletes the meeting with its chat and files; who is inside is told and leaves. False where it is not theirs or gone.</summary>
    public Task<bool> DeleteAsync(PersonId by, MeetingId id, CancellationToken ct) =>
        DeleteAsync(id, AuditActor.Of(by), db => AskedAsync(db, AuditKind.MeetingDeleted, by, id, may => may.MayGiveAway, ct), ct);

    /// <summary>
    /// Deletes a meeting whose last occurrence is over and that is to be deleted then, as its organizer would. False where it is not
    /// (any more).
    /// </summary>
    public Task<bool> DeleteEndedAsync(MeetingId id, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return DeleteAsync(
            id,
            AuditActor.Server,
            async db => await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is { EndBehaviour: EndBehaviour.Delete } meeting && meeting.EndIsDue(now)
                ? meeting
                : null,
            ct);
    }

    /// <summary>Deletes a meeting that an appointment made and that none holds any more. False where that is not (any longer) so.</summary>
    internal Task<bool> DeleteLeftAsync(MeetingId id, CancellationToken ct) =>
        DeleteAsync(id, AuditActor.Server, db => db.Meetings.LeftByAppointments(db).SingleOrDefaultAsync(m => m.Id == id, ct), ct);

    /// <summary>Deletes a meeting, in the transaction of who may; afterwards <see cref="ClearAwayAsync"/> is to be called.</summary>
    internal async Task StrikeOutAsync(MeetingsDb db, Meeting meeting, AuditActor by, CancellationToken ct)
    {
        await news.EndAsync(db, meeting, ct);
        db.Remove(meeting);
        await db.NoteAsync(time, by, AuditKind.MeetingDeleted, AuditSubject.Of(meeting), ct);
    }

    /// <param name="find">The meeting, where it may be deleted; asked in the transaction that does it.</param>
    private async Task<bool> DeleteAsync(MeetingId id, AuditActor by, Func<MeetingsDb, Task<Meeting?>> find, CancellationToken ct)
    {
        var deleted = await dbs.WriteAsync(
            async db =>
            {
                if (await find(db) is not { } meeting)
                    return false;
                await StrikeOutAsync(db, meeting, by, ct);
                return true;
            },
            ct);
        if (deleted)
            await ClearAwayAsync(id);
        return deleted;
    }

    private async Task<bool> ChangeAsync(PersonId by, MeetingId id, AuditKind kind, Action<Meeting> change, CancellationToken ct)
    {
        var live = await dbs.WriteAsync(
            async db =>
            {
                if (await AskedAsync(db, kind, by, id, may => may.MayEdit, ct) is not { } meeting)
                    return null;
                change(meeting);
                meeting.Version++;
                await db.NoteAsync(time, AuditActor.Of(by), kind, AuditSubject.Of(meeting), ct);
                return meeting.Live;
            },
            ct);
        if (live is not null)
            await rooms.TellAsync(id, new SettingsChanged(live));
        return live is not null;
    }

    private static async Task<Meeting?> AskedAsync(
        MeetingsDb db, AuditKind change, PersonId by, MeetingId id, Func<Decision, bool> allows, CancellationToken ct) =>
        (await db.AskToAsync(change, id, new Viewer(by, "", ViewerKind.Member), allows, ct))?.Meeting;

    // Null where the account was locked or deleted.
    private static async Task<string?> NameOfAsync(MeetingsDb db, PersonId organizer, CancellationToken ct) =>
        await AccountStore.IsOpenAsync(db, organizer, ct)
            ? await db.Users.Where(u => u.Id == organizer.Value).Select(u => u.Name).SingleAsync(ct)
            : null;

    private static MeetingCard CardOf(Meeting meeting, string organizer) => new(
        meeting.Id, meeting.Code, meeting.Title, meeting.OrganizerId, organizer, meeting.PasswordHash is not null, meeting.GuestsAllowed,
        Files: 0, meeting.LastActivityAt, meeting.ArchivedAt, meeting.Plan);

    // A long title gives way, so that the copy is told apart.
    private string TitleOfCopy(string title)
    {
        var room = Meeting.MaxTitleLength - t["{0} (copy)", ""].Value.Length;
        return t["{0} (copy)", title.Length <= room ? title : Shortened(title, room)];
    }

    // Not in the middle of a character that has two code units.
    private static string Shortened(string title, int length) =>
        title[..(char.IsHighSurrogate(title[length - 2]) ? length - 2 : length - 1)].TrimEnd() + "…";

    /// <summary>
    /// What is left to do once a meeting was deleted: its people are told, its bytes go. Neither a cancelled request nor a file in
    /// use may leave the rest behind.
    /// </summary>
    internal async Task ClearAwayAsync(MeetingId id)
    {
        await rooms.TellAsync(id, new MeetingDeleted());
        try
        {
            await files.DeleteAllAsync(id, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or FileRefusedException)
        {
            FilesNotDeleted(log, e, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files of the deleted meeting {Meeting} were not deleted")]
    private static partial void FilesNotDeleted(ILogger log, Exception why, MeetingId meeting);
}

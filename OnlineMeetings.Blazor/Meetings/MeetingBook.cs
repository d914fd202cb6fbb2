using FluentValidation;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings;

/// <summary>All meetings that are kept: makes them, lists them, strikes them out.</summary>
public sealed partial class MeetingBook(
    IDbContextFactory<MeetingsDb> dbs,
    IValidator<NewMeeting> rules,
    PasswordHashing passwords,
    LiveRooms rooms,
    DiskFileStore files,
    TimeProvider time,
    ILogger<MeetingBook> log)
{
    /// <summary>How many cards are read at a time.</summary>
    public const int PageSize = 24;

    private const int MaxSearchLength = Meeting.MaxTitleLength;

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
        await dbs.WriteAsync(
            async db =>
            {
                if (!await AccountStore.IsOpenAsync(db, organizer, ct))
                    throw new AccountClosedException(organizer);
                db.Add(meeting);
            },
            ct);
        return new MeetingCard(
            meeting.Id, meeting.Code, meeting.Title, form.Password.Length > 0, meeting.GuestsAllowed, Files: 0, meeting.LastActivityAt, meeting.Plan);
    }

    /// <summary>The organizer's meetings, newest activity first.</summary>
    /// <param name="search">Words that the title holds, in any case and with or without accents; empty for all.</param>
    /// <param name="skip">How many cards are shown already.</param>
    public async Task<MeetingCards> ListAsync(PersonId organizer, string? search, int skip, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = Matching(db.Meetings.Where(m => m.OrganizerId == organizer), search)
            .OrderByDescending(m => m.LastActivityAt).ThenByDescending(m => m.Id);
        var cards = await Cards(db, found.Skip(skip).Take(PageSize + 1)).ToListAsync(ct);
        return new MeetingCards(cards[..Math.Min(cards.Count, PageSize)], cards.Count > PageSize);
    }

    /// <summary>One of the organizer's meetings as it is now; null where it is not theirs or gone.</summary>
    public async Task<MeetingCard?> FindAsync(PersonId organizer, MeetingId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Cards(db, db.Meetings.Where(m => m.Id == id && m.OrganizerId == organizer)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Deletes the meeting with its chat and files; who is inside is told and leaves. False where it is not theirs or gone.</summary>
    public async Task<bool> DeleteAsync(PersonId by, MeetingId id, CancellationToken ct)
    {
        var deleted = await dbs.WriteAsync(
            async db =>
            {
                if (await db.AskAgainAsync(id, new Viewer(by, "", ViewerKind.Member), ct) is not (var meeting, { MayGiveAway: true }))
                    return false;
                db.Remove(meeting);
                return true;
            },
            ct);
        if (deleted)
            await ClearAwayAsync(id);
        return deleted;
    }

    /// <summary>
    /// Deletes a meeting whose last occurrence is over and that is to be deleted then, as its organizer would. False where it is not
    /// (any more).
    /// </summary>
    public async Task<bool> DeleteEndedAsync(MeetingId id, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var deleted = await dbs.WriteAsync(
            async db =>
            {
                if (await db.Meetings.SingleOrDefaultAsync(m => m.Id == id, ct) is not { EndBehaviour: EndBehaviour.Delete } meeting || !meeting.EndIsDue(now))
                    return false;
                db.Remove(meeting);
                return true;
            },
            ct);
        if (deleted)
            await ClearAwayAsync(id);
        return deleted;
    }

    // The meeting is gone by now: neither a cancelled request nor a file in use may leave the rest behind.
    private async Task ClearAwayAsync(MeetingId id)
    {
        await rooms.TellAsync(id, new MeetingDeleted());
        try
        {
            files.DeleteAll(id);
        }
        catch (IOException e)
        {
            FilesNotDeleted(log, e, id);
        }
    }

    private static IQueryable<Meeting> Matching(IQueryable<Meeting> meetings, string? search)
    {
        var text = search is { Length: > MaxSearchLength } ? search[..MaxSearchLength] : search ?? "";
        foreach (var word in Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(10))
            meetings = meetings.Where(m => m.TitleFolded.Contains(word));
        return meetings;
    }

    private static IQueryable<MeetingCard> Cards(MeetingsDb db, IQueryable<Meeting> meetings) => meetings.Select(m => new MeetingCard(
        m.Id, m.Code, m.Title, m.PasswordHash != null, m.GuestsAllowed, db.Files.Count(f => f.MeetingId == m.Id), m.LastActivityAt,
        new MeetingPlan(m.Schedule, m.EndBehaviour, m.NextAt, m.NextEndsAt, m.LastEndsAt, m.EndedAt)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files of the deleted meeting {Meeting} were not deleted")]
    private static partial void FilesNotDeleted(ILogger log, Exception why, MeetingId meeting);
}

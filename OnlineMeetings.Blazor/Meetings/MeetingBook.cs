using FluentValidation;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings;

/// <summary>All meetings that are kept: makes them and strikes them out.</summary>
public sealed partial class MeetingBook(
    IDbContextFactory<MeetingsDb> dbs,
    IValidator<NewMeeting> rules,
    PasswordHashing passwords,
    LiveRooms rooms,
    DiskFileStore files,
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
            meeting.Id, meeting.Code, meeting.Title, form.Password.Length > 0, meeting.GuestsAllowed, Files: 0, meeting.LastActivityAt);
    }

    /// <summary>Deletes the meeting with its chat and files; who is inside is told and leaves. False where it is not theirs or gone.</summary>
    public async Task<bool> DeleteAsync(PersonId by, MeetingId id, CancellationToken ct)
    {
        var deleted = await dbs.WriteAsync(
            async db =>
            {
                if (await db.AskAgainAsync(id, new Viewer(by, "", ViewerKind.Member), ct) is not (var meeting, { MayEdit: true }))
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files of the deleted meeting {Meeting} were not deleted")]
    private static partial void FilesNotDeleted(ILogger log, Exception why, MeetingId meeting);
}

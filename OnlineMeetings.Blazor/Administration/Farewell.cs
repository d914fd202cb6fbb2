using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Exchange;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Administration;

/// <summary>What hangs on an account: the meetings it organizes, and their files.</summary>
public sealed record Belongings(int Meetings, int Files, long Bytes);

/// <summary>Deletes accounts. Their calendars end with them, and their meetings are given away or deleted with them: none is ever left without an organizer.</summary>
public sealed class Farewell(
    IDbContextFactory<MeetingsDb> dbs, MeetingBook book, CalendarBook calendar, LiveRooms rooms, ILookupNormalizer normalizer, TimeProvider time)
{
    public async Task<Belongings> BelongingsAsync(PersonId person, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var meetings = db.Meetings.Where(m => m.OrganizerId == person);
        var files = db.Files.Where(f => meetings.Any(m => m.Id == f.MeetingId));
        return new Belongings(await meetings.CountAsync(ct), await files.CountAsync(ct), await files.SumAsync(f => f.Bytes, ct));
    }

    /// <summary>An administrator deletes somebody else's account.</summary>
    /// <param name="heir">The e-mail address of whoever gets the meetings; null where they are to be deleted.</param>
    /// <exception cref="NotAdministratorException">Who acts is none.</exception>
    /// <exception cref="PeopleRefusedException">There is no such account or heir, or the account is one's own.</exception>
    public Task DeleteAsync(ClaimsPrincipal administrator, PersonId person, string? heir, CancellationToken ct) => DeleteAsync(
        async db =>
        {
            var by = await db.AskAdministratorAsync(administrator, ct);
            return by == person ? throw new PeopleRefusedException(PeopleRefusal.Yourself) : by;
        },
        person,
        heir,
        ct);

    /// <summary>Somebody deletes their own account, having proven who they are.</summary>
    /// <inheritdoc cref="DeleteAsync(ClaimsPrincipal, PersonId, string?, CancellationToken)"/>
    /// <exception cref="PeopleRefusedException">There is no such heir, or nobody could administer the server then.</exception>
    public Task DeleteOwnAsync(PersonId person, string? heir, CancellationToken ct) => DeleteAsync(_ => Task.FromResult(person), person, heir, ct);

    private async Task DeleteAsync(Func<MeetingsDb, Task<PersonId>> who, PersonId person, string? heir, CancellationToken ct)
    {
        var (deleted, given) = await dbs.WriteAsync(
            async db =>
            {
                var by = await who(db);
                var account = await db.Users.SingleOrDefaultAsync(u => u.Id == person.Value, ct) ?? throw new PeopleRefusedException(PeopleRefusal.NoAccount);
                if (!await db.OpenAdministrators().AnyAsync(u => u.Id != account.Id, ct))
                    throw new PeopleRefusedException(PeopleRefusal.LastAdministrator);
                var meetings = await db.Meetings.Where(m => m.OrganizerId == person).ToListAsync(ct);
                await calendar.EndAsync(db, person, ct);
                await CalendarFeeds.RevokeAsync(db, person, ct);
                await db.Invitees.Where(i => i.PersonId == person).ExecuteDeleteAsync(ct);
                await db.Set<CoOrganizer>().Where(o => o.PersonId == person).ExecuteDeleteAsync(ct);
                if (heir is null)
                    await DeleteMeetingsAsync(db, meetings, by, ct);
                else if (meetings.Count > 0)
                    await GiveAwayAsync(db, meetings, await HeirAsync(db, person, heir, ct), by, ct);
                await db.NoteAsync(time, AuditActor.Of(by), AuditKind.AccountDeleted, AuditSubject.Of(account), ct, account.Email ?? "");
                db.Users.Remove(account);
                return heir is null ? (meetings, []) : (new List<Meeting>(), meetings.ConvertAll(meeting => meeting.Live));
            },
            ct);
        foreach (var meeting in deleted)
            await book.ClearAwayAsync(meeting.Id);
        foreach (var meeting in given)
            await rooms.TellAsync(meeting.Rules.Meeting, new SettingsChanged(meeting));
    }

    private async Task DeleteMeetingsAsync(MeetingsDb db, List<Meeting> meetings, PersonId by, CancellationToken ct)
    {
        foreach (var meeting in meetings)
            await book.StrikeOutAsync(db, meeting, AuditActor.Of(by), ct);
    }

    private async Task GiveAwayAsync(MeetingsDb db, List<Meeting> meetings, Account heir, PersonId by, CancellationToken ct)
    {
        foreach (var meeting in meetings)
        {
            meeting.OrganizerId = heir.Person;
            meeting.CoOrganizers.RemoveAll(o => o.PersonId == heir.Person);
            // Its appointments end with the account: the heir is to have it all the same.
            meeting.GoesWithAppointments = false;
            meeting.Version++;
            await db.NoteAsync(time, AuditActor.Of(by), AuditKind.MeetingGivenAway, AuditSubject.Of(meeting), ct, $"→ {heir.Name}");
        }
    }

    private async Task<Account> HeirAsync(MeetingsDb db, PersonId person, string email, CancellationToken ct)
    {
        var name = normalizer.NormalizeName(email.Trim());
        return await db.Users.SingleOrDefaultAsync(
                u => u.NormalizedUserName == name && u.Id != person.Value && u.LockoutEnd != DateTimeOffset.MaxValue, ct)
            ?? throw new PeopleRefusedException(PeopleRefusal.NoHeir);
    }
}

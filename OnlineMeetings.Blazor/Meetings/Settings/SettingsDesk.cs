using FluentValidation;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Invitations;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings.Settings;

/// <summary>A meeting's settings as they were read.</summary>
/// <param name="Version">What <see cref="SettingsDesk.SaveAsync"/> compares.</param>
public sealed record SettingsSheet(
    MeetingId Meeting, string Code, MeetingSettings Settings, Schedule? Schedule, int Version, bool IsArchived, Decision May)
{
    /// <summary>The appointment that gives the meeting its dates; null where they are set here.</summary>
    public HoldingAppointment? HeldBy { get; init; }

    /// <summary>Whether it takes place more than once, as far as can be told: appointments may be several.</summary>
    public bool HasOccurrences => Schedule is { Repeats: true } || (Schedule is not null && HeldBy is not null);

    internal static async Task<SettingsSheet> OfAsync(MeetingsDb db, Meeting meeting, Viewer viewer, Decision may, CancellationToken ct)
    {
        var holding = await AppointmentMeetings.HolderAsync(db, meeting.Id, viewer.Person, ct);
        var settings = MeetingSettings.Of(meeting, isHeld: holding is not null);
        return new SettingsSheet(meeting.Id, meeting.Code, settings, meeting.Schedule, meeting.Version, meeting.ArchivedAt is not null, may) { HeldBy = holding };
    }
}

/// <summary>What came of saving.</summary>
/// <param name="Now">The settings that hold now; null where the meeting is gone or not for this person to edit.</param>
public sealed record SaveOutcome(bool Saved, SettingsSheet? Now);

/// <summary>
/// Where organizers change a meeting: each change is stored with the policy asked inside its transaction, and then told to the
/// room, which makes it hold for everybody inside.
/// </summary>
public sealed class SettingsDesk(
    IDbContextFactory<MeetingsDb> dbs, IValidator<MeetingSettings> rules, PasswordHashing passwords, LiveRooms rooms, MeetingNews news, TimeProvider time)
{
    /// <summary>The settings, for who may edit them; null for everybody else, and where there is no such meeting.</summary>
    public async Task<SettingsSheet?> ReadAsync(Viewer viewer, MeetingId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.AskAgainAsync(id, viewer, ct) is (var meeting, { MayEdit: true } may) ? await SettingsSheet.OfAsync(db, meeting, viewer, may, ct) : null;
    }

    /// <summary>Saves all settings at once. Where somebody else saved since, nothing is: the answer says what holds now.</summary>
    /// <param name="version">Of the sheet that was edited.</param>
    /// <exception cref="ValidationException">The form breaks <see cref="MeetingSettingsRules"/>.</exception>
    public async Task<SaveOutcome> SaveAsync(Viewer viewer, MeetingId id, int version, MeetingSettings settings, CancellationToken ct)
    {
        await rules.ValidateAndThrowAsync(settings, ct);
        var hash = settings is { HasPassword: true, Password.Length: > 0 } ? await passwords.HashAsync(settings.Password, ct) : null;
        var changed = await ChangeAsync(viewer, id, may => may.MayEdit, AuditKind.MeetingChanged, async (db, meeting) =>
        {
            // Whose dates come from the calendar can't be given others here, nor by a form that was opened before they did.
            var isHeld = await AppointmentMeetings.HoldAsync(db, id, ct);
            if (meeting.Version != version || settings.Schedule.IsHeld != isHeld)
                return null;
            var before = MeetingSettings.Of(meeting, isHeld);
            settings.PutInto(meeting, hash, time.GetUtcNow().UtcDateTime);
            return string.Join(", ", Setting.ChangedBetween(before, settings with { Title = meeting.Title }).Select(s => s.Name));
        }, ct);
        return changed is var (saved, sheet) ? new SaveOutcome(saved, sheet) : new SaveOutcome(false, null);
    }

    /// <summary>Gives the meeting another link; the old one stops working at once. Who is inside stays.</summary>
    public async Task<SettingsSheet?> ReplaceLinkAsync(Viewer viewer, MeetingId id, CancellationToken ct) =>
        (await ChangeAsync(viewer, id, may => may.MayEdit, AuditKind.LinkReplaced, meeting =>
        {
            meeting.Code = MeetingCode.New();
            return "";
        }, ct))?.Sheet;

    /// <summary>Nobody new comes in until it is unlocked or the room was empty. False where it is not theirs to say.</summary>
    public async Task<bool> LockAsync(Viewer viewer, MeetingId id, bool locked, CancellationToken ct) =>
        await ChangeAsync(viewer, id, may => may.MayModerate, locked ? AuditKind.MeetingLocked : AuditKind.MeetingUnlocked, meeting =>
        {
            meeting.IsLocked = locked;
            return "";
        }, ct) is not null;

    /// <summary>Puts a person out of the room, in all their tabs, until it was empty. An organizer can't be put out.</summary>
    /// <param name="name">The name they have there, for the log.</param>
    public async Task<bool> RemoveAsync(Viewer viewer, MeetingId id, PersonId person, string name, CancellationToken ct) =>
        await ChangeAsync(viewer, id, may => may.MayModerate, AuditKind.PersonRemoved, meeting =>
        {
            if (IsOrganizer(meeting, person) || meeting.Removals.Exists(r => r.PersonId == person))
                return null;
            meeting.Removals.Add(new Removal { MeetingId = meeting.Id, PersonId = person });
            return name;
        }, ct) is (Changed: true, _);

    /// <summary>Shares the organizer's rights with a member, or takes them back. False where it is not theirs to give.</summary>
    public async Task<bool> ShareRightsAsync(Viewer viewer, MeetingId id, PersonId member, bool shared, CancellationToken ct) =>
        await ChangeAsync(viewer, id, may => may.MayGiveAway, shared ? AuditKind.RightsShared : AuditKind.RightsTakenBack, async (db, meeting) =>
        {
            var has = meeting.CoOrganizers.Find(o => o.PersonId == member);
            if (shared == has is not null || member == meeting.OrganizerId || (shared && !await AccountStore.IsOpenAsync(db, member, ct)))
                return null;
            if (has is null)
                meeting.CoOrganizers.Add(new CoOrganizer { MeetingId = meeting.Id, PersonId = member });
            else
                meeting.CoOrganizers.Remove(has);
            return await NameOfAsync(db, member, ct);
        }, ct) is (Changed: true, _);

    /// <summary>Makes another member the organizer; who was it until now keeps the rights as a co-organizer.</summary>
    public async Task<bool> HandOverAsync(Viewer viewer, MeetingId id, PersonId member, CancellationToken ct) =>
        await ChangeAsync(viewer, id, may => may.MayGiveAway, AuditKind.MeetingGivenAway, async (db, meeting) =>
        {
            if (member == meeting.OrganizerId || !await AccountStore.IsOpenAsync(db, member, ct))
                return null;
            meeting.CoOrganizers.RemoveAll(o => o.PersonId == member);
            meeting.CoOrganizers.Add(new CoOrganizer { MeetingId = meeting.Id, PersonId = meeting.OrganizerId });
            meeting.OrganizerId = member;
            return $"→ {await NameOfAsync(db, member, ct)}";
        }, ct) is (Changed: true, _);

    // What invitations say of a meeting.
    private static (string Code, bool HasPassword, bool GuestsAllowed) Invited(Meeting meeting) =>
        (meeting.Code, meeting.PasswordHash is not null, meeting.GuestsAllowed);

    private static bool IsOrganizer(Meeting meeting, PersonId person) =>
        meeting.OrganizerId == person || meeting.CoOrganizers.Exists(o => o.PersonId == person);

    private static async Task<string> NameOfAsync(MeetingsDb db, PersonId member, CancellationToken ct) =>
        await db.Users.Where(u => u.Id == member.Value).Select(u => u.Name).SingleOrDefaultAsync(ct) ?? "";

    private Task<(bool Changed, SettingsSheet Sheet)?> ChangeAsync(
        Viewer viewer, MeetingId id, Func<Decision, bool> allows, AuditKind kind, Func<Meeting, string?> change, CancellationToken ct) =>
        ChangeAsync(viewer, id, allows, kind, (_, meeting) => Task.FromResult(change(meeting)), ct);

    /// <summary>Null where this viewer may not, or the meeting is gone.</summary>
    /// <param name="change">Answers what is to be said of it in the log; null where nothing was changed.</param>
    private async Task<(bool Changed, SettingsSheet Sheet)?> ChangeAsync(
        Viewer viewer, MeetingId id, Func<Decision, bool> allows, AuditKind kind, Func<MeetingsDb, Meeting, Task<string?>> change, CancellationToken ct)
    {
        LiveMeeting? live = null;
        var result = await dbs.WriteAsync<(bool, SettingsSheet)?>(async db =>
        {
            if (await db.AskToAsync(kind, id, viewer, allows, ct) is not (var meeting, var may))
                return null;
            var invited = Invited(meeting);
            if (await change(db, meeting) is not { } details)
                return (false, await SettingsSheet.OfAsync(db, meeting, viewer, may, ct));
            if (Invited(meeting) != invited)
                await news.ChangeAsync(db, meeting, ct);
            await db.NoteAsync(time, AuditActor.Of(viewer), kind, AuditSubject.Of(meeting), ct, details);
            meeting.Version++;
            live = meeting.Live;
            return (true, await SettingsSheet.OfAsync(db, meeting, viewer, may, ct));
        }, ct);
        if (live is not null)
            await rooms.TellAsync(id, new SettingsChanged(live));
        return result;
    }
}

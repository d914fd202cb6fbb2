using System.Collections.Immutable;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Meetings;

/// <summary>Who may put files into a meeting.</summary>
public enum UploadPermission
{
    Organizer,
    SignedIn,
    Anyone,
}

/// <summary>The most that people in a meeting send of themselves.</summary>
public enum StreamQuality
{
    Low,
    Medium,
    High,
}

/// <summary>What becomes of a meeting when its last occurrence is over.</summary>
public enum EndBehaviour
{
    Archive,
    Delete,
    KeepActive,
}

/// <summary>A meeting as it is kept. The room, which lives only while somebody is inside, is a grain of its own.</summary>
public sealed class Meeting
{
    public const int MaxTitleLength = 200;
    public const int MaxPasswordLength = 200;

    public required MeetingId Id { get; init; }

    public required PersonId OrganizerId { get; set; }

    /// <summary>The secret in the link; see <see cref="MeetingCode"/>.</summary>
    public required string Code { get; set; }

    public required string Title
    {
        get;
        set
        {
            field = value;
            TitleFolded = Folding.Fold(value);
        }
    }

    /// <summary>What search looks through; see <see cref="Folding"/>.</summary>
    public string TitleFolded { get; private set; } = "";

    /// <summary>Null where the meeting has no password.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Grows whenever the password changes, so that what the old one opened is closed.</summary>
    public int PasswordVersion { get; private set; }

    public bool GuestsAllowed { get; set; }

    /// <summary>False: everybody else waits until an organizer is there.</summary>
    public bool AttendeesMayStart { get; set; } = true;

    /// <summary>An organizer lets each person in.</summary>
    public bool WaitingRoom { get; set; }

    public UploadPermission Uploads { get; set; }

    public StreamQuality Quality { get; set; }

    /// <summary>Several people may share their screens at once.</summary>
    public bool SeveralScreens { get; set; }

    /// <summary>Grows with every change that the room must hear of.</summary>
    public int Version { get; set; }

    /// <summary>Nobody new comes in until the room was empty.</summary>
    public bool IsLocked { get; set; }

    /// <summary>UTC; null where it is not in the archive.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC; when last somebody was inside, wrote or shared a file. While the room is live it is written each minute.</summary>
    public required DateTime LastActivityAt { get; set; }

    /// <summary>UTC; since when somebody has been inside without a break, null while the room is empty.</summary>
    public DateTime? LiveSince { get; set; }

    /// <summary>How often its room has woken. What a room of an earlier waking notes is void: it lives elsewhere by now.</summary>
    public long Wakings { get; set; }

    /// <summary>An organizer has been inside since then.</summary>
    public bool IsStarted { get; set; }

    /// <summary>An appointment made it: it goes once none holds it any more, unless its organizer keeps it.</summary>
    public bool GoesWithAppointments { get; set; }

    /// <summary>With whom the organizer shares the rights.</summary>
    public List<CoOrganizer> CoOrganizers { get; } = [];

    /// <summary>Who was put out and may not come back until the room was empty.</summary>
    public List<Removal> Removals { get; } = [];

    /// <summary>Null for a meeting without a date, which is always open.</summary>
    public Schedule? Schedule { get; private set; }

    public EndBehaviour EndBehaviour { get; set; }

    /// <summary>UTC; start of the occurrence that runs or comes next, null without one.</summary>
    public DateTime? NextAt { get; private set; }

    /// <summary>UTC; end of the occurrence that starts at <see cref="NextAt"/>.</summary>
    public DateTime? NextEndsAt { get; private set; }

    /// <summary>UTC; end of the last occurrence, null for an endless schedule.</summary>
    public DateTime? LastEndsAt { get; private set; }

    /// <summary>UTC; when people who were still inside were told that the scheduled time is over.</summary>
    public DateTime? EndToldAt { get; private set; }

    /// <summary>UTC; when the end behaviour acted, which it does once for a schedule.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Gives the meeting a schedule, in place of the one it had.</summary>
    /// <param name="now">UTC.</param>
    public void PlanFor(Schedule schedule, DateTime now)
    {
        if (schedule == Schedule)
            return;
        (Schedule, LastEndsAt, EndToldAt, EndedAt) = (schedule, schedule.LastEnd, null, null);
        // What is over when it is planned ended without the meeting: the end behaviour is for what ends from now on.
        if (LastEndsAt <= now)
            EndedAt = now;
        MoveOn(now);
    }

    /// <summary>Takes over the dates of the appointments that the meeting is for.</summary>
    /// <param name="schedule">Of the appointment that takes place next.</param>
    /// <param name="next">The occurrence that runs or comes next, whatever was moved or taken out.</param>
    /// <param name="lastEnd">UTC; null where it goes on for ever.</param>
    /// <param name="now">UTC.</param>
    public void Follow(Schedule schedule, Occurrence? next, DateTime? lastEnd, DateTime now)
    {
        if (lastEnd != LastEndsAt || Schedule is null)
            (EndToldAt, EndedAt) = (null, lastEnd <= now ? now : null);
        (Schedule, NextAt, NextEndsAt, LastEndsAt) = (schedule, next?.Start, next?.End, lastEnd);
    }

    /// <summary>Takes the schedule away: the meeting has no date and is always open.</summary>
    public void Unplan() =>
        (Schedule, NextAt, NextEndsAt, LastEndsAt, EndToldAt, EndedAt) = (null, null, null, null, null, null);

    /// <summary>Whether the last occurrence is over and the end behaviour is still to act.</summary>
    /// <param name="now">UTC.</param>
    public bool EndIsDue(DateTime now) => Schedule is not null && EndedAt is null && LastEndsAt <= now;

    /// <summary>Goes on to the next occurrence, once the one before is over.</summary>
    /// <param name="now">UTC.</param>
    public void MoveOn(DateTime now)
    {
        var next = Schedule?.RunningOrNext(now);
        (NextAt, NextEndsAt) = (next?.Start, next?.End);
    }

    /// <summary>The people inside are told that the scheduled time is over. False where they were told already.</summary>
    /// <param name="now">UTC.</param>
    public bool TellEnd(DateTime now)
    {
        if (EndToldAt is not null)
            return false;
        EndToldAt = now;
        return true;
    }

    /// <summary>Lets the end behaviour act on a meeting that stays; to delete one is the book's.</summary>
    /// <param name="now">UTC.</param>
    public void EndAt(DateTime now)
    {
        if (!EndIsDue(now))
            throw new InvalidOperationException("The scheduled time is not over, or the end has been dealt with.");
        EndedAt = now;
        if (EndBehaviour == EndBehaviour.Archive)
            ArchivedAt ??= now;
    }

    /// <summary>
    /// A new meeting of this organizer with the same settings and password. Whatever is set for a meeting is copied here; what
    /// belongs to its life (link, chat, files, people, schedule, archive) is not.
    /// </summary>
    public Meeting Duplicate(PersonId organizer, string title, DateTime now)
    {
        var copy = new Meeting
        {
            Id = MeetingId.New(),
            OrganizerId = organizer,
            Code = MeetingCode.New(),
            Title = title,
            GuestsAllowed = GuestsAllowed,
            AttendeesMayStart = AttendeesMayStart,
            WaitingRoom = WaitingRoom,
            Uploads = Uploads,
            Quality = Quality,
            SeveralScreens = SeveralScreens,
            EndBehaviour = EndBehaviour,
            CreatedAt = now,
            LastActivityAt = now,
        };
        if (PasswordHash is not null)
            copy.Secure(PasswordHash);
        return copy;
    }

    /// <summary>Sets the password by its hash, or takes it away with null.</summary>
    public void Secure(string? passwordHash)
    {
        PasswordHash = passwordHash;
        PasswordVersion++;
    }

    public MeetingRules Rules => new(
        Id,
        OrganizerId,
        PasswordHash is null ? null : PasswordVersion,
        GuestsAllowed,
        Uploads,
        AttendeesMayStart,
        WaitingRoom,
        IsLocked,
        IsStarted,
        IsArchived: ArchivedAt is not null,
        SeveralScreens)
    {
        CoOrganizers = CoOrganizers.Select(o => o.PersonId).ToImmutableArray(),
        Removed = Removals.Select(r => r.PersonId).ToImmutableArray(),
    };

    public MeetingPlan Plan => new(Schedule, EndBehaviour, NextAt, NextEndsAt, LastEndsAt, EndedAt);

    /// <summary>What the room must know of this meeting now.</summary>
    public LiveMeeting Live => new(Rules, Title, Code, Quality, Version, Plan);
}

/// <summary>A member with whom a meeting's organizer shares the rights.</summary>
public sealed class CoOrganizer
{
    public required MeetingId MeetingId { get; init; }

    public required PersonId PersonId { get; init; }
}

/// <summary>Somebody who was put out of a meeting.</summary>
public sealed class Removal
{
    public required MeetingId MeetingId { get; init; }

    public required PersonId PersonId { get; init; }
}

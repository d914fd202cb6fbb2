using OnlineMeetings.Calendar;

namespace OnlineMeetings.Invitations;

/// <summary>What attendees are told.</summary>
public enum News
{
    /// <summary>They are invited.</summary>
    Invitation,

    /// <summary>What they were invited to is otherwise now.</summary>
    Update,

    /// <summary>It does not take place, or not with them.</summary>
    Cancellation,
}

/// <summary>One thing that is to be told.</summary>
/// <param name="Appointment">As it is now; where it has an <see cref="Appointment.OccurrenceOf"/>, this one occurrence.</param>
/// <param name="To">Each address once.</param>
public sealed record Announcement(News News, Appointment Appointment, ValueList<Attendee> To)
{
    /// <summary>RFC 5546 §1.4.</summary>
    public string Method => News == News.Cancellation ? "CANCEL" : "REQUEST";
}

using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>RFC 5545 §3.8.1.11.</summary>
public enum AppointmentStatus
{
    Confirmed,
    Tentative,
    Cancelled,
}

/// <summary>What an attendee answered (RFC 5545 §3.2.12).</summary>
public enum Answer
{
    NeedsAction,
    Accepted,
    Declined,
    Tentative,
    Delegated,
}

/// <summary>Whether an attendee has to come (RFC 5545 §3.2.16).</summary>
public enum AttendeeRole
{
    Required,
    Optional,
    Chair,
    Informed,
}

/// <summary>Who invites.</summary>
/// <param name="Address">An e-mail address, without "mailto:".</param>
/// <param name="Name">Empty where it is not known.</param>
/// <param name="Others">Parameters that mean nothing here and are kept: "SENT-BY" with its value.</param>
public sealed record Organizer(string Address, string Name = "", ValueList<Parameter>? Others = null)
{
    public ValueList<Parameter> Others { get; init; } = Others ?? [];
}

/// <summary>Who is invited.</summary>
/// <param name="Address">An e-mail address, without "mailto:".</param>
/// <param name="Name">Empty where it is not known.</param>
/// <param name="Rsvp">Whether an answer is asked for (RFC 5545 §3.2.17).</param>
/// <param name="Others">Parameters that mean nothing here and are kept: "CUTYPE" with its value.</param>
public sealed record Attendee(
    string Address, string Name = "", Answer Answer = Answer.NeedsAction, AttendeeRole Role = AttendeeRole.Required, bool Rsvp = false,
    ValueList<Parameter>? Others = null)
{
    public ValueList<Parameter> Others { get; init; } = Others ?? [];
}

/// <summary>A parameter of a property that is kept as it came (RFC 5545 §3.2).</summary>
/// <param name="Value">With its quotes, where it has some.</param>
public sealed record Parameter(string Name, string Value);

/// <summary>A VALARM that counts from the start (RFC 5545 §3.6.6).</summary>
/// <param name="Before">How long before the start; negative for after it.</param>
/// <param name="Others">The alarm's other lines, unfolded; none for one that was made here.</param>
public sealed record Reminder(Duration Before, ValueList<string>? Others = null)
{
    public ValueList<string> Others { get; init; } = Others ?? [];
}

/// <summary>Where one joins by link (RFC 7986 §5.11).</summary>
/// <param name="Label">What the link is called; empty for nothing.</param>
public sealed record Conference(string Url, string Label = "");

/// <summary>What an appointment says, and each changed occurrence of it may say otherwise.</summary>
public sealed record Details
{
    /// <summary>Rises with each change of times (RFC 5546 §2.1.4): of two that are said, the higher one counts.</summary>
    public int Sequence { get; init; }

    /// <summary>The number after it. A file may bring along the highest one that there is.</summary>
    internal int NextSequence => Sequence == int.MaxValue ? Sequence : Sequence + 1;

    /// <summary>When this was last said (DTSTAMP, RFC 5545 §3.8.7.2); whole seconds.</summary>
    public Instant Stamp { get; init; }

    public string Subject { get; init; } = "";

    public string Place { get; init; } = "";

    public string Notes { get; init; } = "";

    public AppointmentStatus Status { get; init; }

    public Organizer? Organizer { get; init; }

    public ValueList<Attendee> Attendees { get; init; } = [];

    public ValueList<Reminder> Reminders { get; init; } = [];

    public Conference? Conference { get; init; }

    /// <summary>Lines that mean nothing here, unfolded and in their order, to be written as they came (RFC 5545 §3.8.8).</summary>
    public ValueList<string> Others { get; init; } = [];
}

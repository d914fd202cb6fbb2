using NodaTime;

namespace OnlineMeetings.Calendar;

/// <summary>One time that an appointment takes place.</summary>
/// <param name="Of">Where the repetition has it (RFC 5545 §3.8.4.4), local in the appointment's zone: its name within the series.</param>
/// <param name="When">As it is said; changed or not.</param>
/// <param name="Time">From which moment to which, for who asked.</param>
public sealed record Instance(LocalDateTime Of, Span When, Interval Time, Details Details, bool IsChanged);

namespace OnlineMeetings.Calendar;

/// <summary>One time that a meeting takes place; both are UTC.</summary>
public readonly record struct Occurrence(DateTime Start, DateTime End);

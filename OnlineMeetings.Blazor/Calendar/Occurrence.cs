namespace OnlineMeetings.Calendar;

/// <summary>One time that a meeting takes place; both are UTC.</summary>
public readonly record struct Occurrence(DateTime Start, DateTime End)
{
    /// <summary>Whether it starts in the minute that begins then.</summary>
    internal bool IsOfMinute(DateTime minute) => Start >= minute && Start - minute < TimeSpan.FromMinutes(1);
}

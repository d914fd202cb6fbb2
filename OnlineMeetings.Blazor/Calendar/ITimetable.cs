namespace OnlineMeetings.Calendar;

/// <summary>When a meeting takes place, as often as it does: by a schedule of its own, or by the appointments that hold it.</summary>
public interface ITimetable
{
    /// <summary>The first occurrence; null where it never takes place.</summary>
    Occurrence? First { get; }

    /// <summary>The occurrence that starts after another.</summary>
    Occurrence? NextAfter(Occurrence other);

    /// <summary>The last occurrences that start at a UTC time or before, newest first.</summary>
    IReadOnlyList<Occurrence> LatestBy(DateTime utc, int most);

    /// <summary>The occurrence that starts in a minute of UTC time, the first of them.</summary>
    Occurrence? StartingIn(DateTime minute);
}

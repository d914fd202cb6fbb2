namespace OnlineMeetings.Calendar;

/// <summary>The times that the appointments of a meeting are written out to: with all that was moved, added and taken out.</summary>
/// <param name="occurrences">In the order of their starts, no two of which are the same.</param>
public sealed class WrittenTimetable(IReadOnlyList<Occurrence> occurrences) : ITimetable
{
    public Occurrence? First => FirstOf(_ => true);

    public Occurrence? NextAfter(Occurrence other) => FirstOf(o => o.Start > other.Start);

    public IReadOnlyList<Occurrence> LatestBy(DateTime utc, int most) => [.. occurrences.TakeWhile(o => o.Start <= utc).TakeLast(most).Reverse()];

    public Occurrence? StartingIn(DateTime minute) => FirstOf(o => o.IsOfMinute(minute));

    private Occurrence? FirstOf(Func<Occurrence, bool> asked) => occurrences.Where(asked).Select(o => (Occurrence?)o).FirstOrDefault();
}

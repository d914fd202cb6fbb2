using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Join;

/// <summary>Everything that `join` measured.</summary>
internal sealed record JoinResult
{
    public Machine? Machine { get; init; }

    public List<JoinRun> WarmUp { get; } = [];

    public List<JoinRun> Runs { get; } = [];

    /// <summary>What a figure came to in the runs of one venue; null where it has none.</summary>
    public Figures? Of(string venue, Func<JoinRun, double?> figure) => Figures.Of(Runs.Where(run => run.Venue == venue).Select(figure));
}

/// <param name="Joins">The joins of the second person and of those after.</param>
internal sealed record JoinRun(string Venue, FirstVisit Visit, IReadOnlyList<Joining> Joins)
{
    /// <summary>The join that made it so many; null where fewer were wanted.</summary>
    public Joining? With(int people) => Joins.SingleOrDefault(join => join.People == people);
}

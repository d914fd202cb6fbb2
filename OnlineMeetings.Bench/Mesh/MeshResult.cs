using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Mesh;

/// <summary>Everything that `mesh` measured.</summary>
internal sealed record MeshResult
{
    public Machine? Machine { get; init; }

    public List<MeshRun> Runs { get; } = [];

    /// <summary>Who did not come together.</summary>
    public List<string> InVain { get; } = [];

    /// <summary>What a figure came to in the runs of one venue and size; null where it has none.</summary>
    public Figures? Of(string venue, int people, Func<MeshRun, double?> figure) =>
        Figures.Of(Runs.Where(run => run.Venue == venue && run.People == people).Select(figure));
}

/// <summary>So many people in one room, the last of whom has just come.</summary>
/// <param name="AllUp">Milliseconds from the last one's click until every link was connected at both of its ends.</param>
/// <param name="Way">When the last link had taken which step of the way, in milliseconds after the click.</param>
/// <param name="Sent">Messages and requests of the last one until then.</param>
/// <param name="Received">Messages and answers to the last one until then.</param>
/// <param name="Unwatched">Of the program, with most senders.</param>
internal sealed record MeshRun(
    string Venue, int People, int Senders, double AllUp, IReadOnlyDictionary<string, double?> Way, int Sent, int Received, Together Together, Unwatched? Unwatched);

using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Invitations;

/// <summary>Everything that `invitations` measured.</summary>
internal sealed record InvitationsResult(int People, Machine Machine, IReadOnlyList<InvitationsResult.Run> Together, IReadOnlyList<InvitationsResult.Run> Afterwards)
{
    /// <summary>Milliseconds.</summary>
    /// <param name="Saved">Until who invites goes on.</param>
    /// <param name="Longest">That somebody else took to write something small meanwhile.</param>
    /// <param name="Written">Until all mails were in the outbox.</param>
    internal sealed record Run(double Saved, double Longest, double Written);

    public string Report()
    {
        var table = new MarkdownTable($"{People} invitations", "saved after", "longest write of somebody else", "all mails in the outbox after");
        Add(table, "the program: announced, then written", Afterwards);
        Add(table, "all in the appointment's transaction", Together);
        return $"""
            {Machine}
            SQLite, {Together.Count} runs, median (least–most)

            {table}
            """;
    }

    private static void Add(MarkdownTable table, string name, IReadOnlyList<Run> runs) => table.Add(
        name, Show(runs.Select(run => run.Saved)), Show(runs.Select(run => run.Longest)), Show(runs.Select(run => run.Written)));

    private static string Show(IEnumerable<double> times) => new Figures([.. times]).Show(" ms");
}

using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Load.Idle;

/// <summary>What one run of `load idle` came to.</summary>
/// <param name="AllIn">Seconds from the first one's knock until the last one was in.</param>
/// <param name="Cores">Processors that the server used, on average, while they did nothing.</param>
/// <param name="Empty">After a few had come and gone.</param>
/// <param name="Inside">With everybody in the room, and no panel open.</param>
/// <param name="Reading">With everybody's chat open, in which nothing is written.</param>
/// <param name="Left">After all had left, and some time.</param>
/// <param name="LeftAfter">That time, in seconds: until next to nothing was left, if that came to be.</param>
internal sealed record IdleFigures(
    int People, double AllIn, double Cores, Memory Empty, Memory Inside, Memory Reading, Memory Left, double LeftAfter, IReadOnlyDictionary<string, int> Faults)
{
    /// <summary>Live managed memory of each, in KB.</summary>
    public double Each => Kilobytes(Inside.Live);

    public double EachReading => Kilobytes(Reading.Live);

    /// <summary>Of the machine's memory for each, in KB.</summary>
    public double ResidentEach => Kilobytes(Reading.Resident - Empty.Resident + Empty.Live);

    /// <summary>Live memory after all had left, against that of before.</summary>
    public double LeftOver => (Left.Live / Empty.Live) - 1;

    private double Kilobytes(double live) => (live - Empty.Live) * 1000 / People;
}

/// <summary>Everything that `load idle` measured.</summary>
internal sealed record IdleResult(int People, int Runs, Machine Machine, IReadOnlyList<IdleFigures> Figures)
{
    /// <summary>Of what there was before, after all have left.</summary>
    public const double MostLeftOver = 0.1;

    private const double MostEach = 250;

    public string Report() =>
        $"""
        {Machine}
        {People} people in one room, all of them by text, who do nothing. Medians of {Runs} runs (least–most); https, published build

        {Table()}
        {string.Join(Environment.NewLine, Figures.SelectMany(run => run.Faults.Select(fault => $"{fault.Value} times: {fault.Key}")))}
        """;

    private MarkdownTable Table()
    {
        var table = new MarkdownTable("", "program", "goal", "");
        Add("people inside", run => run.People, "0", "");
        Add("all in after", run => run.AllIn, "0.0", " s");
        Add("live managed memory of each", run => run.Each, "0", " KB", $"≤ {MostEach} KB", each => each <= MostEach);
        Add("of each with the chat open", run => run.EachReading, "0", " KB", $"≤ {MostEach} KB", each => each <= MostEach);
        Add("resident memory of each", run => run.ResidentEach, "0", " KB");
        Add("cores", run => run.Cores, "0.00", "");
        Add("live managed memory, nobody there", run => run.Empty.Live, "0.0", " MB");
        Add("everybody there", run => run.Inside.Live, "0.0", " MB");
        Add("after all had left", run => run.Left.Live, "0.0", " MB");
        Add("that long after they left", run => run.LeftAfter, "0", " s");
        Add("more than before", run => run.LeftOver, "0.0 %", "", $"≤ {MostLeftOver:0 %}", left => left <= MostLeftOver);
        Add("resident memory, nobody there", run => run.Empty.Resident, "0", " MB");
        Add("everybody there", run => run.Reading.Resident, "0", " MB");
        Add("after all had left", run => run.Left.Resident, "0", " MB");
        return table;

        void Add(string what, Func<IdleFigures, double> figure, string format, string unit, string goal = "", Func<double, bool>? isReached = null)
        {
            var figures = new Figures([.. Figures.Select(figure)]);
            table.Add(what, figures.As(format, unit), goal, isReached is null ? "" : isReached(figures.Median) ? "reached" : "**missed**");
        }
    }
}

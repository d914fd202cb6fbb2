using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load.Full;

/// <summary>`load library`: how long a meeting takes to open in which very much was written and shared, beside one with next to nothing.</summary>
internal static class LibraryCommand
{
    private const int WarmUps = 5;

    public static async Task<int> RunAsync(string[] words)
    {
        var wishes = new Wishes(words, "messages", "files", "runs");
        var (messages, files, runs) = (wishes.Of("messages", 100_000), wishes.Of("files", 5_000), wishes.Of("runs", 20));
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        var meeting = new FullMeeting(messages, files);
        await Console.Error.WriteLineAsync($"Making {messages} messages and {files} files …");
        await using var server = await RunningServer.StartAsync(program, meeting.FurnishAsync);

        var (full, empty) = (new List<Visit>(), new List<Visit>());
        await Console.Error.WriteLineAsync("Opening it …");
        for (var run = -WarmUps; run < runs; run++)
        {
            var visits = (Full: await Visit.MeasureAsync(server.Address, meeting.Full, run), Empty: await Visit.MeasureAsync(server.Address, meeting.Empty, run));
            if (run < 0)
                continue;
            full.Add(visits.Full);
            empty.Add(visits.Empty);
        }
        var result = new LibraryResult(messages, files, runs, Machine.Here(chromium: null, load), full, empty);
        Console.WriteLine(result.Report());
        Console.WriteLine(await ResultFile.WriteAsync("load-library", result));
        return 0;
    }

    /// <summary>Everything that `load library` measured.</summary>
    private sealed record LibraryResult(int Messages, int Files, int Runs, Machine Machine, IReadOnlyList<Visit> Full, IReadOnlyList<Visit> Empty)
    {
        private const double MostTime = 1500;

        public string Report()
        {
            var table = new MarkdownTable("", $"{Messages} messages, {Files} files", "1 message, 1 file", "goal", "");
            Add("link → Join is usable", visit => visit.Door);
            Add("Join click → room", visit => visit.Join);
            Add("Chat click → newest message", visit => visit.Chat);
            Add("Files click → newest file", visit => visit.Files);
            Add("all but the files", visit => visit.Open, $"95 % ≤ {MostTime} ms");
            return $"""
                {Machine}
                One guest after another, by text, {Runs} of them; medians (least–most); https, published build, without a browser's own time

                {table}
                """;

            void Add(string step, Func<Visit, double> time, string goal = "")
            {
                var figures = new Figures([.. Full.Select(time)]);
                table.Add(
                    step, figures.As("0", " ms"), new Figures([.. Empty.Select(time)]).As("0", " ms"),
                    goal, goal.Length == 0 ? "" : figures.P95 <= MostTime ? "reached" : "**missed**");
            }
        }
    }
}

namespace OnlineMeetings.Bench.Load;

/// <summary>What one run came to.</summary>
/// <param name="Inside">How many came in and were still there at the end: only they are asked what they heard.</param>
/// <param name="AllIn">Seconds from the first one's knock until the last one was in.</param>
/// <param name="Refused">Messages that the server did not take: it said so, or said nothing and showed them to nobody.</param>
/// <param name="Lost">How often somebody had not seen a message ten seconds after the last one was sent.</param>
/// <param name="Doubled">How often somebody was shown a message once more.</param>
/// <param name="LatestSend">Milliseconds by which the latest message was sent after its time: how busy this end was.</param>
/// <param name="ServerCores">Processors that the server used, on average, while it was written.</param>
/// <param name="ClientCores">The same of this program, which is all the people.</param>
/// <param name="Empty">With nobody there.</param>
/// <param name="Begin">With everybody there, and each with a full list of messages.</param>
/// <param name="ResidentSlope">By which the server's memory grew, in MB a minute: the line through all samples.</param>
/// <param name="Batches">Messages from the server with something to show, for each message at each person.</param>
/// <param name="Bytes">Their bytes, before they were compressed.</param>
/// <param name="Faults">What went wrong, and how often.</param>
internal sealed record LoadFigures(
    string Hall, int People, int Inside, double AllIn, int Sent, int Refused, Latencies Times, int Lost, int Doubled, double LatestSend,
    double ServerCores, double ClientCores, Memory Empty, Memory Begin, Memory End, double ResidentSlope, double Minutes, double Batches, double Bytes,
    IReadOnlyDictionary<string, int> Faults)
{
    /// <summary>By which the server's live memory grew, in MB a minute.</summary>
    public double LiveSlope => (End.Live - Begin.Live) / Minutes;

    /// <summary>Live memory for each person who came, in KB.</summary>
    public double LiveEach => (Begin.Live - Empty.Live) * 1000 / Inside;
}

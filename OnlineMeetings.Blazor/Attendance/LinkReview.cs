namespace OnlineMeetings.Attendance;

/// <summary>How good somebody's links to the others were.</summary>
public enum LinkGrade
{
    Good,
    Fair,
    Poor,
}

/// <summary>
/// How somebody's links to the others did for a while, as their own browser says (js/rtc/review.js). It is shown to organizers and
/// decides nothing.
/// </summary>
/// <param name="Samples">How often it was looked at: every two seconds in which there was a link.</param>
/// <param name="Poor">How often the worst link was poor, or lost.</param>
/// <param name="Lost">Percent of what came that was lost on the way, on average.</param>
public sealed record LinkReview(int Samples, int Poor, double Lost)
{
    /// <summary>What a browser can have seen since it was last heard: one that was away for an hour says less.</summary>
    public const int MaxSamples = 120;

    private const double PoorShare = 0.2;
    private const double FairShare = 0.05;
    private const double FairLoss = 3;

    public bool IsSound => Samples is > 0 and <= MaxSamples && Poor >= 0 && Poor <= Samples && Lost is >= 0 and <= 100;

    public LinkGrade Grade => ((double)Poor / Samples) switch
    {
        >= PoorShare => LinkGrade.Poor,
        >= FairShare => LinkGrade.Fair,
        _ => Lost >= FairLoss ? LinkGrade.Fair : LinkGrade.Good,
    };
}

namespace OnlineMeetings.Bench.Mesh;

/// <summary>Who comes to be measured.</summary>
/// <param name="People">All of them; they come one after another.</param>
/// <param name="Senders">So many of them, the first ones, have camera and microphone.</param>
/// <param name="Sizes">Measured whenever so many are inside.</param>
internal sealed record Company(int People, int Senders, IReadOnlyList<int> Sizes)
{
    public static Company WarmUp { get; } = new(2, 2, []);

    /// <summary>
    /// Two cores carry four people with video. Of six who all sent, not everybody had a link to everybody within a minute, also on the bare page, and
    /// neither of nine of whom two sent.
    /// </summary>
    private static readonly Company[] _all = [new(4, 4, [2, 3, 4]), new(6, 2, [6]), new(9, 0, [9])];

    public static int Most => _all.Max(company => company.People);

    /// <summary>Those that are measured, without the sizes above this one.</summary>
    public static IReadOnlyList<Company> UpTo(int people) => [.. _all.Select(company => company.AtMost(people)).Where(company => company.Sizes.Count > 0)];

    public int SendersOf(int people) => Math.Min(people, Senders);

    private Company AtMost(int people) => new(Math.Min(People, people), SendersOf(people), [.. Sizes.Where(size => size <= people)]);
}

namespace OnlineMeetings.Bench.Mesh;

/// <summary>Who comes to be measured.</summary>
/// <param name="People">All of them; they come one after another.</param>
/// <param name="Senders">So many of them, the first ones, have camera and microphone.</param>
/// <param name="Sizes">Measured whenever so many are inside.</param>
internal sealed record Company(int People, int Senders, IReadOnlyList<int> Sizes)
{
    public static Company WarmUp { get; } = new(2, 2, []);

    /// <summary>Two cores carry six people with video; of nine, two.</summary>
    public static IReadOnlyList<Company> All { get; } = [new(6, 6, [2, 3, 4, 6]), new(9, 2, [9])];

    public int SendersOf(int people) => Math.Min(people, Senders);
}

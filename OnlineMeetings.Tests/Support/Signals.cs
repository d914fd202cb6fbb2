namespace OnlineMeetings.Tests.Support;

/// <summary>Signals that lead to no link.</summary>
internal static class Signals
{
    /// <summary>Of the shape of a signal, and told apart by this.</summary>
    public static string Saying(string text) => $$"""{"from":1,"to":1,"build":0,"candidates":[{"candidate":"{{text}}"}]}""";
}

namespace OnlineMeetings.Calendar;

/// <summary>A part of a rule: FREQ with WEEKLY.</summary>
/// <param name="Name">In capitals.</param>
internal sealed record RulePart(string Name, string Value);

/// <summary>The text of a rule, by its parts (RFC 5545 §3.3.10).</summary>
internal static class RuleText
{
    public static List<RulePart> Parts(string rule) =>
        [.. rule.ToUpperInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Part)];

    public static string Of(IEnumerable<RulePart> parts) => string.Join(';', parts.Select(part => $"{part.Name}={part.Value}"));

    public static string? Value(string rule, string name) => Parts(rule).Find(part => part.Name == name)?.Value;

    /// <summary>The rule with this part, in place of those that say the same or exclude it.</summary>
    public static string With(string rule, string name, string value, params string[] instead) =>
        Of([.. Parts(rule).Where(part => part.Name != name && !instead.Contains(part.Name)), new RulePart(name, value)]);

    public static string Without(string rule, params string[] names) => Of(Parts(rule).Where(part => !names.Contains(part.Name)));

    private static RulePart Part(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new RulePart(text, "") : new RulePart(text[..equals], text[(equals + 1)..]);
    }
}

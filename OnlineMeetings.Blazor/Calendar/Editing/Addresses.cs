using System.Net.Mail;

namespace OnlineMeetings.Calendar.Editing;

/// <summary>Reads addresses as people write them down or copy them out of a mail: "Bo Berg &lt;bo@example.org&gt;, ana@example.org".</summary>
public static class Addresses
{
    private const int MaxLength = 254;

    /// <summary>The attendees that a text names, each once, and what of it is no address.</summary>
    public static (IReadOnlyList<Attendee> Good, IReadOnlyList<string> Bad) Read(string text)
    {
        var read = Parts(text).Select(part => (Part: part, Attendee: One(part))).ToList();
        return (
            [.. read.Select(one => one.Attendee).OfType<Attendee>().DistinctBy(one => one.Address.ToUpperInvariant())],
            [.. read.Where(one => one.Attendee is null).Select(one => one.Part)]);
    }

    public static bool AreSame(Attendee one, Attendee other) => string.Equals(one.Address, other.Address, StringComparison.OrdinalIgnoreCase);

    // Commas in quotes belong to a name.
    private static IEnumerable<string> Parts(string text)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"')
                quoted = !quoted;
            if (i < text.Length && (text[i] is not (',' or ';' or '\n' or '\r') || (quoted && text[i] is ',' or ';')))
                continue;
            if (text[start..i].Trim() is { Length: > 0 } part)
                yield return part;
            start = i + 1;
        }
    }

    private static Attendee? One(string text)
    {
        var (name, address) = text.LastIndexOf('<') is >= 0 and var at && text.EndsWith('>')
            ? (text[..at].Trim().Trim('"').Trim(), text[(at + 1)..^1].Trim())
            : ("", text);
        return IsAddress(address) && !name.Any(char.IsControl) ? new Attendee(address, name, Rsvp: true) : null;
    }

    private static bool IsAddress(string text) =>
        text.Length <= MaxLength
        && MailAddress.TryCreate(text, out var mail) && mail.Address == text
        && !mail.User.StartsWith('"')
        && !text.Any(char.IsControl) && !text.Any(char.IsWhiteSpace)
        && Uri.CheckHostName(mail.Host) == UriHostNameType.Dns;
}

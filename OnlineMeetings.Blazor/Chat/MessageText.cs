using System.Text;
using System.Text.RegularExpressions;

namespace OnlineMeetings.Chat;

/// <summary>A piece of a message as it is shown: plain text, or a link where <paramref name="Href"/> is given.</summary>
public sealed record MessagePart(string Shown, string? Href = null);

/// <summary>What may stand in a message, and where its links are. Knows no markup: everything else is text.</summary>
public static partial class MessageText
{
    private const int MaxLinkLength = 2048;

    /// <summary>
    /// The text as it is kept: lines end in \n, no control characters but newline and tab, no space at the end, and well-formed
    /// Unicode, since half a surrogate pair would break the JSON of everybody who reads it.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
                clean.Append(rune);
        }
        return clean.ToString().TrimEnd();
    }

    /// <summary>Cuts a message into text and links; put together again, nothing is missing.</summary>
    public static IReadOnlyList<MessagePart> Parts(string text)
    {
        var parts = new List<MessagePart>();
        var done = 0;
        foreach (var match in LinkStart().EnumerateMatches(text))
        {
            var typed = WithoutTrailingMarks(text.AsSpan(match.Index, match.Length)).ToString();
            if (LinkTo(typed) is not { } link)
                continue;
            if (match.Index > done)
                parts.Add(new MessagePart(text[done..match.Index]));
            parts.Add(link);
            done = match.Index + typed.Length;
        }
        if (done < text.Length)
            parts.Add(new MessagePart(text[done..]));
        return parts;
    }

    // What is shown must be where it goes. A name before an @ poses as the host, and foreign letters pose as Latin ones: then the
    // address is shown as the browser will understand it, without the name and with the host in its ASCII form (RFC 3492).
    private static MessagePart? LinkTo(string typed)
    {
        if (typed.Length > MaxLinkLength || !Uri.TryCreate(typed, UriKind.Absolute, out var uri))
            return null;
        if ((uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.IdnHost.Length == 0)
            return null;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        var origin = $"{uri.Scheme}://{host}";
        var href = origin + (uri.IsDefaultPort ? "" : $":{uri.Port}") + uri.PathAndQuery + uri.Fragment;
        return new MessagePart(SaysPlainly(typed, origin) ? typed : href, href);
    }

    private static bool SaysPlainly(string typed, string origin) =>
        typed.StartsWith(origin, StringComparison.OrdinalIgnoreCase)
        && (typed.Length == origin.Length || typed[origin.Length] is '/' or '?' or '#');

    // "(see https://a.example/b)." ends before the bracket, "https://a.example/b_(c)" after it.
    private static ReadOnlySpan<char> WithoutTrailingMarks(ReadOnlySpan<char> link)
    {
        while (link.Length > 0)
        {
            var last = link[^1];
            var ends = last is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_' or '…'
                || (last == ')' && link.Count(')') > link.Count('('))
                || (last == ']' && link.Count(']') > link.Count('['));
            if (!ends)
                break;
            link = link[..^1];
        }
        return link;
    }

    // Invisible characters (\p{C}) end a link: with them its text could be turned around.
    [GeneratedRegex(@"\bhttps?://[^\s\p{C}<>""“”„‹›«»`\\]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 250)]
    private static partial Regex LinkStart();
}

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Tests.Shell;

/// <summary>English is the key, so German is complete when each key that is said stands in the resources of its marker.</summary>
public sealed partial class GermanTests
{
    public static TheoryData<string> Markers() => [.. Directory.EnumerateFiles(Program(), "*.de.resx", SearchOption.AllDirectories)
        .Where(file => !IsOutput(file)).Select(file => Path.GetRelativePath(Program(), file).Replace(".de.resx", "", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Markers))]
    public void Every_text_is_there_in_German(string marker)
    {
        var resources = Path.Combine(Program(), $"{marker}.de.resx");
        var german = XDocument.Load(resources).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

        var said = Directory.EnumerateFiles(Program(), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" && !IsOutput(file) && Speaks(file, resources))
            .SelectMany(file => KeysIn(File.ReadAllText(file))).Distinct(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(said);
        Assert.Equal([], said.Except(german.Keys));
        Assert.All(german, text => Assert.Equal(Holes(text.Key), Holes(text.Value)));
    }

    [Fact]
    public void Every_marker_has_its_resources() => Assert.All(
        typeof(ShellTexts).Assembly.GetTypes().Where(type => type.Name.EndsWith("Texts", StringComparison.Ordinal) && !type.IsAbstract),
        type => Assert.Contains(Path.Combine(type.Namespace!.Split('.')[^1], type.Name), Markers().Select(row => row.Data)));

    [Theory]
    [InlineData("""T["One"]""", "One")]
    [InlineData("""T["Live · {0}", live.Inside]""", "Live · {0}")]
    [InlineData("""@(n == 1 ? T["1 file"] : T["{0} files", n])""", "1 file|{0} files")]
    [InlineData("""T[saving ? "Saving…" : "Save", Format("no key")]""", "Saving…|Save")]
    [InlineData(""" LIST["no text"]""", "")]
    [InlineData("""Refuse(t["Lower case"])""", "Lower case")]
    [InlineData("""Refusal.Empty => ("A key to be said elsewhere: {0}.", [limit]),""", "A key to be said elsewhere: {0}.")]
    public void The_scan_finds_what_is_said(string code, string keys) => Assert.Equal(keys, string.Join('|', KeysIn(code)));

    [Fact]
    public void A_key_put_together_while_running_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => KeysIn("""T[$"Hello {name}"]""").ToList());

    // What a file says is of the markers that it names; where it names none, of its folder's.
    private static bool Speaks(string file, string resources)
    {
        var named = Named().Matches(File.ReadAllText(file)).Select(match => match.Groups["marker"].Value).ToList();
        return named.Count > 0
            ? named.Contains(Path.GetFileName(resources).Replace(".de.resx", "", StringComparison.Ordinal))
            : Path.GetDirectoryName(file) == Path.GetDirectoryName(resources);
    }

    private static bool IsOutput(string file) =>
        Path.GetRelativePath(Program(), file).Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj";

    // The keys are the literals up to the first comma between T[ and ]; what follows fills their holes. A key that waits to be
    // said stands with its arguments: ("key", [arguments]).
    private static IEnumerable<string> KeysIn(string code)
    {
        foreach (Match waiting in Waiting().Matches(code))
            yield return Regex.Unescape(waiting.Groups["key"].Value);
        foreach (Match start in Start().Matches(code))
        {
            for (var rest = code[(start.Index + start.Length)..]; Token().Match(rest) is { Success: true } token; rest = rest[(token.Index + token.Length)..])
            {
                if (token.Value is "," or "]")
                    break;
                if (token.Value[0] == '$')
                    throw new InvalidOperationException($"A key is put together while running: {token.Value}");
                yield return Regex.Unescape(token.Value[1..^1]);
            }
        }
    }

    private static string Holes(string text) => string.Join(',', Hole().Matches(text).Select(hole => hole.Value).Order(StringComparer.Ordinal));

    private static string Program([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "OnlineMeetings.Blazor"));

    [GeneratedRegex(@"IStringLocalizer<([\w.]+\.)?(?<marker>\w+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex("""=>\s*\(\s*"(?<key>(\\.|[^"\\])*)",\s*\[""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Waiting();

    [GeneratedRegex(@"(?<![\w.])[Tt]\[", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Start();

    [GeneratedRegex("""\$?"(\\.|[^"\\])*"|,|\]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\{\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}

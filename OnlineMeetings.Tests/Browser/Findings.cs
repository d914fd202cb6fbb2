using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What axe finds on pages, light and dark, wide and narrow.</summary>
public sealed class Findings
{
    private static readonly (ColorScheme Scheme, int Width, int Height)[] _looks =
        [(ColorScheme.Light, 1440, 900), (ColorScheme.Dark, 1440, 900), (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 390, 844)];

    private readonly List<string> _found = [];

    /// <summary>A browser in which nothing moves, so that no colour is measured half-way.</summary>
    public static BrowserNewContextOptions Still() => new() { ReducedMotion = ReducedMotion.Reduce };

    public async Task InAllLooksAsync(string where, Somebody who, params string[] but)
    {
        foreach (var (scheme, width, height) in _looks)
        {
            await who.Page.SetViewportSizeAsync(width, height);
            await who.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            var result = await who.Page.RunAxe(Rules(but));
            _found.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node =>
                $"{where} ({scheme}, {width}): {violation.Id}: {node.Target} {node.Html} {Why(node)}")));
        }
        await who.Page.SetViewportSizeAsync(_looks[0].Width, _looks[0].Height);
    }

    public void AreNone() => Assert.True(_found.Count == 0, string.Join('\n', _found));

    private static AxeRunOptions Rules(string[] but) =>
        new() { Rules = but.ToDictionary(rule => rule, _ => new RuleOptions { Enabled = false }) };

    private static string Why(AxeResultNode node) => string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message));
}

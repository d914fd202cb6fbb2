using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What axe finds on pages, light and dark, wide and narrow.</summary>
public sealed class Findings
{
    private static readonly (ColorScheme Scheme, int Width, int Height)[] _looks =
        [(ColorScheme.Light, 1440, 900), (ColorScheme.Dark, 1440, 900), (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 390, 844)];

    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> _found = [];

    /// <summary>A browser in which nothing moves, so that no colour is measured half-way.</summary>
    public static BrowserNewContextOptions Still() => new() { ReducedMotion = ReducedMotion.Reduce };

    /// <param name="but">Rules that don't hold here.</param>
    public async Task InAllLooksAsync(string where, Somebody who, params string[] but)
    {
        foreach (var (scheme, width, height) in _looks)
        {
            await who.Page.SetViewportSizeAsync(width, height);
            await who.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            _found.AddRange((await OnAsync(who.Page, but)).Select(one => $"{where} ({scheme}, {width}): {one}"));
        }
        await who.Page.SetViewportSizeAsync(_looks[0].Width, _looks[0].Height);
    }

    /// <summary>As the page looks now.</summary>
    /// <inheritdoc cref="InAllLooksAsync"/>
    public static async Task<string[]> OnAsync(IPage page, params string[] but)
    {
        foreach (var frame in page.Frames)
        {
            if (!await frame.EvaluateAsync<bool>("'axe' in window"))
                await frame.EvaluateAsync(_axe);
        }
        return await page.EvaluateAsync<string[]>(
            """
            async (but) => {
              const rules = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
              const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] });
              const why = ({ any, all, none }) => [...any, ...all, ...none].map((check) => check.message).join('; ');
              return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html} ${why(node)}`));
            }
            """,
            but);
    }

    public void AreNone() => Assert.True(_found.Count == 0, string.Join('\n', _found));
}

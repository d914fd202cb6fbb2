using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace OnlineMeetings.Shell;

/// <summary>
/// The icons in wwwroot/icons.svg. They say nothing to screen readers: their buttons do. They are markup and no components, of which each costs
/// every open page its own two buffers.
/// </summary>
public static class Svg
{
    /// <summary>Takes the room of an icon.</summary>
    public const string Nothing = "<use />";

    private static readonly ConcurrentDictionary<(string, string?), MarkupString> _icons = new();

    /// <summary>An icon of 24 px; 20 with the class "s", 16 with "xs".</summary>
    public static MarkupString Icon(string name, string? classes = null) => _icons.GetOrAdd((name, classes), static one => new MarkupString(
        $"""<svg class="{(one.Item2 is null ? "i" : $"i {one.Item2}")}" aria-hidden="true">{Inside(one.Item1)}</svg>"""));

    /// <summary>An icon where MudBlazor draws the SVG around it.</summary>
    public static string Inside(string name) => $"""<use href="icons.svg#{name}" />""";
}

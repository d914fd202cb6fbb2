using MudBlazor;

namespace OnlineMeetings.Shell;

/// <summary>
/// MudBlazor's shape and type. Its colours are not here: css/app.css makes its palette out of the tokens, which are
/// light-dark() pairs, so light and dark change in the browser at once, without asking the server and without a flash.
/// </summary>
public static class Theme
{
    private static readonly string[] _face = ["system-ui", "-apple-system", "'Segoe UI'", "Roboto", "'Helvetica Neue'", "sans-serif"];

    public static MudTheme Ours { get; } = new()
    {
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "12px", DrawerWidthLeft = "240px", DrawerWidthRight = "400px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = _face, FontSize = "var(--t-m)", LineHeight = "1.5", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = _face, FontSize = "var(--t-2xl)", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "-.018em" },
            H2 = new H2Typography { FontFamily = _face, FontSize = "var(--t-l)", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "-.008em" },
            H6 = new H6Typography { FontFamily = _face, FontSize = "var(--t-l)", FontWeight = "600", LineHeight = "1.25", LetterSpacing = "-.008em" },
            Body1 = new Body1Typography { FontFamily = _face, FontSize = "var(--t-m)", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = _face, FontSize = "var(--t-m)", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = _face, FontSize = "var(--t-m)", FontWeight = "500", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontFamily = _face, FontSize = "var(--t-s)", LineHeight = "1.45", LetterSpacing = "normal" },
        },
    };
}

namespace OnlineMeetings.Shell;

/// <summary>Our icons where MudBlazor wants one as markup; elsewhere there is <see cref="Icon"/>.</summary>
public static class IconMarkup
{
    public static string Of(string name) => $"""<use href="icons.svg#{name}" />""";
}

namespace OnlineMeetings.Shell;

/// <summary>Our icons where MudBlazor wants one as markup; elsewhere there is <see cref="Icon"/>.</summary>
public static class IconMarkup
{
    /// <summary>Takes the room of an icon.</summary>
    public const string Empty = "<use />";

    public static string Of(string name) => $"""<use href="icons.svg#{name}" />""";
}

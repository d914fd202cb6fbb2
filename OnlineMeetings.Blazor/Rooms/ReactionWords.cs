using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Rooms;

/// <summary>How reactions look, and what they are called.</summary>
internal static class ReactionWords
{
    public static IReadOnlyList<Reaction> All { get; } = Enum.GetValues<Reaction>();

    public static string EmojiOf(Reaction reaction) => reaction switch
    {
        Reaction.ThumbsUp => "👍",
        Reaction.Applause => "👏",
        Reaction.Heart => "❤️",
        Reaction.Laughter => "😂",
        Reaction.Surprise => "😮",
        _ => "🎉",
    };

    public static string NameOf(Reaction reaction, IStringLocalizer t) => reaction switch
    {
        Reaction.ThumbsUp => t["Thumbs up"],
        Reaction.Applause => t["Applause"],
        Reaction.Heart => t["Heart"],
        Reaction.Laughter => t["Laughter"],
        Reaction.Surprise => t["Surprise"],
        _ => t["Celebration"],
    };
}

/// <summary>A reaction as a browser shows and says it.</summary>
/// <param name="Name">Of who reacted.</param>
/// <param name="Words">For who does not see it.</param>
public sealed record ShownReaction(Guid Who, string Name, string Emoji, string Words)
{
    public static ShownReaction Of(Participant who, bool isMe, Reaction with, IStringLocalizer t)
    {
        var name = isMe ? t["You"].Value : who.Name;
        return new ShownReaction(who.Id.Value, name, ReactionWords.EmojiOf(with), t["{0}: {1}", name, ReactionWords.NameOf(with, t)]);
    }
}

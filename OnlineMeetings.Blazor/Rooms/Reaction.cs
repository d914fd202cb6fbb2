namespace OnlineMeetings.Rooms;

/// <summary>What can be said without a word. This is the closed list; nothing else is ever passed on.</summary>
public enum Reaction
{
    ThumbsUp,
    Applause,
    Heart,
    Laughter,
    Surprise,
    Celebration,
}

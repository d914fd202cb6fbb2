using System.Collections.Immutable;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Meetings;

/// <summary>A meeting as its card shows it.</summary>
/// <param name="LastActivityAt">UTC.</param>
/// <param name="ArchivedAt">UTC; null where it is not in the archive.</param>
public sealed record MeetingCard(
    MeetingId Id,
    string Code,
    string Title,
    PersonId Organizer,
    string OrganizerName,
    bool HasPassword,
    bool GuestsAllowed,
    int Files,
    DateTime LastActivityAt,
    DateTime? ArchivedAt,
    MeetingPlan Plan)
{
    public CardPeople People { get; init; } = CardPeople.None;

    /// <summary>Whoever looks at it was invited, and has not been there yet.</summary>
    public bool IsInvited { get; init; }
}

/// <summary>Who was in a meeting besides the person who looks at its card: how many, and the names of the last few, latest first.</summary>
public sealed record CardPeople(int Count, ImmutableArray<string> Last)
{
    /// <summary>How many names are read.</summary>
    public const int Most = 4;

    public static readonly CardPeople None = new(0, []);
}

/// <summary>Some cards of a list, and whether there are more behind them.</summary>
public sealed record MeetingCards(IReadOnlyList<MeetingCard> Cards, bool More);

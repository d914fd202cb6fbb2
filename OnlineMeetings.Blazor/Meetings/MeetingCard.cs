using OnlineMeetings.Calendar;

namespace OnlineMeetings.Meetings;

/// <summary>A meeting as its card shows it.</summary>
/// <param name="LastActivityAt">UTC.</param>
public sealed record MeetingCard(
    MeetingId Id,
    string Code,
    string Title,
    bool HasPassword,
    bool GuestsAllowed,
    int Files,
    DateTime LastActivityAt,
    MeetingPlan Plan);

/// <summary>Some cards of a list, and whether there are more behind them.</summary>
public sealed record MeetingCards(IReadOnlyList<MeetingCard> Cards, bool More);

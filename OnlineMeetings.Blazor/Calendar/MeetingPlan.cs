using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>What a meeting keeps of its schedule; all times but the schedule's own are UTC.</summary>
/// <param name="Schedule">Null where the meeting has no date and is always open.</param>
/// <param name="NextAt">Start of the occurrence that ran or came next when this was last worked out.</param>
/// <param name="NextEndsAt">Its end.</param>
/// <param name="LastEndsAt">End of the last one; null for an endless repetition.</param>
/// <param name="EndedAt">When the end behaviour acted.</param>
[GenerateSerializer, Immutable]
public sealed record MeetingPlan(
    Schedule? Schedule, EndBehaviour Afterwards, DateTime? NextAt, DateTime? NextEndsAt, DateTime? LastEndsAt, DateTime? EndedAt)
{
    /// <summary>The occurrence that runs at this time, else the next one; null without a schedule and after the last.</summary>
    public Occurrence? RunningOrNext(DateTime now) => this switch
    {
        { NextAt: { } start, NextEndsAt: { } end } when end > now => new Occurrence(start, end),
        { NextAt: null } => null,
        _ => Schedule?.RunningOrNext(now),
    };
}

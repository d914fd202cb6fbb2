using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>In which online meeting an appointment takes place.</summary>
public abstract record MeetingChoice
{
    /// <summary>In the one that it has, if it has one.</summary>
    public static readonly MeetingChoice AsItIs = new Kept();

    /// <summary>In none.</summary>
    public static readonly MeetingChoice None = new Without();

    /// <summary>In one that is made for it.</summary>
    public static readonly MeetingChoice New = new Made();

    /// <summary>In one that the person organizes already.</summary>
    public static MeetingChoice In(MeetingId meeting) => new Existing(meeting);

    /// <summary>The one that was chosen of those that the person organizes; null for another choice.</summary>
    public static MeetingId? IdOf(MeetingChoice choice) => (choice as Existing)?.Meeting;

    internal sealed record Kept : MeetingChoice;

    internal sealed record Without : MeetingChoice;

    internal sealed record Made : MeetingChoice;

    internal sealed record Existing(MeetingId Meeting) : MeetingChoice;
}

using System.Collections.Immutable;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>The usual repetitions, as they are offered.</summary>
public enum Repeat
{
    None,
    Daily,
    Weekdays,

    /// <summary>On the start's day of the week.</summary>
    Weekly,

    /// <summary>On the start's day of the month.</summary>
    MonthlyByDay,

    /// <summary>On the start's place in the month: the third Tuesday.</summary>
    MonthlyByPlace,
    Yearly,

    /// <summary>Every n days, weeks, months or years, as the other fields say.</summary>
    Custom,

    /// <summary>A rule that was kept, from a calendar, and says more than this form can.</summary>
    Kept,
}

/// <summary>How a repetition ends.</summary>
public enum RepeatEnd
{
    Never,
    OnDay,
    AfterTimes,
}

/// <summary>Where in the month a custom repetition by months lies, seen from the start.</summary>
public enum PlaceInMonth
{
    Day,
    LastDay,
    NthDay,
}

/// <summary>The card Schedule: a meeting's <see cref="Calendar.Schedule"/> and end behaviour as fields.</summary>
public sealed class ScheduleForm
{
    public const int MaxInterval = 99;
    public const int MaxTimes = 999;

    /// <summary>Off: the meeting has no date and is always open, and the other fields count for nothing.</summary>
    public bool IsScheduled { get; set; }

    public DateOnly? StartDate { get; set; }

    public TimeOnly? StartTime { get; set; }

    public DateOnly? EndDate { get; set; }

    public TimeOnly? EndTime { get; set; }

    /// <summary>An IANA name.</summary>
    public string Zone { get; set; } = "UTC";

    public Repeat Repeat { get; set; }

    public Unit Unit { get; set; } = Unit.Week;

    public int? Interval { get; set; } = 1;

    /// <summary>Of a custom repetition by weeks; none means the start's day.</summary>
    public ImmutableArray<DayOfWeek> Days { get; set; } = [];

    public PlaceInMonth Place { get; set; }

    public RepeatEnd Ends { get; set; }

    public DateOnly? Until { get; set; }

    public int? Times { get; set; } = 10;

    /// <summary>The rule of <see cref="Repeat.Kept"/>.</summary>
    public string? KeptRule { get; init; }

    public EndBehaviour Afterwards { get; set; }

    /// <summary>What is proposed where a meeting has no schedule yet: the next full hour, for an hour.</summary>
    /// <param name="now">UTC.</param>
    public static ScheduleForm Proposed(DateTime now, string zone)
    {
        var local = TimeZones.Local(zone, now);
        var start = local.Date.AddHours(local.Hour + 1);
        var form = new ScheduleForm { Zone = zone };
        form.Set(start, start.AddHours(1));
        return form;
    }

    /// <summary>A kept schedule as fields.</summary>
    public static ScheduleForm Of(Schedule schedule, EndBehaviour afterwards)
    {
        var repetition = schedule.Rule is { } rule ? Repetition.Parse(rule, schedule.Zone) : null;
        var form = new ScheduleForm { IsScheduled = true, Zone = schedule.Zone, Afterwards = afterwards, KeptRule = schedule.Rule };
        form.Set(schedule.Start, schedule.End);
        form.Repeat = schedule.Rule is null ? Repeat.None : Repeat.Kept;
        if (repetition is not null)
            form.Set(repetition);
        return form;
    }

    /// <summary>The schedule that the fields say; null where there is none, or a field is empty.</summary>
    public Schedule? ToSchedule() =>
        IsScheduled && Start is { } start && End is { } end ? new Schedule(start, end, Zone, Rule) : null;

    /// <summary>The repetition that the fields say; null for none, and where a kept rule stands.</summary>
    public Repetition? Repetition => StartDate is not { } start || Pace(start) is not { } pace ? null : Ends switch
    {
        RepeatEnd.OnDay => pace with { Until = Until },
        RepeatEnd.AfterTimes => pace with { Times = Times },
        _ => pace,
    };

    /// <summary>Moves the end along with the start, so that the meeting stays as long as it was.</summary>
    public void MoveStart(DateOnly? date, TimeOnly? time)
    {
        var length = End - Start;
        (StartDate, StartTime) = (date, time);
        if (length is { Ticks: > 0 } && Start is { } start && start <= DateTime.MaxValue - length.Value)
            Set(start, start + length.Value);
    }

    internal DateTime? Start => StartDate is { } date && StartTime is { } time ? date.ToDateTime(time) : null;

    internal DateTime? End => EndDate is { } date && EndTime is { } time ? date.ToDateTime(time) : null;

    private string? Rule => Repeat == Repeat.Kept ? KeptRule : Repetition?.ToRule(Zone);

    private Repetition? Pace(DateOnly start) => Repeat switch
    {
        Repeat.Daily => new Repetition(Unit.Day),
        Repeat.Weekdays => new Repetition(Unit.Week, Days: Repetition.Weekdays),
        Repeat.Weekly => new Repetition(Unit.Week, Days: [start.DayOfWeek]),
        Repeat.MonthlyByDay => new Repetition(Unit.Month, MonthDay: start.Day),
        Repeat.MonthlyByPlace => new Repetition(Unit.Month, NthDay: NthDay.Of(start)),
        Repeat.Yearly => new Repetition(Unit.Year),
        Repeat.Custom => Custom(start),
        _ => null,
    };

    private Repetition Custom(DateOnly start) => new(
        Unit,
        Interval ?? 1,
        Unit != Unit.Week ? [] : Days.IsEmpty ? [start.DayOfWeek] : Days,
        MonthDay: Unit != Unit.Month ? null : Place == PlaceInMonth.Day ? start.Day : Place == PlaceInMonth.LastDay ? -1 : null,
        NthDay: Unit == Unit.Month && Place == PlaceInMonth.NthDay ? NthDay.Of(start) : null);

    private void Set(DateTime start, DateTime end)
    {
        (StartDate, StartTime) = (DateOnly.FromDateTime(start), TimeOnly.FromDateTime(start));
        (EndDate, EndTime) = (DateOnly.FromDateTime(end), TimeOnly.FromDateTime(end));
    }

    // The first of the usual ones that says the same; else custom, where its fields can; else the rule stays as it is.
    private void Set(Repetition repetition)
    {
        (Ends, Until) = (repetition.Until is not null ? RepeatEnd.OnDay : repetition.Times is not null ? RepeatEnd.AfterTimes : RepeatEnd.Never, repetition.Until);
        (Unit, Interval, Days, Times) = (repetition.Unit, repetition.Interval, repetition.Days, repetition.Times ?? Times);
        Place = repetition.NthDay is not null ? PlaceInMonth.NthDay : repetition.MonthDay == -1 ? PlaceInMonth.LastDay : PlaceInMonth.Day;
        var rule = repetition.ToRule(Zone);
        foreach (var choice in Enum.GetValues<Repeat>().Where(choice => choice is not (Repeat.None or Repeat.Kept)))
        {
            Repeat = choice;
            if (Repetition?.ToRule(Zone) == rule)
                return;
        }
        Repeat = Repeat.Kept;
    }
}

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

/// <summary>
/// When something takes place, as fields: a meeting's <see cref="Calendar.Schedule"/> and end behaviour, or the times of an
/// appointment. What is typed makes a new one, so that what was saved and what was typed can be compared.
/// </summary>
public sealed record ScheduleForm
{
    public const int MaxInterval = 99;
    public const int MaxTimes = 999;

    private static readonly ScheduleForm _off = new();
    private static readonly TimeOnly _usualStart = new(9, 0);

    // A bit a day, so that forms with the same days are equal.
    private readonly int _days;

    /// <summary>Off: the meeting has no date and is always open, and the other fields count for nothing.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>The dates come from the calendar's appointments and are not said here; only <see cref="Afterwards"/> is.</summary>
    public bool IsHeld { get; init; }

    public DateOnly? StartDate { get; init; }

    public TimeOnly? StartTime { get; init; }

    public DateOnly? EndDate { get; init; }

    public TimeOnly? EndTime { get; init; }

    /// <summary>Days without times, which are kept and count for nothing meanwhile; the end is the last of the days.</summary>
    public bool IsWholeDay { get; init; }

    /// <summary>An IANA name; empty for the zone of <see cref="KeptZone"/>.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>What a zone is called that came from a calendar and can't be chosen here; empty for times of no zone, null where there is none such.</summary>
    public string? KeptZone { get; init; }

    public Repeat Repeat { get; init; }

    public Unit Unit { get; init; } = Unit.Week;

    public int? Interval { get; init; } = 1;

    /// <summary>Of a custom repetition by weeks; none means the start's day.</summary>
    public ImmutableArray<DayOfWeek> Days
    {
        get => [.. Enum.GetValues<DayOfWeek>().Where(day => (_days & (1 << (int)day)) != 0)];
        init => _days = value.IsDefault ? 0 : value.Where(Enum.IsDefined).Aggregate(0, (days, day) => days | (1 << (int)day));
    }

    public PlaceInMonth Place { get; init; }

    public RepeatEnd Ends { get; init; }

    public DateOnly? Until { get; init; }

    public int? Times { get; init; } = 10;

    /// <summary>The rule of <see cref="Repeat.Kept"/>.</summary>
    public string? KeptRule { get; init; }

    public EndBehaviour Afterwards { get; init; }

    /// <summary>What is proposed where a meeting has no schedule yet: the next full hour, for an hour.</summary>
    /// <param name="now">UTC.</param>
    public static ScheduleForm Proposed(DateTime now, string zone)
    {
        var local = TimeZones.Local(zone, now);
        var start = local.Date.AddHours(local.Hour + 1);
        return new ScheduleForm { IsScheduled = true, Zone = zone }.At(start, start.AddHours(1));
    }

    /// <summary>The times of an appointment as fields.</summary>
    /// <param name="zone">Is proposed where the appointment is of whole days.</param>
    public static ScheduleForm Of(Span span, string? rule, string zone)
    {
        var form = new ScheduleForm
        {
            IsScheduled = true,
            IsWholeDay = span.IsWholeDay,
            Zone = span.IsWholeDay ? zone : span.Zone is { Definition: null } known ? known.Id : "",
            KeptZone = span is { IsWholeDay: false, Zone: not { Definition: null } } ? span.Zone?.Id ?? "" : null,
            KeptRule = rule,
            Repeat = rule is null ? Repeat.None : Repeat.Kept,
            StartTime = _usualStart,
            EndTime = _usualStart.AddHours(1),
        };
        var (start, end) = (span.Start.ToDateTimeUnspecified(), span.End.ToDateTimeUnspecified());
        form = form.At(start, span.IsWholeDay && end <= start ? start.AddDays(1) : end);
        return rule is not null && form.Zone.Length > 0 && Repetition.Parse(rule, form.Zone) is { } repetition ? form.Repeating(repetition) : form;
    }

    /// <summary>A kept schedule as fields.</summary>
    public static ScheduleForm Of(Schedule schedule, EndBehaviour afterwards)
    {
        var form = new ScheduleForm
        {
            IsScheduled = true,
            Zone = schedule.Zone,
            Afterwards = afterwards,
            KeptRule = schedule.Rule,
            Repeat = schedule.Rule is null ? Repeat.None : Repeat.Kept,
        }.At(schedule.Start, schedule.End);
        return schedule.Rule is not null && Repetition.Parse(schedule.Rule, schedule.Zone) is { } repetition ? form.Repeating(repetition) : form;
    }

    /// <summary>The schedule that the fields say; null where there is none, or a field is empty.</summary>
    public Schedule? ToSchedule() =>
        IsScheduled && Start is { } start && End is { } end ? new Schedule(start, end, CountedIn, Rule) : null;

    /// <summary>The repetition that the fields say; null for none, and where a kept rule stands.</summary>
    public Repetition? Repetition => StartDate is not { } start || Pace(start) is not { } pace ? null : Ends switch
    {
        RepeatEnd.OnDay => pace with { Until = Until },
        RepeatEnd.AfterTimes => pace with { Times = Times },
        _ => pace,
    };

    /// <summary>What counts of the form: where the meeting is not scheduled, or not here, nothing else does.</summary>
    internal ScheduleForm Counting => IsHeld ? new ScheduleForm { IsHeld = true, Afterwards = Afterwards } : IsScheduled ? this : _off;

    /// <summary>Another start; the end moves along, so that the meeting stays as long as it was.</summary>
    public ScheduleForm StartingAt(DateOnly? date, TimeOnly? time)
    {
        var moved = this with { StartDate = date, StartTime = time };
        return End - Start is { Ticks: >= 0 } length && moved.Start is { } start && start <= DateTime.MaxValue - length
            ? moved.At(start, start + length)
            : moved;
    }

    internal DateTime? Start => IsWholeDay ? StartDate?.ToDateTime(default) : StartDate is { } date && StartTime is { } time ? date.ToDateTime(time) : null;

    internal DateTime? End => IsWholeDay
        ? EndDate is { DayNumber: var last } && last < DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(last + 1).ToDateTime(default) : null
        : EndDate is { } date && EndTime is { } time ? date.ToDateTime(time) : null;

    /// <summary>Whether both repeat at the same pace, whenever they end.</summary>
    internal bool HasPaceOf(ScheduleForm other) =>
        (Repeat, Unit, Interval, _days, Place).Equals((other.Repeat, other.Unit, other.Interval, other._days, other.Place));

    private string? Rule => Repeat == Repeat.Kept ? KeptRule : Repetition?.ToRule(CountedIn);

    private string CountedIn => Zone is "" ? Calendar.Zone.Utc.Id : Zone;

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

    private ScheduleForm At(DateTime start, DateTime end) => this with
    {
        StartDate = DateOnly.FromDateTime(start),
        StartTime = IsWholeDay ? StartTime : TimeOnly.FromDateTime(start),
        EndDate = DateOnly.FromDateTime(IsWholeDay ? end.AddDays(-1) : end),
        EndTime = IsWholeDay ? EndTime : TimeOnly.FromDateTime(end),
    };

    // The first of the usual ones that says the same; else custom, where its fields can; else the rule stays as it is.
    private ScheduleForm Repeating(Repetition repetition)
    {
        var fields = this with
        {
            Ends = repetition.Until is not null ? RepeatEnd.OnDay : repetition.Times is not null ? RepeatEnd.AfterTimes : RepeatEnd.Never,
            Until = repetition.Until,
            Unit = repetition.Unit,
            Interval = repetition.Interval,
            Days = repetition.Days,
            Times = repetition.Times ?? Times,
            Place = repetition.NthDay is not null ? PlaceInMonth.NthDay : repetition.MonthDay == -1 ? PlaceInMonth.LastDay : PlaceInMonth.Day,
        };
        var rule = repetition.ToRule(Zone);
        return Enum.GetValues<Repeat>().Where(choice => choice is not (Repeat.None or Repeat.Kept))
            .Select(choice => fields with { Repeat = choice })
            .FirstOrDefault(form => form.Repetition?.ToRule(Zone) == rule) ?? fields with { Repeat = Repeat.Kept };
    }
}

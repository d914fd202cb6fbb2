using FluentValidation;
using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Calendar;

/// <summary>What a schedule must hold, so that it says when a meeting takes place.</summary>
public sealed class ScheduleRules : AbstractValidator<ScheduleForm>
{
    private static readonly DateOnly _first = new(2000, 1, 1);
    private static readonly DateOnly _last = new(2199, 12, 31);

    private readonly bool _mayBeMoment;

    /// <param name="mayBeMoment">It may end when it starts: a meeting takes some time, an appointment need not.</param>
    public ScheduleRules(IStringLocalizer<CalendarTexts> T, bool mayBeMoment = false)
    {
        _mayBeMoment = mayBeMoment;
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Stop;
        // Kept for the next schedule, also while there is none.
        RuleFor(f => f.Afterwards).IsInEnum().WithMessage(_ => T["Choose what becomes of the meeting."]);
        When(form => form is { IsScheduled: true, IsHeld: false }, () =>
        {
            RuleFor(f => f.StartDate).Must(IsSane).WithMessage(_ => T["Choose the day on which it starts."]);
            RuleFor(f => f.StartTime).Must((f, time) => f.IsWholeDay || time is not null).WithMessage(_ => T["Choose the time at which it starts."]);
            RuleFor(f => f.EndDate)
                .Must(IsSane).WithMessage(_ => T["Choose the day on which it ends."])
                .Must((f, end) => f.StartDate is null || end >= f.StartDate).WithMessage(_ => T["The end lies before the start. Choose a later day."]);
            RuleFor(f => f.EndTime)
                .Must((f, time) => f.IsWholeDay || time is not null).WithMessage(_ => T["Choose the time at which it ends."])
                .Must((f, _) => f.IsWholeDay || f.EndDate != f.StartDate || f.StartTime is null || EndsInTime(f.StartTime, f.EndTime))
                .WithMessage(_ => T["The end lies before the start. Choose a later time."]);
            RuleFor(f => f.Zone).Must((f, _) => HasZone(f))
                .WithMessage(_ => T["There is no such time zone. Choose one from the list."]);
            RuleFor(f => f.Repeat).IsInEnum().WithMessage(_ => T["This repetition can't be read. Choose another one."]);
            When(form => form.Repeat != Repeat.None, () => Repeating(T));
        });
    }

    private void Repeating(IStringLocalizer<CalendarTexts> T)
    {
        When(form => form.Repeat == Repeat.Custom, () =>
        {
            RuleFor(f => f.Interval).Must(interval => interval is >= 1 and <= ScheduleForm.MaxInterval)
                .WithMessage(_ => T["Choose a number from 1 to {0}.", ScheduleForm.MaxInterval]);
            RuleFor(f => f.Unit).IsInEnum().WithMessage(_ => T["This repetition can't be read. Choose another one."]);
        });
        When(form => form.Repeat != Repeat.Kept && form.Ends == RepeatEnd.OnDay, () =>
            RuleFor(f => f.Until)
                .Must(IsSane).WithMessage(_ => T["Choose the last day."])
                .Must((f, until) => f.StartDate is null || until >= f.StartDate).WithMessage(_ => T["The last day lies before the start. Choose a later one."]));
        When(form => form.Repeat != Repeat.Kept && form.Ends == RepeatEnd.AfterTimes, () =>
            RuleFor(f => f.Times).Must(times => times is >= 1 and <= ScheduleForm.MaxTimes)
                .WithMessage(_ => T["Choose a number from 1 to {0}.", ScheduleForm.MaxTimes]));
        RuleFor(f => f.Ends).IsInEnum().WithMessage(_ => T["This repetition can't be read. Choose another one."]);
        // Only for what is sound in itself: a rule can be asked what it comes to.
        When(IsSound, () => RuleFor(f => f.Repeat)
            .Must((f, _) => f.ToSchedule() is { Rule: not null } schedule && RecurrenceSet.Parse(schedule.Rule) is not null)
            .WithMessage(_ => T["This repetition can't be read. Choose another one."])
            .Must((f, _) => f.ToSchedule()!.EverHappens).WithMessage(_ => T["With these days it never takes place. Choose others."])
            .Must((f, _) => !f.ToSchedule()!.RunsIntoItself).WithMessage(_ => T["It is longer than the time until it repeats. Let it end earlier or repeat less often."]));
    }

    private static bool IsSane(DateOnly? date) => date >= _first && date <= _last;

    private static bool HasZone(ScheduleForm form) => form.Zone switch
    {
        null => false,
        "" => form.KeptZone is not null,
        var zone => zone.Length <= Schedule.MaxZoneLength && TimeZones.Exist(zone),
    };

    private bool EndsInTime<T>(T? start, T? end) where T : struct, IComparable<T> =>
        Nullable.Compare(end, start) is var order && (order > 0 || (order == 0 && _mayBeMoment));

    private bool IsSound(ScheduleForm form) =>
        IsSane(form.StartDate) && IsSane(form.EndDate) && form is { Start: not null, End: not null } && EndsInTime(form.Start, form.End) && HasZone(form)
        && (form.Repeat == Repeat.Kept || (Enum.IsDefined(form.Repeat) && PaceIsSound(form) && EndIsSound(form)));

    private static bool PaceIsSound(ScheduleForm form) => form.Repeat != Repeat.Custom
        || (form.Interval is >= 1 and <= ScheduleForm.MaxInterval && Enum.IsDefined(form.Unit));

    private static bool EndIsSound(ScheduleForm form) => form.Ends switch
    {
        RepeatEnd.OnDay => IsSane(form.Until) && form.Until >= form.StartDate,
        RepeatEnd.AfterTimes => form.Times is >= 1 and <= ScheduleForm.MaxTimes,
        _ => true,
    };
}

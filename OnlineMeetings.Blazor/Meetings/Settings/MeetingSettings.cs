using FluentValidation;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Meetings.Settings;

/// <summary>What an organizer sets of a meeting: the form of the settings page.</summary>
public sealed record MeetingSettings
{
    public string Title { get; set; } = "";

    public bool HasPassword { get; set; }

    /// <summary>A new one; empty where the one that holds stays.</summary>
    public string Password { get; set; } = "";

    public bool GuestsAllowed { get; set; }

    public bool AttendeesMayStart { get; set; } = true;

    public bool WaitingRoom { get; set; }

    public UploadPermission Uploads { get; set; }

    public StreamQuality Quality { get; set; }

    public bool SeveralScreens { get; set; }

    public ScheduleForm Schedule { get; set; } = new();

    /// <summary>An appointment made it, and it goes with its appointments; once kept, it stays.</summary>
    public bool GoesWithAppointments { get; set; }

    /// <param name="isHeld">Appointments give the meeting its dates.</param>
    public static MeetingSettings Of(Meeting meeting, bool isHeld = false) => new()
    {
        Title = meeting.Title,
        HasPassword = meeting.PasswordHash is not null,
        GuestsAllowed = meeting.GuestsAllowed,
        AttendeesMayStart = meeting.AttendeesMayStart,
        WaitingRoom = meeting.WaitingRoom,
        Uploads = meeting.Uploads,
        Quality = meeting.Quality,
        SeveralScreens = meeting.SeveralScreens,
        Schedule = (meeting.Schedule is { } schedule
            ? ScheduleForm.Of(schedule, meeting.EndBehaviour)
            : new ScheduleForm { Afterwards = meeting.EndBehaviour }) with { IsHeld = isHeld },
        GoesWithAppointments = meeting.GoesWithAppointments,
    };

    /// <summary>Puts these settings into a meeting.</summary>
    /// <param name="passwordHash">Of <see cref="Password"/>, where there is a new one.</param>
    /// <param name="now">UTC.</param>
    public void PutInto(Meeting meeting, string? passwordHash, DateTime now)
    {
        meeting.Title = Title.Trim();
        meeting.GuestsAllowed = GuestsAllowed;
        meeting.AttendeesMayStart = AttendeesMayStart;
        meeting.WaitingRoom = WaitingRoom;
        meeting.Uploads = Uploads;
        meeting.Quality = Quality;
        meeting.SeveralScreens = SeveralScreens;
        meeting.EndBehaviour = Schedule.Afterwards;
        meeting.GoesWithAppointments &= GoesWithAppointments;
        if (!Schedule.IsHeld)
            Plan(meeting, now);
        if (passwordHash is not null)
            meeting.Secure(passwordHash);
        else if (!HasPassword && meeting.PasswordHash is not null)
            meeting.Secure(null);
    }

    private void Plan(Meeting meeting, DateTime now)
    {
        if (Schedule.ToSchedule() is { } schedule)
            meeting.PlanFor(schedule, now);
        else
            meeting.Unplan();
    }
}

/// <summary>One of the settings, for telling what was changed and for bringing two people's changes together.</summary>
public sealed class Setting
{
    private readonly Func<MeetingSettings, object> _value;
    private readonly Action<MeetingSettings, MeetingSettings> _take;

    private Setting(string name, Func<MeetingSettings, object> value, Action<MeetingSettings, MeetingSettings> take) =>
        (Name, _value, _take) = (name, value, take);

    public static IReadOnlyList<Setting> All { get; } =
    [
        new(nameof(MeetingSettings.Title), s => s.Title, (to, from) => to.Title = from.Title),
        new(nameof(MeetingSettings.HasPassword), s => (s.HasPassword, s.Password), (to, from) => (to.HasPassword, to.Password) = (from.HasPassword, from.Password)),
        new(nameof(MeetingSettings.GuestsAllowed), s => s.GuestsAllowed, (to, from) => to.GuestsAllowed = from.GuestsAllowed),
        new(nameof(MeetingSettings.AttendeesMayStart), s => s.AttendeesMayStart, (to, from) => to.AttendeesMayStart = from.AttendeesMayStart),
        new(nameof(MeetingSettings.WaitingRoom), s => s.WaitingRoom, (to, from) => to.WaitingRoom = from.WaitingRoom),
        new(nameof(MeetingSettings.Uploads), s => s.Uploads, (to, from) => to.Uploads = from.Uploads),
        new(nameof(MeetingSettings.Quality), s => s.Quality, (to, from) => to.Quality = from.Quality),
        new(nameof(MeetingSettings.SeveralScreens), s => s.SeveralScreens, (to, from) => to.SeveralScreens = from.SeveralScreens),
        new(nameof(MeetingSettings.Schedule), s => s.Schedule.Counting, (to, from) => to.Schedule = Scheduled(to.Schedule, from.Schedule)),
        new(nameof(MeetingSettings.GoesWithAppointments), s => s.GoesWithAppointments, (to, from) => to.GoesWithAppointments = from.GoesWithAppointments),
    ];

    /// <summary>The property's name.</summary>
    public string Name { get; }

    public static IReadOnlyList<Setting> ChangedBetween(MeetingSettings before, MeetingSettings after) => [.. All.Where(s => s.Differs(before, after))];

    public bool Differs(MeetingSettings one, MeetingSettings other) => !_value(one).Equals(_value(other));

    public void Take(MeetingSettings to, MeetingSettings from) => _take(to, from);

    // Dates that come from the calendar give way to nothing that was typed.
    private static ScheduleForm Scheduled(ScheduleForm to, ScheduleForm from) => to.IsHeld || from.IsHeld ? to with { Afterwards = from.Afterwards } : from;

    /// <summary>
    /// What somebody typed, brought onto what was saved meanwhile: what they changed stays as they typed it, everything else is as
    /// it was saved.
    /// </summary>
    public static MeetingSettings Rebase(MeetingSettings typed, MeetingSettings before, MeetingSettings saved)
    {
        var mine = saved with { };
        foreach (var setting in ChangedBetween(before, typed))
            setting.Take(mine, typed);
        return mine;
    }
}

/// <summary>What the form must hold.</summary>
public sealed class MeetingSettingsRules : AbstractValidator<MeetingSettings>
{
    public MeetingSettingsRules(IStringLocalizer<MeetingTexts> T, IValidator<ScheduleForm> schedule)
    {
        RuleFor(s => s.Title).IsTitle(T);
        RuleFor(s => s.Password).IsMeetingPassword(T);
        RuleFor(s => s.Uploads).IsInEnum();
        RuleFor(s => s.Quality).IsInEnum();
        RuleFor(s => s.Schedule).NotNull().SetValidator(schedule);
    }
}

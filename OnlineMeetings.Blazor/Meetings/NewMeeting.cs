using FluentValidation;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Meetings;

/// <summary>The small form that makes a meeting.</summary>
public sealed class NewMeeting
{
    public string Title { get; set; } = "";

    /// <summary>Empty for none.</summary>
    public string Password { get; set; } = "";

    public bool GuestsAllowed { get; set; }

    public ScheduleForm Schedule { get; set; } = new();
}

/// <summary>What the form must hold.</summary>
public sealed class NewMeetingRules : AbstractValidator<NewMeeting>
{
    public NewMeetingRules(IStringLocalizer<MeetingTexts> T, IValidator<ScheduleForm> schedule)
    {
        RuleFor(m => m.Title).IsTitle(T);
        RuleFor(m => m.Password).IsMeetingPassword(T);
        RuleFor(m => m.Schedule).NotNull().SetValidator(schedule);
    }
}

/// <summary>Rules that every form about a meeting has.</summary>
internal static class MeetingFieldRules
{
    public static void IsTitle<T>(this IRuleBuilderInitial<T, string> title, IStringLocalizer texts) => title
        .Cascade(CascadeMode.Stop)
        .Must(given => !string.IsNullOrWhiteSpace(given)).WithMessage(_ => texts["Give the meeting a title."])
        .Must(given => given.Trim().Length <= Meeting.MaxTitleLength)
        .WithMessage(_ => texts["A title has at most {0} characters. Shorten it.", Meeting.MaxTitleLength]);

    public static void IsMeetingPassword<T>(this IRuleBuilder<T, string> password, IStringLocalizer texts) => password
        .MaximumLength(Meeting.MaxPasswordLength)
        .WithMessage(_ => texts["A password has at most {0} characters. Shorten it.", Meeting.MaxPasswordLength]);
}

using FluentValidation;
using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Meetings;

/// <summary>The small form that makes a meeting.</summary>
public sealed class NewMeeting
{
    public string Title { get; set; } = "";

    /// <summary>Empty for none.</summary>
    public string Password { get; set; } = "";

    public bool GuestsAllowed { get; set; }
}

/// <summary>What the form must hold.</summary>
public sealed class NewMeetingRules : AbstractValidator<NewMeeting>
{
    public NewMeetingRules(IStringLocalizer<MeetingTexts> T)
    {
        RuleFor(m => m.Title).Cascade(CascadeMode.Stop)
            .Must(title => !string.IsNullOrWhiteSpace(title)).WithMessage(_ => T["Give the meeting a title."])
            .Must(title => title.Trim().Length <= Meeting.MaxTitleLength)
            .WithMessage(_ => T["A title has at most {0} characters. Shorten it.", Meeting.MaxTitleLength]);
        RuleFor(m => m.Password).MaximumLength(Meeting.MaxPasswordLength)
            .WithMessage(_ => T["A password has at most {0} characters. Shorten it.", Meeting.MaxPasswordLength]);
    }
}

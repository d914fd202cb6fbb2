using FluentValidation;
using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Calendar.Editing;

/// <summary>What the form of an appointment must hold.</summary>
public sealed class AppointmentRules : AbstractValidator<AppointmentForm>
{
    public AppointmentRules(IStringLocalizer<CalendarTexts> T)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(a => a.Subject)
            .Must(subject => !string.IsNullOrWhiteSpace(subject)).WithMessage(_ => T["Say what it is about."])
            .Must(subject => subject.Trim().Length <= AppointmentForm.MaxSubjectLength).WithMessage(_ => T["Use at most {0} characters.", AppointmentForm.MaxSubjectLength]);
        RuleFor(a => a.Place).MaximumLength(AppointmentForm.MaxPlaceLength).WithMessage(_ => T["Use at most {0} characters.", AppointmentForm.MaxPlaceLength]);
        RuleFor(a => a.Notes).MaximumLength(AppointmentForm.MaxNotesLength).WithMessage(_ => T["Use at most {0} characters.", AppointmentForm.MaxNotesLength]);
        RuleFor(a => a.When).NotNull().SetValidator(new ScheduleRules(T, mayBeMoment: true));
        RuleFor(a => a.Attendees).Must(attendees => attendees.Count <= AppointmentForm.MaxAttendees)
            .WithMessage(_ => T["An appointment has at most {0} attendees.", AppointmentForm.MaxAttendees]);
        RuleFor(a => a.TypedAttendees).Must(text => Addresses.Read(text).Bad.Count == 0).WithMessage(form => Addresses.Read(form.TypedAttendees).Bad switch
        {
            [var one] => T["“{0}” is not an address. Write it like bo@example.org.", one],
            var several => T["These are not addresses: {0}. Write them like bo@example.org.", string.Join(", ", several)],
        });
    }
}

using FluentValidation;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar.Editing;
using OnlineMeetings.Calendar.Views;

namespace OnlineMeetings.Calendar;

internal static class CalendarFeature
{
    public static void AddCalendar(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ScheduleWords>();
        builder.Services.AddSingleton<Timekeeper>();
        builder.Services.AddSingleton<AppointmentMeetings>();
        builder.Services.AddSingleton<Timetables>();
        builder.Services.AddSingleton<CalendarBook>();
        builder.Services.AddSingleton<LeftMeetings>();
        builder.Services.AddSingleton<OwnerZones>();
        builder.Services.AddSingleton<ReminderBoard>();
        builder.Services.AddSingleton<IPersonalData, OwnAppointments>();
        builder.Services.AddSingleton<CalendarWords>();
        builder.Services.AddSingleton<IValidator<ScheduleForm>, ScheduleRules>();
        builder.Services.AddSingleton<IValidator<AppointmentForm>, AppointmentRules>();
    }
}

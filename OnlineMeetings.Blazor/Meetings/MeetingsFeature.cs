using FluentValidation;
using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings.Invitees;
using OnlineMeetings.Meetings.Settings;

namespace OnlineMeetings.Meetings;

internal static class MeetingsFeature
{
    public static void AddMeetings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Tickets>();
        builder.Services.AddSingleton<Visitors>();
        builder.Services.AddSingleton<MeetingPasswords>();
        builder.Services.AddSingleton<TicketEndpoint>();
        builder.Services.AddSingleton<RememberedMeetings>();
        builder.Services.AddSingleton<MeetingBook>();
        builder.Services.AddSingleton<SettingsDesk>();
        builder.Services.AddSingleton<SettingsEditors>();
        builder.Services.AddSingleton<MeetingLists>();
        builder.Services.AddSingleton<IPersonalData, OwnMeetings>();
        builder.Services.AddSingleton<IPersonalData, OwnParticipations>();
        builder.Services.AddSingleton<IPersonalData, OwnInvitations>();
        builder.Services.AddSingleton<SearchPace>();
        builder.Services.AddSingleton<MemberSearch>();
        builder.Services.AddSingleton<InviteeLetters>();
        builder.Services.AddSingleton<MemberInvitations>();
        builder.Services.AddSingleton<IValidator<NewMeeting>, NewMeetingRules>();
        builder.Services.AddSingleton<IValidator<MeetingSettings>, MeetingSettingsRules>();
    }

    public static void MapMeetings(this WebApplication app) => TicketEndpoint.Map(app);
}

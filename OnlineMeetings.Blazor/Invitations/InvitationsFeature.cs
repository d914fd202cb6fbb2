namespace OnlineMeetings.Invitations;

internal static class InvitationsFeature
{
    public static void AddInvitations(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<InvitationLinks>();
        services.AddSingleton<InvitationWords>();
        services.AddSingleton<InvitationLetters>();
        services.AddSingleton<InvitationPost>();
        services.AddSingleton<InvitationRound>();
        services.AddSingleton<MeetingNews>();
        services.AddSingleton<Answers>();
        services.AddSingleton<Replies>();
        services.AddSingleton<ReplyFolder>();
        services.AddSingleton<ReminderRound>();
    }

    public static void MapInvitations(this WebApplication app) => app.MapReplies();
}

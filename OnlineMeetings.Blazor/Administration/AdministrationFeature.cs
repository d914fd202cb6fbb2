namespace OnlineMeetings.Administration;

internal static class AdministrationFeature
{
    public static void AddAdministration(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<People>();
        builder.Services.AddSingleton<Farewell>();
        builder.Services.AddSingleton<ServerMeetings>();
        builder.Services.AddSingleton<MailTrial>();
        builder.Services.AddSingleton<IceTrial>();
    }
}

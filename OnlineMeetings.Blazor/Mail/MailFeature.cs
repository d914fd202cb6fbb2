namespace OnlineMeetings.Mail;

internal static class MailFeature
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SmtpCarrier>();
        services.AddSingleton<FolderCarrier>();
        services.AddSingleton<IMailCarrier>(s => s.GetRequiredService<MailOptions>().IsSent ? s.GetRequiredService<SmtpCarrier>() : s.GetRequiredService<FolderCarrier>());
        services.AddSingleton<Letters>();
        services.AddSingleton<MailRound>();
        services.AddSingleton<MailBell>();
        services.AddSingleton<Outbox>();
    }
}

using OnlineMeetings.Accounts;

namespace OnlineMeetings.Chat;

internal static class ChatFeature
{
    public static void AddChat(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChatPace>();
        builder.Services.AddSingleton<ChatStore>();
        builder.Services.AddSingleton<IPersonalData, OwnMessages>();
    }

    public static void MapChat(this WebApplication app) => app.MapTranscript();
}

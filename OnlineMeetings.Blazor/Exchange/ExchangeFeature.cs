namespace OnlineMeetings.Exchange;

internal static class ExchangeFeature
{
    public static void AddExchange(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CalendarFeeds>();
        builder.Services.AddSingleton<CalendarImport>();
    }

    public static void MapExchange(this WebApplication app)
    {
        app.MapFeed();
        app.MapImport();
        app.MapExport();
    }
}

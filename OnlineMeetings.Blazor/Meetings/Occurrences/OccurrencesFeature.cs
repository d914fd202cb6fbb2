namespace OnlineMeetings.Meetings.Occurrences;

internal static class OccurrencesFeature
{
    public static void AddOccurrences(this WebApplicationBuilder builder) => builder.Services.AddSingleton<OccurrenceBook>();
}

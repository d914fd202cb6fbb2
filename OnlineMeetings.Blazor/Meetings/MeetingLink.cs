using OnlineMeetings.Hosting;

namespace OnlineMeetings.Meetings;

/// <summary>The link that people send each other.</summary>
public static class MeetingLink
{
    public static string PathOf(string code) => $"/m/{code}";

    /// <summary>The page of its settings, which does not need the link's secret.</summary>
    public static string SettingsOf(MeetingId meeting) => $"/meetings/{meeting}/settings";

    /// <summary>The whole link, as it is copied and mailed.</summary>
    public static string Of(PublicAddress address, string code) => address.To(PathOf(code));
}

using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Meetings.Settings;

/// <summary>The names of the settings, as their fields have them.</summary>
internal static class SettingWords
{
    public static Func<Setting, string> Name(IStringLocalizer t) => setting => setting.Name switch
    {
        nameof(MeetingSettings.Title) => t["Title"],
        nameof(MeetingSettings.HasPassword) => t["Password"],
        nameof(MeetingSettings.GuestsAllowed) => t["Allow guest users"],
        nameof(MeetingSettings.AttendeesMayStart) => t["Allow attendees to start the meeting"],
        nameof(MeetingSettings.WaitingRoom) => t["Waiting room"],
        nameof(MeetingSettings.Uploads) => t["File upload permissions"],
        nameof(MeetingSettings.Quality) => t["Stream quality"],
        nameof(MeetingSettings.SeveralScreens) => t["Several screens at once"],
        nameof(MeetingSettings.Schedule) => t["Schedule"],
        nameof(MeetingSettings.GoesWithAppointments) => t["Keep this meeting"],
        _ => setting.Name,
    };
}

using FluentValidation;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings.Settings;

/// <summary>Opens the settings of meetings for editing, on their page and in the room.</summary>
public sealed class SettingsEditors(SettingsDesk desk, IValidator<MeetingSettings> rules, LiveRooms rooms)
{
    public SettingsEditor Of(Viewer viewer, MeetingId meeting) => new(desk, rules, rooms, viewer, meeting);
}

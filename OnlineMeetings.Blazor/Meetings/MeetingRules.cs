using System.Collections.Immutable;
using OnlineMeetings.Calendar;

namespace OnlineMeetings.Meetings;

/// <summary>All of a meeting that decides who may do what; see <see cref="MeetingPolicy"/>.</summary>
/// <param name="Password">The version of the password, null where none is asked for.</param>
/// <param name="AttendeesMayStart">False: everybody waits until an organizer is there.</param>
/// <param name="WaitingRoom">An organizer lets each person in.</param>
/// <param name="IsLocked">Nobody new comes in; who is inside stays.</param>
/// <param name="IsStarted">An organizer has been inside since the room was last empty.</param>
/// <param name="IsArchived">Nobody new comes in; it can be read by those who took part.</param>
/// <param name="SeveralScreens">Several people may share their screens at once.</param>
[GenerateSerializer, Immutable]
public sealed record MeetingRules(
    MeetingId Meeting,
    PersonId Organizer,
    int? Password,
    bool GuestsAllowed,
    UploadPermission Uploads,
    bool AttendeesMayStart = true,
    bool WaitingRoom = false,
    bool IsLocked = false,
    bool IsStarted = false,
    bool IsArchived = false,
    bool SeveralScreens = false)
{
    /// <summary>Members with whom the organizer shares the rights.</summary>
    [Id(0)]
    public ImmutableArray<PersonId> CoOrganizers { get; init; } = [];

    /// <summary>Who was put out and may not come back until the room was empty.</summary>
    [Id(1)]
    public ImmutableArray<PersonId> Removed { get; init; } = [];
}

/// <summary>What the room must know of its meeting. Of two, the one with the higher version holds.</summary>
[GenerateSerializer, Immutable]
public sealed record LiveMeeting(MeetingRules Rules, string Title, string Code, StreamQuality Quality, int Version, MeetingPlan Plan);

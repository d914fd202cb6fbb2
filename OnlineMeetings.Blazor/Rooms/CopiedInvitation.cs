using Microsoft.Extensions.Localization;
using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Rooms;

/// <summary>What is sent to somebody who is to come: title, time, link, and that there is a password.</summary>
public sealed class CopiedInvitation(PublicAddress address, ScheduleWords schedules, ViewerClock clock, IStringLocalizer<RoomTexts> t)
{
    public string Of(Visit visit) => string.Join('\n', Lines(visit));

    private IEnumerable<string> Lines(Visit visit)
    {
        yield return visit.Title;
        if (visit.Plan is { Schedule: { } schedule } plan)
        {
            yield return schedules.When(plan, clock.Now, clock.Zone);
            if (schedule.Repeats)
                yield return schedules.Repetition(schedule, clock.Now);
        }
        yield return MeetingLink.Of(address, visit.Code);
        // The password itself goes by another way than the link.
        if (visit.Meeting.Password is not null)
            yield return t["It asks for a password, which you get from {0}.", visit.OrganizerName];
    }
}

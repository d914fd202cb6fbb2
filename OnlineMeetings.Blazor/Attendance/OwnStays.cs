using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Attendance;

/// <summary>What a person takes along of when they were where.</summary>
internal sealed class OwnStays : IPersonalData
{
    public string Part => "attendance";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        from stay in db.Stays
        where stay.PersonId == person
        join meeting in db.Meetings on stay.MeetingId equals meeting.Id
        orderby stay.From
        select new { Meeting = meeting.Title, stay.Name, stay.From, stay.To, stay.LinkSamples, stay.LinkPoor, stay.LinkLost };
}

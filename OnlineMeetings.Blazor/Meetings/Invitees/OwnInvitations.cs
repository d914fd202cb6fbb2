using OnlineMeetings.Accounts;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings.Invitees;

/// <summary>What a person takes along of the meetings they were invited to.</summary>
internal sealed class OwnInvitations : IPersonalData
{
    public string Part => "invited";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        from i in db.Invitees
        where i.PersonId == person
        join m in db.Meetings on i.MeetingId equals m.Id
        orderby i.InvitedAt
        select new { Meeting = m.Title, i.InvitedAt };
}

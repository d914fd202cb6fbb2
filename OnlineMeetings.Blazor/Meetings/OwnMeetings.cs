using OnlineMeetings.Accounts;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>What a person takes along of the meetings they organize.</summary>
internal sealed class OwnMeetings : IPersonalData
{
    public string Part => "meetings";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        from m in db.Meetings
        where m.OrganizerId == person
        orderby m.CreatedAt
        select new
        {
            m.Title,
            m.CreatedAt,
            m.LastActivityAt,
            m.ArchivedAt,
            HasPassword = m.PasswordHash != null,
            m.GuestsAllowed,
            m.AttendeesMayStart,
            m.WaitingRoom,
            Uploads = m.Uploads.ToString(),
            Quality = m.Quality.ToString(),
            m.SeveralScreens,
            m.Schedule,
        };
}

/// <summary>Of the meetings they were in.</summary>
internal sealed class OwnParticipations : IPersonalData
{
    public string Part => "participated";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        from p in db.Participations
        where p.PersonId == person
        join m in db.Meetings on p.MeetingId equals m.Id
        orderby p.FirstAt
        select new { Meeting = m.Title, p.Name, p.FirstAt, p.LastAt };
}

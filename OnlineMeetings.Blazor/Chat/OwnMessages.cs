using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Chat;

/// <summary>What a person takes along of what they wrote.</summary>
internal sealed class OwnMessages : IPersonalData
{
    public string Part => "messages";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        from message in db.Messages
        where message.AuthorId == person
        join meeting in db.Meetings on message.MeetingId equals meeting.Id
        orderby message.Id
        select new { Meeting = meeting.Title, message.SentAt, message.Text };
}

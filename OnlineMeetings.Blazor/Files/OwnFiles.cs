using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Files;

/// <summary>What a person takes along of the files they shared: which they were; the bytes are downloaded in the meeting.</summary>
internal sealed class OwnFiles : IPersonalData
{
    public string Part => "files";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        from file in db.Files
        where file.UploaderId == person
        join meeting in db.Meetings on file.MeetingId equals meeting.Id
        orderby file.UploadedAt
        select new { Meeting = meeting.Title, file.Name, file.Bytes, file.UploadedAt };
}

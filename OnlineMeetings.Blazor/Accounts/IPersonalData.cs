using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>What a feature keeps of a person, for them to take along.</summary>
public interface IPersonalData
{
    /// <summary>Names this part in the file.</summary>
    string Part { get; }

    /// <summary>All of it, in the order in which it came about.</summary>
    IQueryable<object> Of(MeetingsDb db, PersonId person);
}

internal sealed class OwnAccount : IPersonalData
{
    public string Part => "account";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        db.Users.Where(u => u.Id == person.Value).Select(u => new { u.Name, u.Email, u.CreatedAt, u.TimeZone });
}

using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

/// <summary>What a person takes along of their calendar: each appointment as a calendar file, which other programs read.</summary>
internal sealed class OwnAppointments : IPersonalData
{
    public string Part => "appointments";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        db.Appointments.Where(a => a.OwnerId == person).OrderBy(a => a.CreatedAt).Select(a => new { a.Text });
}

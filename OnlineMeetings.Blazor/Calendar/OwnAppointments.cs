using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Calendar;

internal sealed class OwnAppointments : IPersonalData
{
    public string Part => "appointments";

    public IQueryable<object> Of(MeetingsDb db, PersonId person) =>
        db.Appointments.Where(a => a.OwnerId == person).OrderBy(a => a.CreatedAt).Select(a => new { a.CreatedAt, File = a.Text });
}

using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Tests.Calendar.Independent;

/// <summary>What we write, python3-icalendar reads as it was meant.</summary>
public sealed class IcalendarTests
{
    private const int Appointments = 300;

    [Fact]
    public async Task What_is_written_is_read_the_same_elsewhere()
    {
        var written = AnyAppointment.Any.Select(Plain).Sample(Appointments, new Rnd(2026), 50);

        var answer = await Python.AnswerAsync("icalendar_events.py", "icalendar", IcsWriter.Write(written));

        var read = JsonSerializer.Deserialize<List<Read>>(answer, JsonSerializerOptions.Web)!;
        Assert.Equal(written.Select(Expected).Select(Text), read.Select(Text));
    }

    private sealed record Read(string Uid, string Subject, string Place, string Notes, string Start, string Zone, int Sequence, List<string> Excluded, List<string> Attendees);

    // icalendar 4.0.3 reads a backslash before an n as the end of a line, also where the backslash was written as one.
    private static Appointment Plain(Appointment appointment) => appointment with
    {
        Changed = [],
        Details = appointment.Details with
        {
            Subject = WithoutBackslash(appointment.Details.Subject),
            Place = WithoutBackslash(appointment.Details.Place),
            Notes = WithoutBackslash(appointment.Details.Notes),
        },
    };

    private static string WithoutBackslash(string text) => text.Replace('\\', '/');

    private static Read Expected(Appointment appointment) => new(
        appointment.Uid,
        appointment.Details.Subject,
        appointment.Details.Place,
        appointment.Details.Notes,
        IcsTime.Of(appointment.When.Start),
        appointment.When.Zone is { } zone && !zone.Equals(Zone.Utc) ? zone.Id : "",
        appointment.Details.Sequence,
        [.. appointment.Excluded.Select(IcsTime.Of)],
        [.. appointment.Details.Attendees.Select(attendee => $"mailto:{attendee.Address}")]);

    private static string Text(Read read) => JsonSerializer.Serialize(read);
}

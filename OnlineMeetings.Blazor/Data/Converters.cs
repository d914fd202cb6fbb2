using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Data;

internal sealed class MeetingIdConverter() : ValueConverter<MeetingId, Guid>(id => id.Value, value => new MeetingId(value));

internal sealed class PersonIdConverter() : ValueConverter<PersonId, Guid>(id => id.Value, value => new PersonId(value));

internal sealed class AppointmentIdConverter() : ValueConverter<AppointmentId, Guid>(id => id.Value, value => new AppointmentId(value));

/// <summary>Databases forget that a time was UTC, or ask whether it is; here it is said.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

/// <summary>A time as a clock somewhere shows it, which is no UTC time and must not become one.</summary>
internal sealed class LocalTimeConverter() : ValueConverter<DateTime, DateTime>(
    time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified), time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified));

namespace OnlineMeetings.Calendar;

/// <summary>An appointment in somebody's calendar on this server. Across calendars it is known by its UID.</summary>
public readonly record struct AppointmentId(Guid Value)
{
    public static AppointmentId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString("N");
}

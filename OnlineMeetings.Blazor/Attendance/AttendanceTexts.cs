namespace OnlineMeetings.Attendance;

/// <summary>The words of the attendance: English is the key, German stands in AttendanceTexts.de.resx.</summary>
public sealed class AttendanceTexts;

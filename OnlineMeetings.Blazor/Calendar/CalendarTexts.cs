namespace OnlineMeetings.Calendar;

/// <summary>Names the resources of this folder: English is the key, German stands in CalendarTexts.de.resx.</summary>
public sealed class CalendarTexts;

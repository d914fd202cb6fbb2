namespace OnlineMeetings.Meetings;

/// <summary>Names the resources of this folder: English is the key, German stands in MeetingTexts.de.resx.</summary>
public sealed class MeetingTexts;

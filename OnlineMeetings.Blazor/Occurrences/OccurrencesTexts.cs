namespace OnlineMeetings.Occurrences;

/// <summary>The words of the occurrences: English is the key, German stands in OccurrencesTexts.de.resx.</summary>
public sealed class OccurrencesTexts;

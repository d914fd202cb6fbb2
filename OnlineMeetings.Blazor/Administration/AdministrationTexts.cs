namespace OnlineMeetings.Administration;

/// <summary>Names the texts of this folder; German stands in AdministrationTexts.de.resx.</summary>
public sealed class AdministrationTexts;

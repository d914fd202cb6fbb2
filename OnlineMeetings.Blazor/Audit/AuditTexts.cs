namespace OnlineMeetings.Audit;

/// <summary>Names the texts of this folder; German stands in AuditTexts.de.resx.</summary>
public sealed class AuditTexts;

namespace OnlineMeetings.Shell;

/// <summary>Names the resources of this folder: English is the key, German stands in ShellTexts.de.resx.</summary>
public sealed class ShellTexts;

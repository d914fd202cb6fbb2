namespace OnlineMeetings.Files;

/// <summary>The words of the files: English is the key, other languages stand in FileTexts.*.resx.</summary>
public sealed class FileTexts;

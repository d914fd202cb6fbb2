namespace OnlineMeetings.Chat;

/// <summary>The words of the chat: English is the key, other languages stand in ChatTexts.*.resx.</summary>
public sealed class ChatTexts;

namespace OnlineMeetings.Mail;

/// <summary>The words of the mails: English is the key, other languages stand in MailTexts.*.resx.</summary>
public sealed class MailTexts;

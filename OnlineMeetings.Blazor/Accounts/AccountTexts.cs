namespace OnlineMeetings.Accounts;

/// <summary>Names the texts of this folder; German stands in AccountTexts.de.resx.</summary>
public sealed class AccountTexts;

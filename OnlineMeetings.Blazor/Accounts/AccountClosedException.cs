using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>Somebody acts whose account was locked or deleted since their page was opened; nothing was done.</summary>
public sealed class AccountClosedException(PersonId whose) : Exception($"The account {whose} was locked or deleted.");

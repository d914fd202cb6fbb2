namespace OnlineMeetings.Administration;

/// <summary>Why something was not done to an account.</summary>
public enum PeopleRefusal
{
    NoAccount,
    Yourself,
    LastAdministrator,
    NoHeir,
}

/// <summary>A rule on accounts said no; nothing was done.</summary>
public sealed class PeopleRefusedException(PeopleRefusal why) : Exception($"The accounts refused: {why}.")
{
    public PeopleRefusal Why { get; } = why;

    /// <summary>The sentence for the person: the key of its text, with its arguments.</summary>
    public (string Key, object[] Arguments) Words => Why switch
    {
        PeopleRefusal.NoAccount => ("This account is no longer there. Somebody else may have deleted it.", []),
        PeopleRefusal.Yourself => ("Nobody can do this to their own account. Ask another administrator.", []),
        PeopleRefusal.LastAdministrator => ("A server needs an administrator who is not locked. Make somebody else one first.", []),
        _ => ("Nobody else has an account with this e-mail address, or it is locked. Give the address of whoever is to have the meetings.", []),
    };
}

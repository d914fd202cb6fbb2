namespace OnlineMeetings.Invitations;

/// <summary>Why an answer that was handed in was not taken.</summary>
public enum ReplyRefusal
{
    NotAReply,
    TooLarge,
    NoAppointment,
    NotInvited,
    Outdated,
}

/// <summary>An answer was not taken; nothing was changed.</summary>
/// <param name="who">Whose it is.</param>
/// <param name="what">What it is about.</param>
public sealed class ReplyRefusedException(ReplyRefusal why, string who = "", string what = "") : Exception($"The answer was refused: {why}.")
{
    public ReplyRefusal Why { get; } = why;

    /// <summary>The sentence for the person: the key of its text, with its arguments.</summary>
    public (string Key, object[] Arguments) Words => Why switch
    {
        ReplyRefusal.NotAReply => ("This is no answer to an invitation.", []),
        ReplyRefusal.TooLarge => ("This file is too large for an answer to an invitation.", []),
        ReplyRefusal.NoAppointment => ("{0} answers to an appointment that is not here. Nothing was changed.", [who]),
        ReplyRefusal.NotInvited => ("{0} is not invited to “{1}”. Nothing was changed.", [who, what]),
        _ => ("{0} answers to an earlier version of “{1}”. Nothing was changed.", [who, what]),
    };
}

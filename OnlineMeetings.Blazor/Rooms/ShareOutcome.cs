namespace OnlineMeetings.Rooms;

/// <summary>How a room answers somebody who wants to share their screen.</summary>
public enum ShareOutcome
{
    /// <summary>Everybody is told of it.</summary>
    Shared,

    /// <summary>Somebody else shares, and this meeting shows one screen at a time.</summary>
    Taken,

    /// <summary>Who takes part by text shares nothing.</summary>
    NoSeat,

    /// <summary>Asked for faster than anybody could click.</summary>
    TooFast,
}

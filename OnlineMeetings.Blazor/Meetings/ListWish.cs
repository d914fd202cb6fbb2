namespace OnlineMeetings.Meetings;

/// <summary>The lists that everybody with an account has.</summary>
public enum MeetingShelf
{
    /// <summary>What one organizes and has not archived. A search there finds archived ones too.</summary>
    Mine,

    /// <summary>Where one took part and does not organize.</summary>
    Participated,

    /// <summary>What one organizes and has archived.</summary>
    Archive,
}

/// <summary>How a list is sorted. The names stand in addresses, in lower case.</summary>
public enum MeetingSort
{
    /// <summary>Where last somebody was, first.</summary>
    Activity,

    /// <summary>What takes place next, first; what has no date stands behind, as by activity.</summary>
    Next,

    Title,

    Newest,
}

/// <summary>What somebody wants to see of their meetings.</summary>
/// <param name="Search">Words that the title holds, in any case and with or without accents; empty for all.</param>
public sealed record ListWish(PersonId Whose, MeetingShelf Shelf, string Search = "", MeetingSort Sort = MeetingSort.Activity);

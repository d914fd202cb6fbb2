namespace OnlineMeetings.Calendar;

/// <summary>Why a calendar file was not read, a repetition not worked out, or nobody invited.</summary>
public enum CalendarRefusal
{
    NotACalendar,
    Answer,
    CutOff,
    TooLarge,
    TooManyLines,
    TooManyEntries,
    TooDeep,
    BrokenLine,
    BrokenEntry,
    BrokenRule,
    UnknownZone,
    BrokenZone,
    TooManyReminders,
    TooManyOccurrences,
    BadAddress,
    TooManyAttendees,
    Older,
    LongName,
}

/// <summary>A limit or a rule of the calendar said no; nothing was taken over.</summary>
/// <param name="what">What the sentence names: the entry, the rule, the zone, the line, or the limit.</param>
public sealed class CalendarRefusedException(CalendarRefusal why, object? what = null, Exception? inner = null)
    : Exception($"The calendar refused: {why} ({what}).", inner)
{
    public CalendarRefusal Why { get; } = why;

    /// <summary>The sentence for the person: the key of its text, with its arguments.</summary>
    public (string Key, object[] Arguments) Words => Why switch
    {
        CalendarRefusal.NotACalendar => ("This is not a calendar file. Choose one that ends with .ics.", []),
        CalendarRefusal.Answer => ("This is an answer to an invitation. Hand it in with “Hand in an answer”, below the calendar.", []),
        CalendarRefusal.CutOff => ("This calendar file stops in the middle. Export it again.", []),
        CalendarRefusal.TooLarge => ("A calendar file may have {0} MB. Export it in parts.", [Named]),
        CalendarRefusal.TooManyLines => ("A calendar file may have {0} lines. Export it in parts.", [Named]),
        CalendarRefusal.TooManyEntries => ("A calendar file may have {0} entries. Export it in parts.", [Named]),
        CalendarRefusal.TooDeep => ("Something in this calendar file is nested too deeply (line {0}).", [Named]),
        CalendarRefusal.BrokenLine => ("Line {0} of this calendar file can't be read.", [Named]),
        CalendarRefusal.BrokenEntry => ("The entry “{0}” of this calendar file can't be read.", [Named]),
        CalendarRefusal.BrokenRule => ("The repetition {0} can't be read.", [Named]),
        CalendarRefusal.UnknownZone => ("The time zone “{0}” is not known here, and the calendar file does not describe it.", [Named]),
        CalendarRefusal.BrokenZone => ("The time zone “{0}” of this calendar file can't be read.", [Named]),
        CalendarRefusal.TooManyReminders => ("The entry “{0}” reminds too often.", [Named]),
        CalendarRefusal.BadAddress => ("“{0}” is no e-mail address. Nobody was invited yet: correct it and save again.", [Named]),
        CalendarRefusal.TooManyAttendees => ("At most {0} people can be invited.", [Named]),
        CalendarRefusal.Older => ("“{0}” is in the calendar in a newer version.", [Named]),
        CalendarRefusal.LongName => ("The entry “{0}” has a UID that is too long.", [Named]),
        _ => ("“{0}” repeats too often to be shown. Let it repeat less often.", [Named]),
    };

    private object Named => what ?? "";
}

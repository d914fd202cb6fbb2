namespace OnlineMeetings.Calendar.Ics;

/// <summary>What stands between BEGIN and END in a calendar file (RFC 5545 §3.6), with what is nested in it.</summary>
/// <param name="Name">In capitals: "VEVENT".</param>
internal sealed record IcsComponent(string Name)
{
    private const int MaxDepth = 6;
    private const int MaxEntries = 20_000;

    public List<ContentLine> Lines { get; } = [];

    public List<IcsComponent> Parts { get; } = [];

    /// <summary>The calendars of a file; most have one.</summary>
    /// <exception cref="CalendarRefusedException">It is no calendar file, is broken, or passes a limit.</exception>
    public static List<IcsComponent> Parse(string file)
    {
        var calendars = new List<IcsComponent>();
        var open = new Stack<IcsComponent>();
        var entries = 0;
        foreach (var (number, text) in IcsLines.Unfold(file))
        {
            var line = ContentLine.Parse(text) ?? throw (calendars.Count + open.Count == 0
                ? new CalendarRefusedException(CalendarRefusal.NotACalendar)
                : new CalendarRefusedException(CalendarRefusal.BrokenLine, number));
            if (line.Name == "BEGIN")
            {
                if (open.Count == MaxDepth)
                    throw new CalendarRefusedException(CalendarRefusal.TooDeep, number);
                if (++entries > MaxEntries)
                    throw new CalendarRefusedException(CalendarRefusal.TooManyEntries, MaxEntries);
                var begun = new IcsComponent(line.Value.Trim().ToUpperInvariant());
                (open.Count > 0 ? open.Peek().Parts : calendars).Add(begun);
                open.Push(begun);
            }
            else if (line.Name == "END")
            {
                if (open.Count == 0 || !open.Pop().Name.Equals(line.Value.Trim(), StringComparison.OrdinalIgnoreCase))
                    throw new CalendarRefusedException(CalendarRefusal.BrokenLine, number);
            }
            else if (open.Count > 0)
            {
                open.Peek().Lines.Add(line);
            }
            else
            {
                throw new CalendarRefusedException(CalendarRefusal.NotACalendar);
            }
        }
        if (calendars.Count == 0 || calendars.Exists(calendar => calendar.Name != "VCALENDAR"))
            throw new CalendarRefusedException(CalendarRefusal.NotACalendar);
        return open.Count == 0 ? calendars : throw new CalendarRefusedException(CalendarRefusal.CutOff);
    }

    /// <summary>The first of this name.</summary>
    public ContentLine? Line(string name) => Lines.Find(line => line.Name == name);

    /// <summary>All of it as lines, with BEGIN and END.</summary>
    public IEnumerable<string> AllLines() =>
        [$"BEGIN:{Name}", .. Lines.Select(line => line.Text), .. Parts.SelectMany(part => part.AllLines()), $"END:{Name}"];
}

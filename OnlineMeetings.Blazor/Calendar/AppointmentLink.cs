using OnlineMeetings.Hosting;

namespace OnlineMeetings.Calendar;

/// <summary>A meeting's link in an appointment, where people and programs look for it, in place of the link it had.</summary>
internal static class AppointmentLink
{
    /// <param name="link">Null where it takes place in no meeting (any more).</param>
    /// <param name="address">Of this server: another program's meeting is none of ours to take away.</param>
    public static Appointment In(Appointment appointment, string? link, PublicAddress address) =>
        link is null && appointment.Details.Conference is { } other && !other.Url.StartsWith(address.Root.AbsoluteUri, StringComparison.OrdinalIgnoreCase)
            ? appointment
            : appointment with
            {
                Details = In(appointment.Details, link),
                Changed = [.. appointment.Changed.Select(change => change with { Details = In(change.Details, link) })],
            };

    /// <summary>What people wrote, without the link that was put there.</summary>
    public static Details Without(Details details) => details.Conference is null ? details : In(details, link: null);

    private static Details In(Details details, string? link)
    {
        var before = details.Conference?.Url;
        return details with
        {
            Conference = link is null ? null : new Conference(link, details.Subject),
            // A place that people gave stays; Outlook, Gmail and Apple's programs show the link where there is none.
            Place = details.Place.Length == 0 || details.Place == before ? link ?? "" : details.Place,
            Notes = In(details.Notes, before, link),
        };
    }

    // The link stands in the notes as a line of its own, since not every program knows CONFERENCE.
    private static string In(string notes, string? before, string? link)
    {
        var without = before is null ? notes : string.Join('\n', notes.Split('\n').Where(line => line.Trim() != before)).TrimEnd();
        return link is null ? without : without.Length == 0 ? link : $"{without}\n\n{link}";
    }
}

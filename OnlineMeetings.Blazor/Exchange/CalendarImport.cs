using Microsoft.Extensions.Localization;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Exchange;

/// <summary>An entry of a file that did not come in.</summary>
public sealed record NotImported(string Subject, string Why);

/// <summary>What came of a file.</summary>
public sealed record Imported(int Added, int Updated, IReadOnlyList<NotImported> Refused);

/// <summary>Takes calendar files of other programs into a calendar. Nobody is invited by it.</summary>
public sealed class CalendarImport(CalendarBook book, IStringLocalizer<CalendarTexts> t)
{
    /// <summary>What of a request may be no calendar file.</summary>
    public const int MaxRequestBytes = IcsLines.MaxBytes + 64 * 1024;

    /// <summary>Takes in each entry by itself.</summary>
    /// <exception cref="CalendarRefusedException">The file can't be read: nothing came in.</exception>
    public async Task<Imported> TakeAsync(PersonId owner, Stream file, CancellationToken ct)
    {
        var (added, updated, refused) = (0, 0, new List<NotImported>());
        var read = await IcsReader.ReadAsync(file, ct);
        if (read.Method == IcsFile.Answer)
            throw new CalendarRefusedException(CalendarRefusal.Answer);
        foreach (var appointment in read.Appointments)
        {
            try
            {
                if (await book.TakeOverAsync(owner, appointment, ct))
                    added++;
                else
                    updated++;
            }
            catch (CalendarRefusedException why)
            {
                refused.Add(new NotImported(appointment.Details.Subject, WordsOf(why)));
            }
        }
        return new Imported(added, updated, refused);
    }

    /// <summary>The sentence for a file that can't be read.</summary>
    public string WordsOf(CalendarRefusedException refused) => t[refused.Words.Key, refused.Words.Arguments];
}

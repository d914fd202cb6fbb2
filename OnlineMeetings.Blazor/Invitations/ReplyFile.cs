using MimeKit;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;

namespace OnlineMeetings.Invitations;

/// <summary>One answer out of a file.</summary>
/// <param name="Of">In the zone of <paramref name="When"/>; null where all are meant.</param>
internal sealed record Reply(string Uid, Attendee Attendee, LocalDateTime? Of, Span When, int Sequence, Instant Stamp, string Comment);

/// <summary>Reads answers (RFC 5546 §3.2.3) as other programs send them: as a calendar file, or as the mail that carries one.</summary>
internal static class ReplyFile
{
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Of a form with such a file in it.</summary>
    public const int MaxRequestBytes = MaxBytes + 64 * 1024;

    /// <exception cref="ReplyRefusedException">There is no answer in it, or it is too large.</exception>
    /// <exception cref="CalendarRefusedException">The calendar file can't be read.</exception>
    public static async Task<IReadOnlyList<Reply>> ReadAsync(Stream file, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        while (await file.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (kept.Length + count > MaxBytes)
                throw new ReplyRefusedException(ReplyRefusal.TooLarge);
            kept.Write(buffer, 0, count);
        }
        kept.Position = 0;
        var read = StartsAsCalendar(kept) ? await IcsReader.ReadAsync(kept, ct) : await OutOfMailAsync(kept, ct);
        if (read.Method != IcsFile.Answer || read.Appointments.Count == 0 || read.Appointments.Any(answer => answer.Details.Attendees.Count != 1))
            throw new ReplyRefusedException(ReplyRefusal.NotAReply);
        return [.. read.Appointments.SelectMany(Replies)];
    }

    private static async Task<IcsFile> OutOfMailAsync(MemoryStream file, CancellationToken ct)
    {
        using var mail = await LoadAsync(file, ct);
        var part = mail.BodyParts.OfType<MimePart>()
            .FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("application", "ics"));
        if (part?.Content is null)
            throw new ReplyRefusedException(ReplyRefusal.NotAReply);
        using var calendar = new MemoryStream();
        await part.Content.DecodeToAsync(calendar, ct);
        calendar.Position = 0;
        return await IcsReader.ReadAsync(calendar, ct);
    }

    private static async Task<MimeMessage> LoadAsync(MemoryStream file, CancellationToken ct)
    {
        try
        {
            return await MimeMessage.LoadAsync(file, ct);
        }
        catch (FormatException)
        {
            throw new ReplyRefusedException(ReplyRefusal.NotAReply);
        }
    }

    private static bool StartsAsCalendar(MemoryStream file)
    {
        var start = System.Text.Encoding.UTF8.GetString(file.GetBuffer(), 0, (int)Math.Min(file.Length, 100)).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return start.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase);
    }

    // An answer to a series may hold others to some of its occurrences.
    private static IEnumerable<Reply> Replies(Appointment answer) =>
        answer.Changed.Where(change => change.Details.Attendees.Count == 1)
            .Select(change => Of(answer.Uid, change.When, change.Details, answer.When.SeenBy(change.Of, change.When)))
            .Prepend(Of(answer.Uid, answer.When, answer.Details, answer.OccurrenceOf));

    private static Reply Of(string uid, Span when, Details details, LocalDateTime? of) =>
        new(uid, details.Attendees[0], of, when, details.Sequence, details.Stamp, CommentOf(details));

    private static string CommentOf(Details details) => details.Attendees[0].Comment is { Length: > 0 } said
        ? said
        : details.Others.Select(ContentLine.Parse).FirstOrDefault(line => line?.Name == "COMMENT")?.Value
            .Replace("\\n", "\n", StringComparison.OrdinalIgnoreCase).Replace("\\", "", StringComparison.Ordinal) ?? "";
}

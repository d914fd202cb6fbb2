using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Audit;

/// <summary>The way into the log.</summary>
internal static class Noting
{
    /// <summary>
    /// Writes down who does what, inside the transaction that does it: both are kept or neither. No secret and no text of a message
    /// may be in the details.
    /// </summary>
    public static async Task NoteAsync(
        this MeetingsDb db, TimeProvider time, AuditActor by, AuditKind what, AuditSubject about, CancellationToken ct, string details = "")
    {
        var name = Short(await NameOfAsync(db, by, ct), AuditEntry.MaxNameLength);
        var aboutName = Short(about.Name, AuditEntry.MaxNameLength);
        details = Short(details, AuditEntry.MaxDetailsLength);
        db.Audit.Add(new AuditEntry
        {
            At = time.GetUtcNow().UtcDateTime,
            ActorId = by.Person,
            ActorName = name,
            Kind = what,
            SubjectKind = about.Kind,
            SubjectId = about.Id,
            SubjectName = aboutName,
            Details = details,
            Folded = Folding.Fold($"{name}\n{aboutName}\n{details}"),
        });
    }

    // An account that is only just being made is not in the database yet, but in the context.
    private static async Task<string> NameOfAsync(MeetingsDb db, AuditActor by, CancellationToken ct) =>
        by.Person is { } person && by.Name.Length == 0
            ? db.Users.Local.FirstOrDefault(u => u.Id == person.Value)?.Name
                ?? await db.Users.Where(u => u.Id == person.Value).Select(u => u.Name).SingleOrDefaultAsync(ct) ?? ""
            : by.Name;

    private static string Short(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Bench.Invitations;

/// <summary>Somebody who invites many, with the program's writers and its database.</summary>
internal sealed class Office : IDisposable
{
    private static readonly MailOptions _mail = new() { From = "meetings@example.org" };

    private readonly InvitationLetters _letters;
    private readonly InvitationLinks _links = new(new EphemeralDataProtectionProvider(), new PublicAddress(new ServerOptions { PublicUrl = new Uri("https://meet.example.org/") }));
    private readonly InvitationPost _post = new(_mail, Texts<InvitationTexts>(), TimeProvider.System);
    private readonly InvitationRound _round;
    private PersonId _ana;

    public Office()
    {
        var words = new InvitationWords(Texts<InvitationTexts>(), new ScheduleWords(Texts<CalendarTexts>(), new TimeWords(Texts<ShellTexts>())));
        _letters = new InvitationLetters(_mail, Texts<InvitationTexts>(), words, TimeProvider.System);
        _round = new InvitationRound(Database, _letters, _links, TimeProvider.System, NullLogger<InvitationRound>.Instance);
    }

    public CountedDatabase Database { get; } = new();

    public Task OpenAsync() => Database.FillAsync(async () =>
    {
        var account = new Account { Id = Guid.CreateVersion7(), Name = "Ana Brandt", UserName = "ana", Email = "ana@example.org", CreatedAt = DateTime.UtcNow };
        await using var db = Database.CreateDbContext();
        db.Add(account);
        await db.SaveChangesAsync();
        _ana = account.Person;
    });

    /// <summary>A weekly call with so many people.</summary>
    public static Appointment Call(int people)
    {
        var start = LocalDateTime.FromDateTime(DateTime.UtcNow.Date).PlusDays(3).PlusHours(10);
        return new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")), new Details
        {
            Subject = "All hands",
            Notes = "https://meet.example.org/m/0123456789abcdefghijkl",
            Attendees = [.. Enumerable.Range(0, people).Select(number => new Attendee($"person{number}@example.org", $"Person {number}", Rsvp: true))],
        })
        { Rule = "FREQ=WEEKLY;BYDAY=TU" };
    }

    /// <summary>Saves an appointment as the program does: its mails are announced with it.</summary>
    public Task SaveAsync(Appointment call) => Database.WriteAsync(
        async db =>
        {
            var stored = Stored(db, call);
            stored.Write(await _post.PostAsync(db, stored, before: null, call, meeting: null, CancellationToken.None), Now, DateTimeZone.Utc);
        },
        CancellationToken.None);

    /// <summary>Writes the mails that were announced.</summary>
    public Task WriteMailsAsync() => _round.GoAsync(CancellationToken.None);

    /// <summary>What the program is compared with: all mails are written in the transaction that saves the appointment.</summary>
    public Task SaveWithMailsAsync(Appointment call) => Database.WriteAsync(
        db =>
        {
            var stored = Stored(db, call);
            foreach (var attendee in call.Details.Attendees)
            {
                var announcement = new Announcement(News.Invitation, call, [attendee]);
                var mail = new InvitationMail(announcement, attendee, new Inviter("Ana Brandt", "ana@example.org"), [], answer => _links.To(stored.Id, attendee.Address, of: null, answer));
                using var written = _letters.Write(mail, InvitationFile.Write(announcement, attendee, hint: "", Now));
                db.Post(TimeProvider.System, written, stored.Id.Value);
            }
            stored.Write(call, Now, DateTimeZone.Utc);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    public void Dispose() => Database.Dispose();

    private static Instant Now => Instant.FromDateTimeUtc(DateTime.UtcNow);

    private StoredAppointment Stored(MeetingsDb db, Appointment call)
    {
        var stored = new StoredAppointment { Id = AppointmentId.New(), OwnerId = _ana, Uid = call.Uid, CreatedAt = DateTime.UtcNow };
        db.Add(stored);
        return stored;
    }

    private static StringLocalizer<T> Texts<T>() =>
        new(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));
}

using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;
using OnlineMeetings.Audit;
using OnlineMeetings.Cluster;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Administration;

/// <summary>The real administration on a real database, with rooms and time in the test's hand.</summary>
public sealed class AdministrationOfTests : IDisposable
{
    private readonly UpperInvariantLookupNormalizer _normalizer = new();

    public AdministrationOfTests()
    {
        People = new People(Database, _normalizer, Book.Time);
        Farewell = new Farewell(Database, Book.Book, Book.Calendar, Book.Rooms.Live, _normalizer, Book.Time);
        Meetings = new ServerMeetings(Database, Book.Book);
        Accounts = new AccountStore(Database, Book.Passwords, _normalizer, Book.Time);
        Links = new PasswordLinks(Database, Book.Passwords, Book.Time);
        Settings = new ServerSettingsStore(Database, new ServerSettingsRules(Texts.Of<AccountTexts>()), new Bulletin(), Book.Time);
        Log = new AuditLog(Database, Book.Time);
    }

    public BookOfTests Book { get; } = new();

    public TestDatabase Database => Book.Database;

    public People People { get; }

    public Farewell Farewell { get; }

    public ServerMeetings Meetings { get; }

    public AccountStore Accounts { get; }

    public PasswordLinks Links { get; }

    public ServerSettingsStore Settings { get; }

    public AuditLog Log { get; }

    public void Dispose() => Book.Dispose();

    /// <summary>What the log says, the newest first: who, what, about what.</summary>
    public async Task<IReadOnlyList<(string Who, AuditKind What, string About)>> LoggedAsync()
    {
        await using var db = Database.CreateDbContext();
        return [.. (await db.Audit.OrderByDescending(e => e.Id).ToListAsync()).Select(e => (e.ActorName, e.Kind, e.SubjectName))];
    }

    /// <summary>A meeting with one file of so many bytes, which is on the disk too.</summary>
    public async Task<MeetingCard> MeetingAsync(PersonId organizer, string title, int bytes)
    {
        var meeting = await Book.MakeAsync(organizer, title);
        var file = Guid.NewGuid();
        await using var db = Database.CreateDbContext();
        db.Files.Add(new SharedFile
        {
            Id = file, MeetingId = meeting.Id, UploaderId = organizer, UploaderName = "Somebody", Name = "a.bin", Bytes = bytes, UploadedAt = BookOfTests.Start.UtcDateTime,
        });
        await db.SaveChangesAsync();
        Directory.CreateDirectory(Book.Files.FolderOf(meeting.Id));
        await File.WriteAllBytesAsync(Path.Combine(Book.Files.FolderOf(meeting.Id), file.ToString("N")), new byte[bytes]);
        return meeting;
    }

    public async Task<PersonId?> OrganizerOfAsync(MeetingId meeting)
    {
        await using var db = Database.CreateDbContext();
        return (await db.Meetings.SingleOrDefaultAsync(m => m.Id == meeting))?.OrganizerId;
    }

    /// <summary>Everything that only administrators may, done to this person.</summary>
    public IReadOnlyList<Func<ClaimsPrincipal, Task>> AllActions(PersonId target, MeetingId meeting) =>
    [
        user => People.ListAsync(user, "", PeopleOrder.Name, 0, default),
        user => People.LockAsync(user, target, default),
        user => People.UnlockAsync(user, target, default),
        user => People.MakeAdministratorAsync(user, target, default),
        user => People.UnmakeAdministratorAsync(user, target, default),
        user => Accounts.CreateAsync(new NewAccount("Eve", "eve@example.org", "long enough 1"), default, administrator: user),
        user => Links.MakeAsync(user, target, default),
        user => Farewell.DeleteAsync(user, target, heir: null, default),
        user => Meetings.ListAsync(user, "", 0, default),
        user => Meetings.StorageAsync(user, default),
        user => Meetings.DeleteAsync(user, meeting, default),
        user => Settings.ChangeAsync(user, s => s.BlockedExtensions = "", default),
        user => Log.ListAsync(user, "", kind => kind.ToString(), 0, default),
    ];
}

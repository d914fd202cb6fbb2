using System.Diagnostics;
using Microsoft.Data.Sqlite;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Bench.Lists;

/// <summary>Lists as long as somebody's could be, in the program's database.</summary>
internal sealed class Library : IDisposable
{
    /// <summary>Stands in every tenth title.</summary>
    public const string OftenFound = "catalogue";

    private const int OtherOrganizers = 50;

    /// <summary>How many others' meetings are on the server for each of a list.</summary>
    private const int Elsewhere = 9;

    /// <summary>One of so many meetings of others is shared with the person.</summary>
    private const int Shared = 100;

    /// <summary>One of so many meetings has a date.</summary>
    private const int Dated = 4;

    private const int MostPeople = 12;
    private const int MostFiles = 3;
    private const int AtOnce = 500;

    private static readonly string[] _subjects =
        [OftenFound, "planning", "office hours", "interview", "monday round", "prices", "showroom", "print check", "suppliers", "retrospective"];

    private readonly SqliteConnection _bare;
    private readonly Random _chance = new(7);
    private readonly DateTime _now = new(2026, 9, 15, 10, 0, 0, DateTimeKind.Utc);

    public Library()
    {
        _bare = new SqliteConnection(Database.Source);
        Lists = new MeetingLists(Database);
    }

    public CountedDatabase Database { get; } = new();

    public MeetingLists Lists { get; }

    /// <summary>So many meetings in each list of one person, who is returned.</summary>
    public async Task<PersonId> FillAsync(int count)
    {
        PersonId ana = default;
        await Database.FillAsync(async () =>
        {
            ana = await AddAccountAsync("Ana Brandt");
            var others = new List<PersonId>();
            for (var i = 0; i < OtherOrganizers; i++)
                others.Add(await AddAccountAsync($"Organizer {i}"));
            await AddMeetingsAsync(count, _ => ana, archived: false, alsoIn: null);
            await AddMeetingsAsync(count, _ => ana, archived: true, alsoIn: null);
            await AddMeetingsAsync(count, i => others[i % others.Count], archived: false, alsoIn: ana);
            await AddMeetingsAsync(count * Elsewhere, i => others[i % others.Count], archived: false, alsoIn: null);
        });
        return ana;
    }

    /// <summary>The floor: a page of these meetings in bare SQL.</summary>
    public async Task<TimeSpan> ReadBareAsync(ListWish wish, int skip)
    {
        var started = Stopwatch.GetTimestamp();
        await _bare.OpenAsync();
        await BarePage.ReadAsync(_bare, wish, skip);
        await _bare.CloseAsync();
        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose()
    {
        _bare.Dispose();
        Database.Dispose();
    }

    private async Task<PersonId> AddAccountAsync(string name)
    {
        var account = new Account { Id = Guid.CreateVersion7(), Name = name, UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = _now };
        await using var db = Database.CreateDbContext();
        db.Add(account);
        await db.SaveChangesAsync();
        return account.Person;
    }

    private async Task AddMeetingsAsync(int count, Func<int, PersonId> organizer, bool archived, PersonId? alsoIn)
    {
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnce))
        {
            await using var db = Database.CreateDbContext();
            foreach (var i in some)
                AddMeeting(db, i, organizer(i), archived, alsoIn);
            await db.SaveChangesAsync();
        }
    }

    private void AddMeeting(MeetingsDb db, int number, PersonId organizer, bool archived, PersonId? alsoIn)
    {
        var created = _now.AddMinutes(-_chance.Next(1_000_000));
        var meeting = new Meeting
        {
            Id = MeetingId.New(),
            OrganizerId = organizer,
            Code = MeetingCode.New(),
            Title = $"{_subjects[number % _subjects.Length]} {_chance.Next(1000)}, {_subjects[_chance.Next(1, _subjects.Length)]}",
            GuestsAllowed = true,
            CreatedAt = created,
            LastActivityAt = created.AddMinutes(_chance.Next(10_000)),
            ArchivedAt = archived ? _now : null,
        };
        if (number % Dated == 0)
            meeting.PlanFor(new Schedule(_now.AddHours(number), _now.AddHours(number + 1), "Etc/UTC", Rule: null), _now);
        if (alsoIn is { } sharing && number % Shared == 0)
            meeting.CoOrganizers.Add(new CoOrganizer { MeetingId = meeting.Id, PersonId = sharing });
        db.Add(meeting);
        for (var i = _chance.Next(MostPeople + 1); i > 0; i--)
            db.Add(Came(PersonId.New(), $"Person {i}", meeting));
        if (alsoIn is { } person)
            db.Add(Came(person, "Ana Brandt", meeting));
        for (var i = _chance.Next(MostFiles + 1); i > 0; i--)
        {
            db.Add(new SharedFile
            {
                Id = Guid.CreateVersion7(), MeetingId = meeting.Id, UploaderId = organizer, UploaderName = "Somebody", Name = $"{i}.pdf", Bytes = 1, UploadedAt = created,
            });
        }
    }

    private Participation Came(PersonId person, string name, Meeting meeting)
    {
        var participation = new Participation { PersonId = person, MeetingId = meeting.Id, FirstAt = meeting.CreatedAt };
        participation.Come(name, isGuest: true, meeting.CreatedAt.AddMinutes(_chance.Next(10_000)));
        return participation;
    }
}

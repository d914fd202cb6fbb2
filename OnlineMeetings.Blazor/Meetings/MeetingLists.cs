using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>Reads the lists of meetings, a page of cards in one query.</summary>
public sealed class MeetingLists(IDbContextFactory<MeetingsDb> dbs)
{
    /// <summary>How many cards are read at a time.</summary>
    public const int PageSize = 24;

    private const int MaxSearchLength = Meeting.MaxTitleLength;
    private const int MaxSearchWords = 10;

    /// <param name="skip">How many cards are shown already.</param>
    public async Task<MeetingCards> ReadAsync(ListWish wish, int skip, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        // The page is found by ids first: else the database would look up people and files of all meetings, to sort them.
        var page = Sorted(Wished(db, wish), wish.Sort).Skip(skip).Take(PageSize + 1).Select(m => m.Id);
        var cards = await ReadAsync(db, Sorted(db.Meetings.Where(m => page.Contains(m.Id)), wish.Sort), wish.Whose, ct);
        return cards.Count > PageSize ? new MeetingCards(cards[..PageSize], More: true) : new MeetingCards(cards, More: false);
    }

    /// <summary>One meeting of the list as it is now; null where it is not in it.</summary>
    public async Task<MeetingCard?> FindAsync(ListWish wish, MeetingId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return (await ReadAsync(db, Wished(db, wish).Where(m => m.Id == id), wish.Whose, ct)).SingleOrDefault();
    }

    private static IQueryable<Meeting> Wished(MeetingsDb db, ListWish wish)
    {
        var words = WordsOf(wish.Search);
        var meetings = wish.Shelf switch
        {
            MeetingShelf.Participated => db.TookPart(wish.Whose),
            MeetingShelf.Archive => db.OrganizedBy(wish.Whose).Where(m => m.ArchivedAt != null),
            _ when words.Length > 0 => db.OrganizedBy(wish.Whose),
            _ => db.OrganizedBy(wish.Whose).Where(m => m.ArchivedAt == null),
        };
        return words.Aggregate(meetings, (matching, word) => matching.Where(m => m.TitleFolded.Contains(word)));
    }

    private static string[] WordsOf(string search)
    {
        var text = search.Length > MaxSearchLength ? search[..MaxSearchLength] : search;
        return [.. Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MaxSearchWords)];
    }

    private static IOrderedQueryable<Meeting> Sorted(IQueryable<Meeting> meetings, MeetingSort sort) => sort switch
    {
        MeetingSort.Next => meetings.OrderBy(m => m.NextAt == null).ThenBy(m => m.NextAt).ThenByDescending(m => m.LastActivityAt).ThenByDescending(m => m.Id),
        MeetingSort.Title => meetings.OrderBy(m => m.TitleFolded).ThenBy(m => m.Id),
        MeetingSort.Newest => meetings.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id),
        _ => meetings.OrderByDescending(m => m.LastActivityAt).ThenByDescending(m => m.Id),
    };

    // All in one query. The names are asked for one by one, since each is then a look into an index; as a list, the database would
    // put all people of all meetings in order first.
    private static async Task<List<MeetingCard>> ReadAsync(MeetingsDb db, IQueryable<Meeting> meetings, PersonId viewer, CancellationToken ct)
    {
        var others = db.Participations.Where(p => p.PersonId != viewer);
        var last = others.OrderByDescending(p => p.LastAt);
        var cards = meetings.Select(m => new
        {
            Card = new MeetingCard(
                m.Id,
                m.Code,
                m.Title,
                m.OrganizerId,
                // Accounts have plain ids; the database compares them all the same.
                db.Users.Where(u => u.Id == (Guid)(object)m.OrganizerId).Select(u => u.Name).SingleOrDefault() ?? "",
                m.PasswordHash != null,
                m.GuestsAllowed,
                db.Files.Count(f => f.MeetingId == m.Id),
                m.LastActivityAt,
                m.ArchivedAt,
                new MeetingPlan(m.Schedule, m.EndBehaviour, m.NextAt, m.NextEndsAt, m.LastEndsAt, m.EndedAt)),
            IsInvited = db.Invitees.Any(i => i.MeetingId == m.Id && i.PersonId == viewer)
                && !db.Participations.Any(p => p.MeetingId == m.Id && p.PersonId == viewer),
            People = others.Count(p => p.MeetingId == m.Id),
            First = last.Where(p => p.MeetingId == m.Id).Select(p => p.Name).FirstOrDefault(),
            Second = last.Where(p => p.MeetingId == m.Id).Select(p => p.Name).ElementAtOrDefault(1),
            Third = last.Where(p => p.MeetingId == m.Id).Select(p => p.Name).ElementAtOrDefault(2),
            Fourth = last.Where(p => p.MeetingId == m.Id).Select(p => p.Name).ElementAtOrDefault(3),
        });
        return [.. (await cards.ToListAsync(ct)).Select(read => read.Card with { IsInvited = read.IsInvited, People = PeopleOf(read.People, read.First, read.Second, read.Third, read.Fourth) })];
    }

    private static CardPeople PeopleOf(int count, params string?[] last) =>
        count == 0 ? CardPeople.None : new CardPeople(count, [.. last.OfType<string>()]);
}

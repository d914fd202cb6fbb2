using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>Reads the lists of meetings: one query for a page of cards and one for the people on them.</summary>
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
        var found = Sorted(Wished(db, wish), wish.Sort);
        var cards = await Cards(db, found.Skip(skip).Take(PageSize + 1)).ToListAsync(ct);
        var more = cards.Count > PageSize;
        return new MeetingCards(await WithPeopleAsync(db, more ? cards[..PageSize] : cards, wish.Whose, ct), more);
    }

    /// <summary>One meeting of the list as it is now; null where it is not in it.</summary>
    public async Task<MeetingCard?> FindAsync(ListWish wish, MeetingId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var cards = await Cards(db, Wished(db, wish).Where(m => m.Id == id)).ToListAsync(ct);
        return (await WithPeopleAsync(db, cards, wish.Whose, ct)).SingleOrDefault();
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

    private static IQueryable<MeetingCard> Cards(MeetingsDb db, IQueryable<Meeting> meetings) => meetings.Select(m => new MeetingCard(
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
        new MeetingPlan(m.Schedule, m.EndBehaviour, m.NextAt, m.NextEndsAt, m.LastEndsAt, m.EndedAt)));

    private static async Task<IReadOnlyList<MeetingCard>> WithPeopleAsync(
        MeetingsDb db, List<MeetingCard> cards, PersonId viewer, CancellationToken ct)
    {
        if (cards.Count == 0)
            return cards;
        var ids = cards.Select(card => card.Id).ToList();
        var people = await db.Participations
            .Where(p => ids.Contains(p.MeetingId) && p.PersonId != viewer)
            .GroupBy(p => p.MeetingId)
            .Select(g => new
            {
                g.Key,
                Count = g.Count(),
                Last = g.OrderByDescending(p => p.LastAt).Take(CardPeople.Most).Select(p => p.Name).ToList(),
            })
            .ToDictionaryAsync(g => g.Key, g => new CardPeople(g.Count, [.. g.Last]), ct);
        return [.. cards.Select(card => card with { People = people.GetValueOrDefault(card.Id, CardPeople.None) })];
    }
}

using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>Reads the lists of meetings, a page of cards at a time.</summary>
public sealed class MeetingLists(IDbContextFactory<MeetingsDb> dbs)
{
    /// <summary>How many cards are read at a time.</summary>
    public const int PageSize = 24;

    private const int MaxSearchLength = Meeting.MaxTitleLength;

    /// <summary>The organizer's meetings, newest activity first.</summary>
    /// <param name="search">Words that the title holds, in any case and with or without accents; empty for all.</param>
    /// <param name="skip">How many cards are shown already.</param>
    public async Task<MeetingCards> ReadAsync(PersonId organizer, string? search, int skip, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = Matching(db.Meetings.Where(m => m.OrganizerId == organizer), search)
            .OrderByDescending(m => m.LastActivityAt).ThenByDescending(m => m.Id);
        var cards = await Cards(db, found.Skip(skip).Take(PageSize + 1)).ToListAsync(ct);
        return new MeetingCards(cards[..Math.Min(cards.Count, PageSize)], cards.Count > PageSize);
    }

    /// <summary>One of the organizer's meetings as it is now; null where it is not theirs or gone.</summary>
    public async Task<MeetingCard?> FindAsync(PersonId organizer, MeetingId id, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Cards(db, db.Meetings.Where(m => m.Id == id && m.OrganizerId == organizer)).SingleOrDefaultAsync(ct);
    }

    private static IQueryable<Meeting> Matching(IQueryable<Meeting> meetings, string? search)
    {
        var text = search is { Length: > MaxSearchLength } ? search[..MaxSearchLength] : search ?? "";
        foreach (var word in Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(10))
            meetings = meetings.Where(m => m.TitleFolded.Contains(word));
        return meetings;
    }

    private static IQueryable<MeetingCard> Cards(MeetingsDb db, IQueryable<Meeting> meetings) => meetings.Select(m => new MeetingCard(
        m.Id, m.Code, m.Title, m.PasswordHash != null, m.GuestsAllowed, db.Files.Count(f => f.MeetingId == m.Id), m.LastActivityAt));
}

using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Chat;

/// <summary>Keeps the chats of all meetings: a message is stored before anybody sees it.</summary>
public sealed class ChatStore(IDbContextFactory<MeetingsDb> dbs, LiveRooms rooms, ChatPace pace, TimeProvider time)
{
    /// <summary>How many messages are read at once.</summary>
    public const int PageSize = 50;

    /// <summary>Stores a message and tells the room. The same key of the same author again gives what was stored the first time.</summary>
    /// <exception cref="ChatRefusedException">The message breaks a rule, or the author may not write here (any more).</exception>
    public async Task<ChatLine> PostAsync(
        MeetingId meeting, Viewer author, string authorName, string text, Guid key, CancellationToken ct)
    {
        if (!pace.MayWrite(meeting, author.Person))
            throw new ChatRefusedException(ChatRefusal.TooFast);
        var clean = Allowed(text);
        var (line, isNew) = await StoreAsync(meeting, author, NameToKeep(authorName), clean, key, ct);
        if (isNew)
            await rooms.TellAsync(meeting, new MessagePosted(line));
        return line;
    }

    /// <summary>The newest page, or the page before a message; oldest first.</summary>
    /// <exception cref="ChatRefusedException">The viewer may not be in this meeting.</exception>
    public Task<IReadOnlyList<ChatLine>> OlderAsync(MeetingId meeting, Viewer viewer, long? before, CancellationToken ct) =>
        ReadAsync(meeting, viewer, async messages =>
        {
            var older = before is { } id ? messages.Where(m => m.Id < id) : messages;
            var page = await Lines(older.OrderByDescending(m => m.Id)).ToListAsync(ct);
            page.Reverse();
            return page;
        }, ct);

    /// <summary>The page after a message; oldest first.</summary>
    /// <exception cref="ChatRefusedException">The viewer may not be in this meeting.</exception>
    public Task<IReadOnlyList<ChatLine>> NewerAsync(MeetingId meeting, Viewer viewer, long after, CancellationToken ct) =>
        ReadAsync(meeting, viewer, messages => Lines(messages.Where(m => m.Id > after).OrderBy(m => m.Id)).ToListAsync(ct), ct);

    /// <summary>Which of the messages from one to another are still there.</summary>
    /// <exception cref="ChatRefusedException">The viewer may not be in this meeting.</exception>
    public async Task<IReadOnlySet<long>> KeptAsync(MeetingId meeting, Viewer viewer, long first, long last, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await FindAsync(db, meeting, viewer, may => may.MayRead, ct);
        return await db.Messages.Where(m => m.MeetingId == meeting && m.Id >= first && m.Id <= last).Select(m => m.Id).ToHashSetAsync(ct);
    }

    /// <summary>
    /// Deletes all messages of a period that are there now, for everybody, and tells the room. What is written from now on stays.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="ChatRefusedException">The viewer may not.</exception>
    public async Task<int> ClearAsync(MeetingId meeting, Viewer viewer, Period period, CancellationToken ct)
    {
        var (deleted, upTo) = await dbs.WriteAsync(async db =>
        {
            var (of, _) = await db.AskToAsync(AuditKind.ChatCleared, meeting, viewer, may => may.MayEdit, ct)
                ?? throw new ChatRefusedException(ChatRefusal.NotAllowed);
            await db.NoteAsync(time, AuditActor.Of(viewer), AuditKind.ChatCleared, AuditSubject.Of(of), ct, period.ToString());
            var messages = In(db.Messages.Where(m => m.MeetingId == meeting), period);
            var newest = await messages.MaxAsync(m => (long?)m.Id, ct) ?? 0;
            return (await messages.Where(m => m.Id <= newest).ExecuteDeleteAsync(ct), newest);
        }, ct);
        await rooms.TellAsync(meeting, new MessagesCleared(upTo, period));
        return deleted;
    }

    /// <summary>How many messages are kept, and since when (UTC).</summary>
    public async Task<(int Count, DateTime? Since)> TotalsAsync(MeetingId meeting, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var messages = db.Messages.Where(m => m.MeetingId == meeting);
        return (await messages.CountAsync(ct), await messages.MinAsync(m => (DateTime?)m.SentAt, ct));
    }

    /// <summary>How many messages are kept of each period; see <see cref="CountingEach"/>.</summary>
    public async Task<IReadOnlyList<int>> CountEachAsync(MeetingId meeting, IReadOnlyList<Period> periods, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.Messages.Where(m => m.MeetingId == meeting).Select(m => m.SentAt).CountEachAsync(periods, ct);
    }

    /// <summary>The page of a period's messages after one of them, or the first; oldest first.</summary>
    /// <exception cref="ChatRefusedException">The viewer may not be in this meeting.</exception>
    public Task<IReadOnlyList<ChatLine>> OfAsync(MeetingId meeting, Viewer viewer, Period period, long after, CancellationToken ct) =>
        ReadAsync(meeting, viewer, messages => Lines(In(messages, period).Where(m => m.Id > after).OrderBy(m => m.Id)).ToListAsync(ct), ct);

    /// <summary>All messages of a period, oldest first, read page by page.</summary>
    /// <exception cref="ChatRefusedException">The viewer may not be in this meeting.</exception>
    public async IAsyncEnumerable<ChatLine> AllAsync(MeetingId meeting, Viewer viewer, Period period, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = 0L;
        IReadOnlyList<ChatLine> page;
        do
        {
            page = await OfAsync(meeting, viewer, period, last, ct);
            foreach (var line in page)
                yield return line;
            last = page.Count > 0 ? page[^1].Id : last;
        }
        while (page.Count == PageSize);
    }

    private static IQueryable<ChatMessage> In(IQueryable<ChatMessage> messages, Period period)
    {
        if (period.From is { } from)
            messages = messages.Where(m => m.SentAt >= from);
        return period.To is { } to ? messages.Where(m => m.SentAt < to) : messages;
    }

    private static string Allowed(string text)
    {
        // Counted before it is cleaned: a hostile megabyte is not worth the work.
        if (text.Length > 2 * ChatMessage.MaxTextLength)
            throw new ChatRefusedException(ChatRefusal.TooLong);
        var clean = MessageText.Clean(text);
        if (string.IsNullOrWhiteSpace(clean))
            throw new ChatRefusedException(ChatRefusal.Empty);
        if (clean.Length > ChatMessage.MaxTextLength)
            throw new ChatRefusedException(ChatRefusal.TooLong);
        return clean;
    }

    private static string NameToKeep(string name)
    {
        var clean = MessageText.Clean(name).Trim();
        return clean.Length <= Account.MaxNameLength ? clean : MessageText.Clean(clean[..Account.MaxNameLength]);
    }

    private Task<(ChatLine Line, bool IsNew)> StoreAsync(
        MeetingId id, Viewer author, string authorName, string text, Guid key, CancellationToken ct) =>
        dbs.WriteAsync(async db =>
        {
            var meeting = await FindAsync(db, id, author, may => may.MayEnter, ct);
            var stored = await db.Messages.AsNoTracking()
                .SingleOrDefaultAsync(m => m.MeetingId == id && m.AuthorId == author.Person && m.Key == key, ct);
            if (stored is not null)
                return (LineOf(stored), false);

            var message = new ChatMessage
            {
                MeetingId = id,
                AuthorId = author.Person,
                AuthorName = authorName,
                ByGuest = author.IsGuest,
                Text = text,
                SentAt = time.GetUtcNow().UtcDateTime,
                Key = key,
            };
            meeting.LastActivityAt = message.SentAt;
            db.Messages.Add(message);
            await db.SaveChangesAsync(ct);
            return (LineOf(message), true);
        }, ct);

    private async Task<IReadOnlyList<ChatLine>> ReadAsync(
        MeetingId id, Viewer viewer, Func<IQueryable<ChatMessage>, Task<List<ChatLine>>> read, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await FindAsync(db, id, viewer, may => may.MayRead, ct);
        return await read(db.Messages.AsNoTracking().Where(m => m.MeetingId == id));
    }

    private static async Task<Meeting> FindAsync(
        MeetingsDb db, MeetingId id, Viewer viewer, Func<Decision, bool> allows, CancellationToken ct)
    {
        var (meeting, may) = await db.AskAgainAsync(id, viewer, ct) ?? throw new ChatRefusedException(ChatRefusal.MeetingGone);
        return allows(may) ? meeting : throw new ChatRefusedException(ChatRefusal.NotAllowed);
    }

    private static IQueryable<ChatLine> Lines(IQueryable<ChatMessage> messages) =>
        messages.Take(PageSize).Select(m => new ChatLine(m.Id, m.AuthorId, m.AuthorName, m.ByGuest, m.Text, m.SentAt, m.Key));

    private static ChatLine LineOf(ChatMessage m) => new(m.Id, m.AuthorId, m.AuthorName, m.ByGuest, m.Text, m.SentAt, m.Key);
}

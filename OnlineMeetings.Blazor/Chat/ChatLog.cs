using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Chat;

/// <summary>
/// The part of a meeting's chat that one viewer has before them: a window of whole pages that moves over the history, so that a
/// chat of any length costs the same. Lives as long as the page, also while the panel is closed. Used by one circuit only.
/// </summary>
public sealed class ChatLog(ChatStore store, MeetingId meeting, PersonId me)
{
    /// <summary>The most messages that are held, and shown, at once.</summary>
    public const int WindowSize = 4 * ChatStore.PageSize;

    /// <summary>Enough for who sees the newest, who holds less than a page more: in a busy chat that is everybody.</summary>
    public const int WindowAtEnd = 2 * ChatStore.PageSize;

    private readonly List<ChatLine> _lines = [];
    private readonly List<MessagesCleared> _cleared = [];
    private readonly Watchers _watchers = new();
    private int _reads;
    private bool _seesEnd;
    private ChatLine? _newestTold;

    /// <summary>The messages of the window, oldest first.</summary>
    public IReadOnlyList<ChatLine> Lines => _lines;

    /// <summary>Grows with every change of <see cref="Lines"/>.</summary>
    public int Version { get; private set; }

    /// <summary>Whether the first page has been read.</summary>
    public bool IsOpen { get; private set; }

    public bool HasOlder { get; private set; }

    public bool HasNewer { get; private set; }

    /// <summary>How many messages of others came since the newest was last in sight.</summary>
    public int Unread { get; private set; }

    /// <summary>Whether the newest message is in sight.</summary>
    public bool SeesNewest => _seesEnd && !HasNewer;

    /// <summary>Says that the viewer sees the end of the window, or does not any more.</summary>
    public void Sees(bool end)
    {
        _seesEnd = end;
        if (SeesNewest && Unread > 0)
            Changed();
    }

    /// <summary>Calls back after every change until the returned watch is disposed.</summary>
    public IDisposable Watch(Action changed) => _watchers.Add(changed);

    /// <summary>Takes in what the room tells; events that are not the chat's change nothing.</summary>
    public void Apply(RoomEvent news)
    {
        if (news is MessagePosted posted)
            Apply(posted.Message);
        else if (news is MessagesCleared cleared)
            Forget(cleared);
    }

    /// <summary>Reads the newest page for the first time; later calls do nothing.</summary>
    public Task OpenAsync(Viewer viewer, CancellationToken ct) => IsOpen ? Task.CompletedTask : ShowNewestAsync(viewer, ct);

    /// <summary>Moves the window to the newest page.</summary>
    public async Task ShowNewestAsync(Viewer viewer, CancellationToken ct)
    {
        var read = ++_reads;
        var page = await store.OlderAsync(meeting, viewer, before: null, ct);
        if (read != _reads)
            return;
        // What was told while the page was read may be newer than it.
        var newest = page.Count > 0 ? page[^1].Id : 0;
        var told = HasNewer ? [] : _lines.Where(l => l.Id > newest).ToList();
        _lines.Clear();
        _lines.AddRange(Left(page));
        _lines.AddRange(told);
        HasOlder = page.Count == ChatStore.PageSize;
        HasNewer = EndsBeforeWhatWasTold;
        IsOpen = true;
        Changed();
    }

    /// <summary>Puts the page before the window in front, and lets go of the newest where the window gets too large.</summary>
    public async Task LoadOlderAsync(Viewer viewer, CancellationToken ct)
    {
        if (!HasOlder)
            return;
        if (_lines.Count == 0)
        {
            await ShowNewestAsync(viewer, ct);
            return;
        }
        var read = ++_reads;
        var page = await store.OlderAsync(meeting, viewer, _lines[0].Id, ct);
        if (read != _reads)
            return;
        _lines.InsertRange(0, Left(page));
        HasOlder = page.Count == ChatStore.PageSize;
        LetGoOfNewest();
        Changed();
    }

    /// <summary>Puts the page after the window behind it, and lets go of the oldest where the window gets too large.</summary>
    public async Task LoadNewerAsync(Viewer viewer, CancellationToken ct)
    {
        if (!HasNewer || _lines.Count == 0)
            return;
        var read = ++_reads;
        var page = await store.NewerAsync(meeting, viewer, _lines[^1].Id, ct);
        if (read != _reads)
            return;
        _lines.AddRange(Left(page));
        HasNewer = page.Count == ChatStore.PageSize || EndsBeforeWhatWasTold;
        LetGoOfOldest();
        Changed();
    }

    /// <summary>Lets go of what was deleted and reads what was written while nobody told us, after a lost connection for example.</summary>
    public async Task CatchUpAsync(Viewer viewer, CancellationToken ct)
    {
        if (!IsOpen)
            return;
        await LetGoOfDeletedAsync(viewer, ct);
        if (HasNewer)
            return;
        var newest = _lines.Count > 0 ? _lines[^1].Id : 0;
        var missed = await store.NewerAsync(meeting, viewer, newest, ct);
        foreach (var line in missed)
            Apply(line);
        if (missed.Count == ChatStore.PageSize)
            await ShowNewestAsync(viewer, ct);
    }

    private async Task LetGoOfDeletedAsync(Viewer viewer, CancellationToken ct)
    {
        if (_lines.Count == 0)
            return;
        var (first, last) = (_lines[0].Id, _lines[^1].Id);
        var kept = await store.KeptAsync(meeting, viewer, first, last, ct);
        if (_lines.RemoveAll(l => l.Id >= first && l.Id <= last && !kept.Contains(l.Id)) == 0)
            return;
        Unread = Math.Min(Unread, _lines.Count(l => l.Author != me));
        Changed();
    }

    private bool EndsBeforeWhatWasTold => _newestTold?.Id > (_lines.Count > 0 ? _lines[^1].Id : 0);

    private void Apply(ChatLine line)
    {
        // Whoever deletes and whoever writes tell of it at the same time.
        if (_cleared.Exists(cleared => cleared.Took(line)))
            return;
        if (_newestTold is null || _newestTold.Id < line.Id)
            _newestTold = line;
        var place = PlaceOf(line);
        if (place < 0)
            return;
        if (line.Author != me && !SeesNewest)
            Unread++;
        Hold(line, place);
        Changed();
    }

    private void Forget(MessagesCleared cleared)
    {
        _cleared.Add(cleared);
        _lines.RemoveAll(cleared.Took);
        if (_newestTold is not null && cleared.Took(_newestTold))
            _newestTold = null;
        // Of a whole chat that was cleared nothing older is left. Where only the window became empty, what lies around it is read.
        HasOlder = cleared.Of != Period.All && (HasOlder || (HasNewer && _lines.Count == 0));
        HasNewer = HasNewer && _lines.Count > 0;
        Unread = Math.Min(Unread, _lines.Count(l => l.Author != me));
        Changed();
    }

    // A page that was being read while messages were deleted may hold them still.
    private IEnumerable<ChatLine> Left(IReadOnlyList<ChatLine> page) => page.Where(line => !_cleared.Exists(cleared => cleared.Took(line)));

    // Where the message belongs, or -1 where it is known already or lies before the window.
    private int PlaceOf(ChatLine line)
    {
        var place = _lines.Count;
        while (place > 0 && _lines[place - 1].Id > line.Id)
            place--;
        var known = place > 0 && _lines[place - 1].Id == line.Id;
        var before = place == 0 && HasOlder && _lines.Count > 0;
        return known || before ? -1 : place;
    }

    private void Hold(ChatLine line, int place)
    {
        if (HasNewer)
            return;
        // Who reads further up keeps what they read: the new message waits outside the window then.
        if (_lines.Count >= WindowSize && IsOpen && !SeesNewest)
        {
            HasNewer = true;
            return;
        }
        _lines.Insert(place, line);
        LetGoOfOldest();
    }

    private void LetGoOfOldest()
    {
        var tooMany = _lines.Count - (SeesNewest ? WindowAtEnd : WindowSize);
        // A page at once, where each message would take another one with it.
        if (SeesNewest)
            tooMany -= tooMany % ChatStore.PageSize;
        if (tooMany <= 0)
            return;
        _lines.RemoveRange(0, tooMany);
        HasOlder = true;
    }

    private void LetGoOfNewest()
    {
        if (_lines.Count <= WindowSize)
            return;
        _lines.RemoveRange(WindowSize, _lines.Count - WindowSize);
        HasNewer = true;
    }

    private void Changed()
    {
        if (SeesNewest)
            Unread = 0;
        Version++;
        _watchers.Tell();
    }
}

using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings;

/// <summary>What a list of meetings shows: the cards read so far, what was wished to see, and which are live.</summary>
public sealed class ShownMeetings(MeetingBook book, MeetingLists lists, PersonId me)
{
    private readonly Dictionary<MeetingId, LiveCount> _live = [];
    private List<MeetingCard>? _cards;

    /// <summary>Null until the first ones are read.</summary>
    public IReadOnlyList<MeetingCard>? Cards => _cards;

    public bool More { get; private set; }

    /// <summary>What the cards were read by; null until the first ones are.</summary>
    public ListWish? Wish { get; private set; }

    /// <summary>Who organizes what is shown.</summary>
    public IEnumerable<PersonId> Organizers => (_cards ?? []).Select(card => card.Organizer).Distinct();

    /// <summary>Who is inside a meeting now; null where nobody is.</summary>
    public LiveCount? LiveIn(MeetingId meeting) => _live.GetValueOrDefault(meeting);

    /// <summary>Reads the first cards of a list afresh.</summary>
    public async Task ReadAsync(ListWish wish, CancellationToken ct)
    {
        var first = await lists.ReadAsync(wish, skip: 0, ct);
        _cards = [.. first.Cards];
        (Wish, More) = (wish, first.More);
    }

    public async Task ReadMoreAsync(CancellationToken ct)
    {
        if (_cards is not { } cards || Wish is not { } wish)
            return;
        var next = await lists.ReadAsync(wish, cards.Count, ct);
        // Activity since the last page moves meetings to the front, and one that was shown comes again.
        cards.AddRange(next.Cards.Where(card => cards.TrueForAll(shown => shown.Id != card.Id)));
        More = next.More;
    }

    public async Task<MeetingCard> CreateAsync(NewMeeting form, CancellationToken ct) => ShowFirst(await book.CreateAsync(me, form, ct));

    /// <summary>Makes a copy and shows it first; null where there is nothing to copy any more.</summary>
    public async Task<MeetingCard?> DuplicateAsync(MeetingId meeting, CancellationToken ct)
    {
        if (await book.DuplicateAsync(me, meeting, ct) is { } copy)
            return ShowFirst(copy);
        Forget(meeting);
        return null;
    }

    public async Task ArchiveAsync(MeetingId meeting, CancellationToken ct)
    {
        await book.ArchiveAsync(me, meeting, ct);
        await FindAsync(meeting, ct);
    }

    /// <summary>Takes the meeting out of the archive. Where its card had gone from this list, it comes back, first.</summary>
    public async Task RestoreAsync(MeetingId meeting, CancellationToken ct)
    {
        await book.RestoreAsync(me, meeting, ct);
        if (await FindAsync(meeting, ct) is { } card && !Shows(meeting))
            ShowFirst(card);
    }

    /// <summary>Deletes the meeting; one that was gone already is gone all the same.</summary>
    public async Task DeleteAsync(MeetingId meeting, CancellationToken ct)
    {
        await book.DeleteAsync(me, meeting, ct);
        Forget(meeting);
    }

    /// <summary>Takes a meeting in which one took part from one's list.</summary>
    public async Task UnlistAsync(MeetingId meeting, CancellationToken ct)
    {
        await book.UnlistAsync(me, meeting, ct);
        Forget(meeting);
    }

    /// <summary>The meeting as it is now. Null where it does not belong to this list (any more), and then its card goes too.</summary>
    public async Task<MeetingCard?> FindAsync(MeetingId meeting, CancellationToken ct)
    {
        var card = Wish is { } wish ? await lists.FindAsync(wish, meeting, ct) : null;
        if (card is null)
            Forget(meeting);
        else if (_cards!.FindIndex(shown => shown.Id == meeting) is >= 0 and var at)
            _cards[at] = card;
        return card;
    }

    /// <summary>Takes in who is inside. A meeting that comes alive without being among the cards is put before them.</summary>
    public async Task ApplyAsync(LiveCount count, CancellationToken ct)
    {
        if (count.Inside == 0)
        {
            _live.Remove(count.Meeting);
            return;
        }
        _live[count.Meeting] = count;
        if (Wish is { Search.Length: 0, Sort: MeetingSort.Activity } wish && !Shows(count.Meeting)
            && await lists.FindAsync(wish, count.Meeting, ct) is { } card && Wish == wish && !Shows(count.Meeting))
            ShowFirst(card);
    }

    // Also where the list is sorted otherwise or the search would not find it: one wants to see what one has just made.
    private MeetingCard ShowFirst(MeetingCard card)
    {
        _cards?.Insert(0, card);
        return card;
    }

    private bool Shows(MeetingId meeting) => _cards!.Exists(card => card.Id == meeting);

    private void Forget(MeetingId meeting) => _cards?.RemoveAll(card => card.Id == meeting);
}

using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings;

/// <summary>What a list of meetings shows: the cards read so far, what they were searched by, and which are live.</summary>
public sealed class ShownMeetings(MeetingBook book, MeetingLists lists, PersonId me)
{
    private readonly Dictionary<MeetingId, LiveCount> _live = [];
    private List<MeetingCard>? _cards;

    /// <summary>Null until the first ones are read.</summary>
    public IReadOnlyList<MeetingCard>? Cards => _cards;

    public bool More { get; private set; }

    /// <summary>What the cards were searched by.</summary>
    public string Search { get; private set; } = "";

    /// <summary>Who is inside a meeting now; null where nobody is.</summary>
    public LiveCount? LiveIn(MeetingId meeting) => _live.GetValueOrDefault(meeting);

    /// <summary>Reads the first cards of a search afresh.</summary>
    public async Task ReadAsync(string search, CancellationToken ct)
    {
        var first = await lists.ReadAsync(me, search, skip: 0, ct);
        _cards = [.. first.Cards];
        (Search, More) = (search, first.More);
    }

    public async Task ReadMoreAsync(CancellationToken ct)
    {
        if (_cards is not { } cards)
            return;
        var next = await lists.ReadAsync(me, Search, cards.Count, ct);
        // Activity since the last page moves meetings to the front, and one that was shown comes again.
        cards.AddRange(next.Cards.Where(card => cards.TrueForAll(shown => shown.Id != card.Id)));
        More = next.More;
    }

    public async Task<MeetingCard> CreateAsync(NewMeeting form, CancellationToken ct)
    {
        var card = await book.CreateAsync(me, form, ct);
        // It is shown even where the search would not find it: one wants to see what one has just made.
        _cards?.Insert(0, card);
        return card;
    }

    /// <summary>The meeting as it is now; null where it is gone, and then its card goes too.</summary>
    public async Task<MeetingCard?> FindAsync(MeetingId meeting, CancellationToken ct)
    {
        var card = await lists.FindAsync(me, meeting, ct);
        if (card is null)
            Forget(meeting);
        return card;
    }

    /// <summary>Deletes the meeting; one that was gone already is gone all the same.</summary>
    public async Task DeleteAsync(MeetingId meeting, CancellationToken ct)
    {
        await book.DeleteAsync(me, meeting, ct);
        Forget(meeting);
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
        if (Search.Length == 0 && _cards is not null && !Shows(count.Meeting)
            && await lists.FindAsync(me, count.Meeting, ct) is { } card && !Shows(count.Meeting))
            _cards.Insert(0, card);
    }

    private bool Shows(MeetingId meeting) => _cards!.Exists(card => card.Id == meeting);

    private void Forget(MeetingId meeting)
    {
        _cards?.RemoveAll(card => card.Id == meeting);
        _live.Remove(meeting);
    }
}

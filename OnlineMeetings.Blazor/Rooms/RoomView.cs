using System.Collections.Immutable;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// What everybody inside sees of a room at one running number. All sessions of one server share these: whoever applies the
/// news first makes the next view, the others find it.
/// </summary>
/// <param name="Recovering">The room has just come back: who is missing in the list may still be there.</param>
/// <param name="Meeting">Null for who is not inside.</param>
/// <param name="Waiting">Who stands before the door; for organizers to see.</param>
[GenerateSerializer, Immutable]
public sealed record RoomView(
    long Number, ImmutableArray<Participant> People, bool Recovering, LiveMeeting? Meeting, ImmutableArray<Waiter> Waiting)
{
    /// <summary>What is seen from outside: nothing.</summary>
    public static readonly RoomView Nothing = new(0, [], Recovering: false, Meeting: null, []);

    [NonSerialized]
    private RoomView? _next;

    [NonSerialized]
    private PeopleSorted? _sorted;

    /// <summary>Those who wait for a seat, in the order in which they get one.</summary>
    public ImmutableArray<Participant> Queue => Sorted.Queue;

    /// <summary>Whose hand is up, the first one first.</summary>
    public ImmutableArray<Participant> Hands => Sorted.Hands;

    /// <summary>Who shares their screen, the first one first.</summary>
    public ImmutableArray<Participant> Screens => Sorted.Screens;

    /// <summary>Whose browser records.</summary>
    public ImmutableArray<Participant> Recorders => Sorted.Recorders;

    public ImmutableArray<Participant> Seated => Sorted.Seated;

    public int SeatsTaken => Seated.Length;

    // Each page asks at each drawing, and a room may have a thousand of them: sorted once, for all of them.
    private PeopleSorted Sorted => _sorted is { } known && known.People == People ? known : _sorted = new PeopleSorted(People);

    public Participant? Find(ParticipantId id) => Sorted.ById.GetValueOrDefault(id);

    /// <summary>The view after the news, or null when news in between were missed and the state must be read again.</summary>
    public RoomView? After(RoomNews news)
    {
        if (news.Number != Number + 1)
            return null;
        return _next ??= (this with { Number = news.Number, _next = null }).With(news.Event);
    }

    private RoomView With(RoomEvent news) => news switch
    {
        ParticipantJoined joined => this with { People = With(joined.Who) },
        ParticipantChanged changed => this with { People = With(changed.Who) },
        ParticipantLeft left => this with { People = People.RemoveAll(p => p.Id == left.Who) },
        ParticipantsPutOut put => this with { People = People.RemoveAll(p => put.Who.Contains(p.Id)) },
        WaiterCame came => this with { Waiting = Waiting.Add(came.Who) },
        WaiterGone gone => this with { Waiting = Waiting.RemoveAll(w => w.Id == gone.Who) },
        SettingsChanged changed => this with { Meeting = changed.Meeting },
        RoomRecovered => this with { Recovering = false },
        MeetingDeleted => Nothing with { Number = Number },
        _ => this,
    };

    /// <summary>People stand in the order in which they came.</summary>
    private ImmutableArray<Participant> With(Participant who)
    {
        for (var i = 0; i < People.Length; i++)
        {
            if (People[i].Id == who.Id)
                return People.SetItem(i, who);
        }
        var place = People.Length;
        while (place > 0 && People[place - 1].Order > who.Order)
            place--;
        return People.Insert(place, who);
    }
}

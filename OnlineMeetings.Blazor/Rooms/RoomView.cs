using System.Collections.Immutable;

namespace OnlineMeetings.Rooms;

/// <summary>
/// What everybody inside sees of a room at one running number. All sessions of one server share these: whoever applies the
/// news first makes the next view, the others find it.
/// </summary>
/// <param name="Recovering">The room has just come back: who is missing in the list may still be there.</param>
[GenerateSerializer, Immutable]
public sealed record RoomView(long Number, ImmutableArray<Participant> People, bool Recovering)
{
    [NonSerialized]
    private RoomView? _next;

    public IEnumerable<Participant> Seated => People.Where(p => p.Seat is not null);

    public int SeatsTaken => People.Count(p => p.Seat is not null);

    public Participant? Find(ParticipantId id) => People.FirstOrDefault(p => p.Id == id);

    /// <summary>The view after the news, or null when news in between were missed and the state must be read again.</summary>
    public RoomView? After(RoomNews news)
    {
        if (news.Number != Number + 1)
            return null;
        return _next ??= news.Event switch
        {
            ParticipantJoined joined => new RoomView(news.Number, With(joined.Who), Recovering),
            ParticipantChanged changed => new RoomView(news.Number, With(changed.Who), Recovering),
            ParticipantLeft left => new RoomView(news.Number, People.RemoveAll(p => p.Id == left.Who), Recovering),
            RoomRecovered => new RoomView(news.Number, People, Recovering: false),
            MeetingDeleted => new RoomView(news.Number, [], Recovering: false),
            _ => new RoomView(news.Number, People, Recovering),
        };
    }

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

using System.Collections.Immutable;
using System.Globalization;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// The live room of a meeting: who is inside, who has a seat, who hears of it. A plain state machine: every change returns
/// the news that everybody is to be told. Not thread-safe; <see cref="RoomGrain"/> calls it one turn after another.
/// </summary>
/// <param name="wokenAt">When this room woke.</param>
/// <param name="wasLive">
/// People were inside when the room last slept (its server died or was restarted): it recovers for <see cref="Recovery"/>, in
/// which seats go only to those who hold a token, and nobody is reported as gone.
/// </param>
public sealed class Room(DateTimeOffset wokenAt, bool wasLive)
{
    /// <summary>How many people may send and receive sound and picture at once.</summary>
    public const int Seats = 9;

    /// <summary>How often one person may be inside at the same time.</summary>
    public const int MaxPresences = 20;

    /// <summary>How long somebody of whom nothing is heard stays inside.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(12);

    /// <summary>How long the place of a page that was closed or reloaded is kept.</summary>
    public static readonly TimeSpan Reload = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ParticipantId, DateTimeOffset> _leases = [];
    private readonly HashSet<ParticipantId> _left = [];
    private HashSet<ParticipantId>? _cameSinceEnd;
    private readonly ReactionPace _reactions = new();
    private long _lastOrder;

    public RoomView View { get; private set; } = RoomView.Nothing with { Recovering = wasLive };

    public bool IsEmpty => View.People.IsEmpty;

    /// <summary>Whether a token still stands for somebody who belongs inside: they have not left, and nobody has ended the meeting since.</summary>
    public bool Honours(RoomToken token) => !_left.Contains(token.Participant) && _cameSinceEnd?.Contains(token.Participant) != false;

    /// <summary>Lets somebody in whom the policy allows to come, with a seat if they want one and one is free.</summary>
    public (JoinReply Reply, ImmutableArray<RoomNews> News) Join(JoinRequest request, bool organizes, DateTimeOffset now)
    {
        var token = request.Token is { } held && Honours(held) ? held : null;
        if (token is null && View.People.Count(p => p.Person == request.Viewer.Person) >= MaxPresences)
            return (JoinReply.Outside(JoinOutcome.TooManyPresences), []);

        var (me, isNew) = Place(request, token, organizes);
        var hadSeat = me.Seat is not null;
        var outcome = JoinOutcome.Joined;
        if (!request.WantsSeat)
            me = WithoutSeat(me) with { Queued = me.Queued };
        else if (me.Seat is null)
            (me, outcome) = Seat(me, isTheirs: token?.HasSeat == true);
        if (me is { Seat: null, Queued: null })
            me = me with { Devices = Devices.Off };

        _leases[me.Id] = now + Lease;
        _cameSinceEnd?.Add(me.Id);
        var joined = Happened(isNew ? new ParticipantJoined(me) : new ParticipantChanged(me));
        return (new JoinReply(outcome, me, View), [joined, .. hadSeat && me.Seat is null ? HandOutSeats() : []]);
    }

    /// <summary>Gives a seat to somebody inside by text, if one is free.</summary>
    public (JoinOutcome Outcome, ImmutableArray<RoomNews> News) TakeSeat(ParticipantId who)
    {
        if (View.Find(who) is not { } me)
            return (JoinOutcome.Gone, []);
        if (me.Seat is not null)
            return (JoinOutcome.Joined, []);
        var (next, outcome) = Seat(me, isTheirs: false);
        return (outcome, next == me ? [] : [Happened(new ParticipantChanged(next with { Stay = me.Stay + (next.Seat is null ? 0 : 1) }))]);
    }

    /// <summary>Somebody inside by text wants the next seat that frees, or no longer wants one.</summary>
    public ImmutableArray<RoomNews> Queue(ParticipantId who, bool wants) => View.Find(who) switch
    {
        { Seat: null, Queued: null } me when wants => Change(me with { Queued = EndOfQueue }, andSeats: true),
        { Queued: not null } me when !wants => Change(me with { Queued = null }),
        _ => [],
    };

    /// <summary>Somebody goes on by text, and whoever has waited longest gets their seat.</summary>
    public ImmutableArray<RoomNews> FreeSeat(ParticipantId who) =>
        View.Find(who) is { Seat: not null } me ? Change(WithoutSeat(me) with { Devices = Devices.Off }, andSeats: true) : [];

    /// <summary>Somebody said that they leave.</summary>
    public ImmutableArray<RoomNews> Leave(ParticipantId who)
    {
        _left.Add(who);
        return Remove(who);
    }

    /// <summary>Some of those inside are put out at once: their tokens count no more.</summary>
    public ImmutableArray<RoomNews> PutOut(IEnumerable<ParticipantId> who, PutOut why)
    {
        var gone = who.Where(id => View.Find(id) is not null).ToImmutableHashSet();
        _left.UnionWith(gone);
        foreach (var id in gone)
            _leases.Remove(id);
        return gone.IsEmpty ? [] : [Happened(new ParticipantsPutOut(gone, why)), .. HandOutSeats()];
    }

    /// <summary>The meeting is over for all: also for who was inside and is still to come back, whom this room may know nothing of.</summary>
    public ImmutableArray<RoomNews> EndForAll()
    {
        _cameSinceEnd = [];
        return [.. PutOut(View.People.Select(p => p.Id), Rooms.PutOut.Ended), .. EndRecovery()];
    }

    /// <summary>Somebody's page was closed or is being reloaded: their place is kept for <see cref="Reload"/>.</summary>
    /// <param name="stay">The stay that ended; a later one, of the page that has come in its place, goes on.</param>
    public void Away(ParticipantId who, int stay, DateTimeOffset now)
    {
        if (View.Find(who)?.Stay == stay)
            _leases[who] = now + Reload;
    }

    /// <summary>Somebody is still there. False for who is not inside (any more): they join again by their token.</summary>
    public bool Renew(ParticipantId who, DateTimeOffset now)
    {
        if (!_leases.ContainsKey(who))
            return false;
        _leases[who] = now + Lease;
        return true;
    }

    /// <summary>Nobody could be heard for a while, which was nobody's fault: everybody is waited for once more.</summary>
    public void HearAnew(DateTimeOffset now)
    {
        foreach (var who in _leases.Keys.ToList())
            _leases[who] = now + Lease;
    }

    /// <summary>Takes out those of whom nothing was heard, and hands out the seats that a recovered room had kept.</summary>
    public ImmutableArray<RoomNews> Sweep(DateTimeOffset now)
    {
        if (View.Recovering && now < wokenAt + Recovery)
            return [];
        var news = ImmutableArray.CreateBuilder<RoomNews>();
        news.AddRange(EndRecovery());
        foreach (var who in _leases.Where(lease => lease.Value <= now).Select(lease => lease.Key).ToList())
            news.AddRange(Remove(who));
        news.AddRange(HandOutSeats());
        return news.DrainToImmutable();
    }

    /// <summary>Somebody switched their microphone or camera.</summary>
    public ImmutableArray<RoomNews> Switch(ParticipantId who, Devices devices) =>
        View.Find(who) is { } me && me.Devices != devices ? Change(me with { Devices = devices }) : [];

    /// <summary>Somebody raises their hand or takes it down.</summary>
    public ImmutableArray<RoomNews> RaiseHand(ParticipantId who, bool up) =>
        View.Find(who) is { } me && me.Hand is not null != up ? Change(me with { Hand = up ? View.Number + 1 : null }) : [];

    /// <summary>Somebody with a seat begins to share their screen: alone, unless they may do so beside others.</summary>
    public (ShareOutcome Outcome, ImmutableArray<RoomNews> News) ShareScreen(ParticipantId who, bool besideOthers) => View.Find(who) switch
    {
        null or { Seat: null } => (ShareOutcome.NoSeat, []),
        { Screen: not null } => (ShareOutcome.Shared, []),
        _ when !besideOthers && View.Screens.Any() => (ShareOutcome.Taken, []),
        var me => (ShareOutcome.Shared, Change(me with { Screen = View.Number + 1 })),
    };

    /// <summary>Somebody shares their screen no longer.</summary>
    public ImmutableArray<RoomNews> StopSharing(ParticipantId who) =>
        View.Find(who) is { Screen: not null } me ? Change(me with { Screen = null }) : [];

    /// <summary>An organizer ends somebody's share: the others see it no longer, whatever that browser goes on sending.</summary>
    public ImmutableArray<RoomNews> EndShare(ParticipantId who) =>
        StopSharing(who) is { IsEmpty: false } news ? [.. news, Happened(new ScreenOffAsked(who))] : [];

    /// <summary>Somebody with a seat begins to record what they see and hear, or ends it.</summary>
    public ImmutableArray<RoomNews> Record(ParticipantId who, bool on) =>
        View.Find(who) is { Seat: not null } me && me.Records != on ? Change(me with { Records = on }) : [];

    /// <summary>Somebody reacts, with a seat or by text. Nothing of it is kept; what comes too fast is let go.</summary>
    public ImmutableArray<RoomNews> React(ParticipantId who, Reaction with, DateTimeOffset now) =>
        Enum.IsDefined(with) && View.Find(who) is { } me && _reactions.Allows(me.Person, now) ? [Happened(new Reacted(who, with))] : [];

    /// <summary>A guest goes by another name, in all their tabs.</summary>
    public ImmutableArray<RoomNews> Rename(ParticipantId who, string name)
    {
        if (View.Find(who) is not { IsGuest: true } guest)
            return [];
        var apart = ToldApart(name, guest.Person, isGuest: true);
        return [.. View.People.Where(p => p.Person == guest.Person && p.Name != apart).SelectMany(p => Change(p with { Name = apart }))];
    }

    /// <summary>The organizer's rights were given to somebody inside, or taken from them.</summary>
    public ImmutableArray<RoomNews> Empower(ParticipantId who, bool organizes) =>
        View.Find(who) is { } me && me.IsOrganizer != organizes ? Change(me with { IsOrganizer = organizes }) : [];

    /// <summary>Whether one may send signals to the other: both have a seat here.</summary>
    public bool MaySignal(ParticipantId from, ParticipantId to) =>
        from != to && View.Find(from)?.Seat is not null && View.Find(to)?.Seat is not null;

    /// <summary>Something that was stored, or that ends the meeting, is told to everybody.</summary>
    public RoomNews Happened(RoomEvent what)
    {
        var news = new RoomNews(View.Number + 1, what);
        View = View.After(news)!;
        if (what is MeetingDeleted)
            _leases.Clear();
        return news;
    }

    /// <summary>The meeting as it was read when this room woke; nobody is inside yet to be told.</summary>
    public void Know(LiveMeeting meeting) => View = View with { Meeting = meeting };

    /// <summary>The place a person takes: the one they are still in, the one their token tells of, or a new one.</summary>
    private (Participant Me, bool IsNew) Place(JoinRequest request, RoomToken? token, bool organizes)
    {
        var inside = token is null ? null : View.Find(token.Participant);
        if (inside is not null)
        {
            // What a page that is gone has shared or recorded can't be gone on with by the one in its place.
            return (inside with
            {
                Stay = inside.Stay + (request.FreshMedia ? 1 : 0),
                Devices = request.Devices,
                IsOrganizer = organizes,
                Screen = request.FreshMedia ? null : inside.Screen,
                Records = !request.FreshMedia && inside.Records,
            }, false);
        }

        // In a recovering room the others still hold their links to this person's stay. Else they were told that the person
        // is gone and closed them: the stay grows, and the links are built afresh.
        var linksAreGone = request.FreshMedia || !View.Recovering;
        var order = token?.Order ?? _lastOrder + 1;
        _lastOrder = Math.Max(_lastOrder, order);
        return (new Participant(
            token?.Participant ?? ParticipantId.New(),
            request.Viewer.Person,
            ToldApart(token is { IsGuest: true } ? token.Name : request.Viewer.Name, request.Viewer.Person, request.Viewer.IsGuest),
            request.Viewer.IsGuest,
            organizes,
            Stay: (token?.Stay ?? 0) + (linksAreGone ? 1 : 0),
            order,
            Seat: null,
            request.Devices,
            Queued: token?.Queued), true);
    }

    /// <summary>The name, with a number where somebody else has it. Guests and members are told apart by their mark.</summary>
    private string ToldApart(string name, PersonId person, bool isGuest)
    {
        var apart = name;
        for (var n = 2; View.People.Any(p => p.Person != person && p.IsGuest == isGuest && p.Name.Equals(apart, StringComparison.OrdinalIgnoreCase)); n++)
            apart = string.Create(CultureInfo.InvariantCulture, $"{name} {n}");
        return apart;
    }

    /// <summary>With a free seat; or as they are, where there is none; or in the queue, where seats are kept for others.</summary>
    private (Participant, JoinOutcome) Seat(Participant me, bool isTheirs)
    {
        if (View.Recovering && !isTheirs)
            return (me with { Queued = me.Queued ?? EndOfQueue }, JoinOutcome.SeatsHeld);
        var free = Enumerable.Range(1, Seats).FirstOrDefault(seat => View.People.All(p => p.Seat != seat));
        return free == 0 ? (me, JoinOutcome.NoSeatLeft) : (me with { Seat = free, Queued = null }, JoinOutcome.Joined);
    }

    private ImmutableArray<RoomNews> EndRecovery() => View.Recovering ? [Happened(new RoomRecovered())] : [];

    private static Participant WithoutSeat(Participant me) => me with { Seat = null, Queued = null, Screen = null, Records = false };

    private ImmutableArray<RoomNews> HandOutSeats()
    {
        if (View.Recovering)
            return [];
        var news = ImmutableArray.CreateBuilder<RoomNews>();
        foreach (var next in View.Queue.ToList().TakeWhile(_ => View.SeatsTaken < Seats))
            news.AddRange(TakeSeat(next.Id).News);
        return news.DrainToImmutable();
    }

    private ImmutableArray<RoomNews> Change(Participant who, bool andSeats = false) =>
        [Happened(new ParticipantChanged(who)), .. andSeats ? HandOutSeats() : []];

    private ImmutableArray<RoomNews> Remove(ParticipantId who)
    {
        _leases.Remove(who);
        return View.Find(who) is null ? [] : [Happened(new ParticipantLeft(who)), .. HandOutSeats()];
    }

    /// <summary>Behind all who wait for a seat; also behind those whose tokens bring a number of before this room woke.</summary>
    private long EndOfQueue => 1 + Math.Max(View.Number, View.Queue.LastOrDefault()?.Queued ?? 0);
}

namespace OnlineMeetings.Rooms;

/// <summary>What has become of one's seat since the media engine was told last.</summary>
internal enum SeatNews
{
    None,

    /// <summary>Media starts afresh: in a seat that one got, or in the same one after a while away.</summary>
    NewStay,
    Lost,
}

/// <summary>
/// Keeps a browser's media engine up with the room: who has a seat, what others signal, what is asked of it. It is told and not
/// waited for; a browser that is away is told when it is back.
/// </summary>
/// <param name="follow">Sees to what is not waited for; see <see cref="Presence"/>.</param>
internal sealed class EngineFeed(
    RoomBrowser browser, IceServers iceServers, CircuitPulse pulse, Action<Task> follow, CancellationToken gone)
{
    private RoomState? _told;
    private (int Stay, int? Seat, long? Queued) _kept;

    public void Tell(Func<RoomBrowser, Task> what) => follow(TellAsync(what));

    /// <summary>One has come in. Said before anything else is: links do not wait for the room to be drawn.</summary>
    /// <returns>Ends when the browser's links are up, or take their time.</returns>
    public Task BeginAsync(RoomSession session, Participant me)
    {
        var state = _told = RoomState.Of(session.View, me, iceServers: null);
        _kept = PlaceOf(me);
        var placed = TellAsync(b => b.PlaceAsync(state with { IceServers = For(me) }));
        follow(placed);
        return placed;
    }

    /// <summary>The room has changed: says who has a seat, where that is another than before.</summary>
    public SeatNews Update(RoomSession session, Participant me)
    {
        // So that a server that dies right now finds them again where they are.
        if (PlaceOf(me) is var place && place != _kept)
        {
            _kept = place;
            Tell(b => b.KeepAsync(session.Token!));
        }
        var state = RoomState.Of(session.View, me, iceServers: null);
        if (state.SameAs(_told))
            return SeatNews.None;
        var news = state.Me == _told?.Me ? SeatNews.None : state.Me is null ? SeatNews.Lost : SeatNews.NewStay;
        _told = state;
        if (news == SeatNews.Lost)
            Tell(b => b.GoSilentAsync());
        Tell(b => b.PlaceAsync(news == SeatNews.NewStay ? state with { IceServers = For(me) } : state));
        return news;
    }

    /// <summary>All of it once more, for a browser that may have missed some.</summary>
    public RoomRenewal Again(RoomSession session, Participant me, string code) => new(
        session.Token!,
        RoomState.Of(session.View, me, For(me)),
        HasPlace: me is not { Seat: null, Queued: null },
        code);

    /// <summary>Passes on what others send to build their links.</summary>
    public async Task CarryAsync(RoomSession session)
    {
        await foreach (var signals in session.ReadSignalsAsync(gone))
        {
            await pulse.UntilUpAsync(gone);
            Tell(b => b.ReceiveAsync(signals.Select(SignalMessage.Of)));
        }
    }

    /// <summary>Without a seat there are no links, and so no credentials for a relay.</summary>
    private IReadOnlyList<IceServer>? For(Participant me) => me.Seat is null ? null : iceServers.For(me.Id);

    private static (int, int?, long?) PlaceOf(Participant me) => (me.Stay, me.Seat, me.Queued);

    private async Task TellAsync(Func<RoomBrowser, Task> what)
    {
        await pulse.UntilUpAsync(gone);
        await what(browser);
    }
}

using System.Collections.Immutable;
using System.Threading.Channels;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// One page's place in a room: joins, stays inside by renewing its lease while the browser is connected, and hands the room's
/// news to the page in order. A slow page fills only its own channel.
/// </summary>
public sealed partial class RoomSession : IRoomObserver, IAsyncDisposable
{
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(5);

    /// <summary>Signals at once: eight links, each with a description and a dozen batches of candidates, twice.</summary>
    public const int SignalBurst = 240;

    public const int SignalsPerSecond = 40;

    private const int ActionBurst = 20;
    private const int ActionsPerSecond = 2;
    private const int ReactionBurst = 10;
    private const int ReactionsPerSecond = 2;
    private const int NewsKept = 500;
    private const int SignalsKept = 200;

    private readonly IRoomGrain _room;
    private readonly RoomCalls _calls;
    private readonly IRoomObserver _self;
    private readonly IGrainFactory _grains;
    private readonly MeetingId _meeting;
    private readonly CircuitPulse _pulse;
    private readonly RoomTokens _tokens;
    private readonly TimeProvider _time;
    private readonly ILogger<RoomSession> _log;
    private readonly Meter _signalMeter;
    private readonly Meter _actionMeter;
    private readonly Meter _reactionMeter;
    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Channel<RoomNews> _news = Channel.CreateBounded<RoomNews>(
        new BoundedChannelOptions(NewsKept) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<ImmutableArray<Signal>> _signals = Channel.CreateBounded<ImmutableArray<Signal>>(
        new BoundedChannelOptions(SignalsKept) { FullMode = BoundedChannelFullMode.DropOldest });

    private Task _renewing = Task.CompletedTask;
    private Viewer _viewer = Viewer.Stranger;
    private ParticipantId? _me;
    private ParticipantId? _waiter;
    private Participant? _lastSeen;

    internal RoomSession(
        MeetingId meeting, LiveRooms rooms, IGrainFactory grains, CircuitPulse pulse, RoomTokens tokens, TimeProvider time, ILogger<RoomSession> log)
    {
        (_meeting, _grains, _pulse, _tokens, _time, _log) = (meeting, grains, pulse, tokens, time, log);
        _room = rooms.Of(meeting);
        _calls = new RoomCalls(_room, meeting, time, log, _gone.Token);
        // Orleans keeps observers weakly: this object must be held by the page, as it is.
        _self = grains.CreateObjectReference<IRoomObserver>(this);
        _signalMeter = new Meter(time, SignalBurst, SignalsPerSecond);
        _actionMeter = new Meter(time, ActionBurst, ActionsPerSecond);
        _reactionMeter = new Meter(time, ReactionBurst, ReactionsPerSecond);
    }

    /// <summary>The room as this page has seen it so far; it grows by <see cref="ReadNewsAsync"/>.</summary>
    public RoomView View { get; private set; } = RoomView.Nothing;

    /// <summary>
    /// Null while outside. Who was away for longer than the lease is gone from the view but not outside: the next renewal leads
    /// back, and until then they are as they were.
    /// </summary>
    public Participant? Me => _me is { } id ? _lastSeen = View.Find(id) ?? _lastSeen : null;

    public bool HasMoreNews => _news.Reader.Count > 0;

    /// <summary>What others sent to this browser to build their links.</summary>
    public IAsyncEnumerable<ImmutableArray<Signal>> ReadSignalsAsync(CancellationToken ct) => _signals.Reader.ReadAllAsync(ct);

    public async Task<JoinReply> JoinAsync(Viewer viewer, RoomToken? token, bool wantsSeat, bool freshMedia, Devices devices)
    {
        if (!_actionMeter.Allows(1))
            return JoinReply.Outside(JoinOutcome.TooFast);
        await WaitNoLongerAsync();
        await _turn.WaitAsync(_gone.Token);
        try
        {
            return await ComeInAsync(new JoinRequest(viewer, token, wantsSeat, freshMedia, devices));
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<JoinReply> ComeInAsync(JoinRequest request)
    {
        var reply = await _calls.AskAtOnceAsync(room => room.JoinAsync(request, _self));
        _waiter = reply.Waiter?.Id;
        if (_renewing.IsCompleted)
            _renewing = RenewAsync();
        if (reply.Me is not { } me)
            return reply;
        (_viewer, _me, _lastSeen, View) = (request.Viewer, me.Id, me, reply.View);
        return reply;
    }

    /// <summary>Goes away from the door, where one waited.</summary>
    public async Task WaitNoLongerAsync()
    {
        if (_waiter is not { } waiter)
            return;
        _waiter = null;
        await DetachAsync(waiter);
    }

    /// <summary>What the browser keeps to come back to this place; null while outside.</summary>
    public string? Token => Me is { } me ? _tokens.Seal(RoomToken.Of(_meeting, me)) : null;

    public async Task<JoinOutcome> TakeSeatAsync()
    {
        if (_me is not { } me)
            return JoinOutcome.Expired;
        var outcome = await _calls.AskAsync(room => room.TakeSeatAsync(me));
        if (outcome != JoinOutcome.Gone)
            return outcome;
        // Away for longer than the room waits: back first.
        await RenewAsync(me);
        return _me is { } again ? await _calls.AskAsync(room => room.TakeSeatAsync(again)) : JoinOutcome.Expired;
    }

    /// <summary>Wants the next seat that frees, or no longer wants one.</summary>
    public Task QueueAsync(bool wants) => ActAsync((room, me) => room.QueueAsync(me, wants));

    /// <summary>A guest goes by another name. False for one that can't be: empty, too long, or only of what cannot be seen.</summary>
    public async Task<bool> RenameAsync(string name)
    {
        if (GuestName.Clean(name) is not { } clean)
            return false;
        await ActAsync((room, me) => room.RenameAsync(me, clean));
        return true;
    }

    public Task RaiseHandAsync(bool up) => ActAsync((room, me) => room.RaiseHandAsync(me, up));

    /// <summary>Metered apart: who reacts a lot and then switches their microphone off is to be seen muted.</summary>
    public Task ReactAsync(Reaction with) =>
        _me is { } me && _reactionMeter.Allows(1) ? _calls.TryAsync(room => room.ReactAsync(me, with)) : Task.CompletedTask;

    /// <summary>Does what an organizer asks for; false where they are none (any more).</summary>
    public Task<bool> ModerateAsync(Moderation what) =>
        _me is { } me && _actionMeter.Allows(1) ? _calls.AskAsync(room => room.ModerateAsync(me, what)) : Task.FromResult(false);

    /// <summary>Tells what is on. Who switches faster than anybody could is not heard.</summary>
    public Task SwitchAsync(Devices devices) => ActAsync((room, me) => room.SwitchAsync(me, devices));

    /// <summary>Begins to share the screen of this browser.</summary>
    public async Task<ShareOutcome> ShareScreenAsync()
    {
        if (_me is not { } me || Me is not { Seat: not null })
            return ShareOutcome.NoSeat;
        if (!_actionMeter.Allows(1))
            return ShareOutcome.TooFast;
        var outcome = await _calls.AskAsync(room => room.ShareScreenAsync(me));
        if (outcome != ShareOutcome.NoSeat)
            return outcome;
        // Away for longer than the room waits: back first.
        await RenewAsync(me);
        return _me is { } again ? await _calls.AskAsync(room => room.ShareScreenAsync(again)) : ShareOutcome.NoSeat;
    }

    /// <summary>Always heard: what is not sent any more must not seem to be shared.</summary>
    public Task StopSharingAsync() => _me is { } me ? _calls.AskAsync(room => room.StopSharingAsync(me)) : Task.CompletedTask;

    /// <summary>Everybody is told that this browser records, or no longer does. False where it may not; the end is always heard.</summary>
    public async Task<bool> RecordAsync(bool on)
    {
        if (_me is not { } me || (on && (Me is not { Seat: not null } || !_actionMeter.Allows(1))))
            return !on;
        if (await _calls.AskAsync(room => room.RecordAsync(me, on)) || !on)
            return true;
        // Away for longer than the room waits: back first.
        await RenewAsync(me);
        return _me is { } again && await _calls.AskAsync(room => room.RecordAsync(again, on));
    }

    /// <summary>Sends signals on. False where this browser sent too many or too large ones, and these were dropped.</summary>
    public async Task<bool> SignalAsync(IReadOnlyCollection<SignalMessage> batch)
    {
        if (_me is not { } me)
            return true;
        if (!_signalMeter.Allows(batch.Count) || !batch.All(message => message is { IsSound: true }))
        {
            SignalsRefused(_log, batch.Count, me, _meeting);
            return false;
        }
        await _calls.TryAsync(room => room.SignalAsync(me, [.. batch.Select(message => message.ToSignal())]));
        return true;
    }

    public async Task LeaveAsync()
    {
        // A renewal that is just leading back in must not do so after the goodbye.
        await _turn.WaitAsync(_gone.Token);
        try
        {
            if (_me is not { } me)
                return;
            _me = null;
            // A room that can't be told is told by the lease.
            await _calls.TryAsync(room => room.LeaveAsync(me));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// What happened in the room, in order, each after <see cref="View"/> has taken it in. Where news were missed, the room is
    /// read again and <see cref="RoomReread"/> is said instead.
    /// </summary>
    public async IAsyncEnumerable<RoomEvent> ReadNewsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var news in _news.Reader.ReadAllAsync(ct))
        {
            if (await TakeInAsync(news, ct) is { } told)
                yield return told;
        }
    }

    public Task NewsAsync(RoomNews news)
    {
        _news.Writer.TryWrite(news);
        return Task.CompletedTask;
    }

    public Task SignalsAsync(ImmutableArray<Signal> signals)
    {
        _signals.Writer.TryWrite(signals);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_gone.IsCancellationRequested)
            return;
        // A circuit that ends is a drop, not a leave: the place is kept until its lease runs out.
        await _gone.CancelAsync();
        await _renewing;
        _gone.Dispose();
        if ((_me ?? _waiter) is { } me)
            await DetachAsync(me);
        _grains.DeleteObjectReference<IRoomObserver>(_self);
    }

    private async Task DetachAsync(ParticipantId me)
    {
        try
        {
            await _room.DetachAsync(me, _self);
        }
        catch (Exception e)
        {
            // The server is stopping, or the room's server is away: the lease runs out by itself.
            RoomNotReached(_log, _meeting, e);
        }
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(RenewEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                if (_pulse.IsUp && (_me ?? _waiter) is { } me)
                    await RenewAsync(me);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is gone.
        }
    }

    private async Task RenewAsync(ParticipantId me)
    {
        // Where the room's server or its database is away, the next renewal finds the room where it woke again.
        await _calls.TryAsync(async room =>
        {
            var renewal = await room.RenewAsync(me, _self);
            if (renewal != Renewal.Renewed)
                await AnswerAsync(me, renewal);
        });
    }

    /// <summary>Who left, or came in anew, while the room was asked, is not concerned any more.</summary>
    private async Task AnswerAsync(ParticipantId asked, Renewal renewal)
    {
        await _turn.WaitAsync(_gone.Token);
        try
        {
            if (asked == _waiter)
            {
                Say(new DoorChanged(asked));
            }
            else if (asked == _me && renewal == Renewal.TakenOver)
            {
                _me = null;
                Say(new TakenOver());
            }
            else if (asked == _me && Me is { } place)
            {
                await ComeBackAsync(place);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What the page is to be told of the news; null where it knows already.</summary>
    private async Task<RoomEvent?> TakeInAsync(RoomNews news, CancellationToken ct)
    {
        // While one comes in, news may be faster than the answer that they follow.
        await _turn.WaitAsync(ct);
        try
        {
            if (news.Event is WaitingOver over)
                return EndsWaiting(over);
            if (news.Event is OwnEvent)
                return news.Event;
            if (_me is null || news.Number <= View.Number)
                return null;
            if (View.After(news) is { } next)
                View = next;
            else if (await RereadAsync() is { } view)
                (View, news) = (view, new RoomNews(0, new RoomReread()));
            else
                return null;
            // Who was put out does not come back by themselves, as who was only away does.
            if (news.Event is MeetingDeleted || (news.Event is ParticipantsPutOut put && _me is { } me && put.Who.Contains(me)))
                _me = null;
            return news.Event;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The room forgot us (the browser was away for long, or the room's server died): back to the same place.</summary>
    private async Task ComeBackAsync(Participant place)
    {
        var reply = await ComeInAsync(
            new JoinRequest(_viewer, RoomToken.Of(_meeting, place), WantsSeat: place.Seat is not null, FreshMedia: false, place.Devices));
        if (reply.Me is null)
            _me = null;
        Say(new CameBack(reply.Outcome));
    }

    /// <summary>What was said to somebody who has gone to wait anew since, or came in, is not said to them any more.</summary>
    private WaitingOver? EndsWaiting(WaitingOver over)
    {
        if (over.Waiter != _waiter)
            return null;
        _waiter = null;
        return over;
    }

    private async Task<RoomView?> RereadAsync()
    {
        // Where it can't be read, the next news shows the same gap, and it is tried again.
        RoomView? read = null;
        await _calls.TryAsync(async room => read = await room.ReadAsync());
        return read;
    }

    private Task ActAsync(Func<IRoomGrain, ParticipantId, Task> act) =>
        _me is { } me && _actionMeter.Allows(1) ? _calls.AskAsync(room => act(room, me)) : Task.CompletedTask;

    private void Say(OwnEvent local) => _news.Writer.TryWrite(new RoomNews(0, local));

    [LoggerMessage(LogLevel.Warning, "Refused {Count} signals of {Participant} in {Meeting}: too many or too large")]
    private static partial void SignalsRefused(ILogger log, int count, ParticipantId participant, MeetingId meeting);

    [LoggerMessage(LogLevel.Warning, "The room of {Meeting} did not answer")]
    private static partial void RoomNotReached(ILogger log, MeetingId meeting, Exception e);
}

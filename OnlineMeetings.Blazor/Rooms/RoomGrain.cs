using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// The door to a <see cref="Room"/>: ask the policy, change, tell. It reads the meeting when it wakes and does no other
/// database work in its turns, since signals would wait behind it.
/// </summary>
internal sealed partial class RoomGrain(
    IDbContextFactory<MeetingsDb> dbs, LiveLedger ledger, ParticipationLedger participations, TimeProvider time, ILogger<RoomGrain> log)
    : Grain, IRoomGrain
{
    private static readonly TimeSpan _sweepEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _noteEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ParticipantId, IRoomObserver> _sessions = [];
    private MeetingRules? _rules;
    private Room _room = null!;
    private DateTime? _liveSince;
    private IGrainTimer? _sweep;
    private DateTimeOffset _notedAt;

    private MeetingId Meeting => new(this.GetPrimaryKey());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await using var db = await dbs.CreateDbContextAsync(cancellationToken);
        var meeting = await db.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == Meeting, cancellationToken);
        _rules = meeting?.Rules;
        // Long ago is over: nobody holds a token of then.
        _liveSince = meeting?.LastActivityAt > time.GetUtcNow().UtcDateTime - RoomTokens.Lifetime ? meeting.LiveSince : null;
        _room = new Room(time.GetUtcNow(), wasLive: _liveSince is not null);
        if (_room.View.Recovering)
            StartSweeping();
    }

    public Task<JoinReply> JoinAsync(JoinRequest request, IRoomObserver session)
    {
        if (_rules is null)
            return Task.FromResult(Outside(JoinOutcome.Gone));
        request = WithProof(request);
        var may = MeetingPolicy.Decide(_rules, request.Viewer);
        if (!may.MayEnter)
            return Task.FromResult(Outside(JoinOutcome.NotAllowed));

        var (reply, news) = _room.Join(request, organizes: may.MayModerate, time.GetUtcNow());
        Tell(news);
        // Only now: who comes in is told everything by the reply, and of what follows by news.
        if (reply.Me is { } me)
            _sessions[me.Id] = session;
        return Task.FromResult(reply);
    }

    public Task<RoomView> ReadAsync() => Task.FromResult(_room.View);

    public Task<Renewal> RenewAsync(ParticipantId who, IRoomObserver session)
    {
        if (!_sessions.TryGetValue(who, out var known))
            return Task.FromResult(Renewal.Unknown);
        if (!known.Equals(session))
            return Task.FromResult(Renewal.TakenOver);
        return Task.FromResult(_room.Renew(who, time.GetUtcNow()) ? Renewal.Renewed : Renewal.Unknown);
    }

    public Task DetachAsync(ParticipantId who, IRoomObserver session)
    {
        if (_sessions.TryGetValue(who, out var known) && known.Equals(session))
            _sessions.Remove(who);
        return Task.CompletedTask;
    }

    public Task<JoinOutcome> TakeSeatAsync(ParticipantId who)
    {
        var (outcome, news) = _room.TakeSeat(who);
        Tell(news);
        return Task.FromResult(outcome);
    }

    public Task SwitchAsync(ParticipantId who, Devices devices)
    {
        Tell(_room.Switch(who, devices));
        return Task.CompletedTask;
    }

    public Task SignalAsync(ParticipantId from, ImmutableArray<Signal> signals)
    {
        foreach (var group in signals.GroupBy(signal => signal.Other))
        {
            if (_room.MaySignal(from, group.Key) && _sessions.TryGetValue(group.Key, out var addressee))
                _ = addressee.SignalsAsync([.. group.Select(signal => signal with { Other = from })]);
            else
                SignalDropped(log, from, group.Key, Meeting);
        }
        return Task.CompletedTask;
    }

    public Task AwayAsync(ParticipantId who, int stay)
    {
        _room.Away(who, stay, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task LeaveAsync(ParticipantId who)
    {
        Tell(_room.Leave(who));
        return Task.CompletedTask;
    }

    public Task TellAsync(RoomEvent stored)
    {
        Tell([_room.Happened(stored)]);
        if (stored is MeetingDeleted)
            _rules = null;
        return Task.CompletedTask;
    }

    /// <summary>A token that still counts proves who its holder is, and that they were let in.</summary>
    private JoinRequest WithProof(JoinRequest request)
    {
        if (request.Token is not { } token)
            return request;
        var (viewer, isTheirs) = (request.Viewer, token.Meeting == Meeting && _room.Honours(token));
        if (isTheirs && viewer.Kind == ViewerKind.Stranger && token.IsGuest)
            return request with { Viewer = new Viewer(token.Person, token.Name, ViewerKind.Guest, Inside: true) };
        return isTheirs && viewer.Person == token.Person
            ? request with { Viewer = viewer with { Inside = true } }
            : request with { Token = null };
    }

    private static JoinReply Outside(JoinOutcome outcome) => new(outcome, null, new RoomView(0, [], Recovering: false));

    private void Tell(ImmutableArray<RoomNews> news)
    {
        foreach (var one in news)
        {
            foreach (var session in _sessions.Values)
                _ = session.NewsAsync(one);
            if (one.Event is ParticipantJoined joined)
                participations.Note(Meeting, joined.Who);
            if (one.Event is ParticipantLeft left)
                _sessions.Remove(left.Who);
            if (one.Event is MeetingDeleted)
                _sessions.Clear();
        }
        if (!news.IsEmpty)
            KeepAccount(news);
    }

    /// <summary>Lists show who is inside, and the next start must know that somebody was: told to the ledger, which writes later.</summary>
    private void KeepAccount(ImmutableArray<RoomNews> news)
    {
        if (_rules is null || !news.Any(n => n.Event is ParticipantJoined or ParticipantLeft or MeetingDeleted or RoomRecovered))
            return;
        Note();
    }

    private void Note()
    {
        _notedAt = time.GetUtcNow();
        _liveSince = _room.IsEmpty ? null : _liveSince ?? _notedAt.UtcDateTime;
        if (_room.IsEmpty)
            StopSweeping();
        else
            StartSweeping();
        ledger.Note(new LiveCount(Meeting, _room.View.People.Length, _liveSince), _rules!.Organizer);
    }

    private void StartSweeping() => _sweep ??= this.RegisterGrainTimer(
        () =>
        {
            Tell(_room.Sweep(time.GetUtcNow()));
            // Written down again and again, so that a start after a crash can tell a live meeting from one of long ago.
            if (!_room.IsEmpty && _rules is not null && time.GetUtcNow() - _notedAt >= _noteEvery)
                Note();
            return Task.CompletedTask;
        },
        new GrainTimerCreationOptions(_sweepEvery, _sweepEvery) { KeepAlive = true });

    private void StopSweeping()
    {
        _sweep?.Dispose();
        _sweep = null;
    }

    [LoggerMessage(LogLevel.Information, "Dropped signals from {Participant} to {Addressee} in {Meeting}: not both seated there")]
    private static partial void SignalDropped(ILogger log, ParticipantId participant, ParticipantId addressee, MeetingId meeting);
}

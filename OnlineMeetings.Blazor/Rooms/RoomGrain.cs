using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Attendance;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Telemetry;
using Orleans.Placement;

namespace OnlineMeetings.Rooms;

/// <summary>
/// The door to a <see cref="Room"/> and its <see cref="Lobby"/>: ask the policy, change, tell. It reads the meeting when it wakes, in
/// the place of any room of it that still lives where nobody can reach it, and does no other database work in its turns, since signals would wait behind it. It lives at the server that first asked for it.
/// </summary>
[PreferLocalPlacement]
internal sealed partial class RoomGrain(
    IDbContextFactory<MeetingsDb> dbs,
    LiveLedger ledger,
    ParticipationLedger participations,
    AttendanceLedger attendance,
    Figures figures,
    IHostApplicationLifetime life,
    Standstill standstill,
    TimeProvider time,
    ILogger<RoomGrain> log)
    : Grain, IRoomGrain
{
    private static readonly TimeSpan _sweepEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<ParticipantId, IRoomObserver> _sessions = [];
    private readonly Dictionary<ParticipantId, IRoomObserver> _waiting = [];
    private readonly Lobby _lobby = new();
    private Room _room = null!;
    private RoomBooks _books = null!;
    private IGrainTimer? _sweep;
    private int _standstills;

    private MeetingId Meeting => new(this.GetPrimaryKey());

    /// <summary>Null where the meeting does not exist (any more).</summary>
    private MeetingRules? Rules => _room.View.Meeting?.Rules;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var meeting = await dbs.WriteAsync(db => WakeAsync(db, cancellationToken), cancellationToken);
        _books = new RoomBooks(Meeting, ledger, participations, attendance, time);
        _books.Open(meeting);
        _room = new Room(Now, wasLive: _books.LiveSince is not null);
        if (meeting is null)
            return;
        _room.Know(_room.View.Recovering ? meeting.Live : OverIn(meeting.Live));
        if (_room.View.Recovering)
            StartSweeping();
        else
            _books.CallRoll();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        figures.ForgetRoom(Meeting);
        return Task.CompletedTask;
    }

    public Task<JoinReply> JoinAsync(JoinRequest request, IRoomObserver session)
    {
        if (Rules is null)
            return Task.FromResult(JoinReply.Outside(JoinOutcome.Gone));
        // Who left or was put out comes in by the door, not by themselves.
        if (request.Token is { } token && token.Meeting == Meeting && !_room.Honours(token))
            return Task.FromResult(JoinReply.Outside(JoinOutcome.Expired));
        request = WithProof(request);
        foreach (var waiter in _waiting.Where(waits => waits.Value.Equals(session)).Select(waits => waits.Key).ToList())
            WaitNoLonger(waiter);
        var may = MeetingPolicy.Decide(Rules, request.Viewer);
        if (may.MayWait)
            return Task.FromResult(Wait(request.Viewer, knocks: may.Entrance == Entrance.Knock, session));
        if (!may.MayEnter)
            return Task.FromResult(JoinReply.Outside(JoinOutcome.NotAllowed));

        // One page has one place: who asks again, perhaps since the answer was lost on its way, is the one who is inside already.
        var before = _room.View.Find(_sessions.FirstOrDefault(known => known.Value.Equals(session)).Key);
        if (request.Token is null && before?.Person == request.Viewer.Person)
            request = request with { Token = RoomToken.Of(Meeting, before) };
        var (reply, news) = _room.Join(request, organizes: may.MayModerate, Now);
        Tell(news);
        if (reply.Me is not { } me)
            return Task.FromResult(reply);
        // Only now: who comes in is told everything by the reply, and of what follows by news.
        _sessions[me.Id] = session;
        if (before is not null && before.Id != me.Id)
            Tell(_room.Leave(before.Id));
        if (me.IsOrganizer && !Rules.IsStarted)
            Apply(_room.View.Meeting! with { Rules = Rules with { IsStarted = true } });
        return Task.FromResult(reply with { View = _room.View });
    }

    public Task<RoomView> ReadAsync() => Task.FromResult(_room.View);

    public Task<Renewal> RenewAsync(ParticipantId who, IRoomObserver session)
    {
        if (_waiting.ContainsKey(who))
            return Task.FromResult(_lobby.Renew(who, Now) ? Renewal.Renewed : Renewal.Unknown);
        if (!_sessions.TryGetValue(who, out var known))
            return Task.FromResult(Renewal.Unknown);
        if (!known.Equals(session))
            return Task.FromResult(Renewal.TakenOver);
        return Task.FromResult(_room.Renew(who, Now) ? Renewal.Renewed : Renewal.Unknown);
    }

    public Task DetachAsync(ParticipantId who, IRoomObserver session)
    {
        WaitNoLonger(who);
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

    public Task QueueAsync(ParticipantId who, bool wants) => TellAll(_room.Queue(who, wants));

    public Task RaiseHandAsync(ParticipantId who, bool up) => TellAll(_room.RaiseHand(who, up));

    public Task ReactAsync(ParticipantId who, Reaction with) => TellAll(_room.React(who, with, Now));

    public Task RenameAsync(ParticipantId who, string name) => TellAll(_room.Rename(who, name));

    public Task SwitchAsync(ParticipantId who, Devices devices) => TellAll(_room.Switch(who, devices));

    public Task<ShareOutcome> ShareScreenAsync(ParticipantId who)
    {
        if (Rules is null || _room.View.Find(who) is not { } me)
            return Task.FromResult(ShareOutcome.NoSeat);
        var (outcome, news) = _room.ShareScreen(who, MeetingPolicy.Decide(Rules, ViewerOf(me)).MayShareBesideOthers);
        Tell(news);
        return Task.FromResult(outcome);
    }

    public Task StopSharingAsync(ParticipantId who) => TellAll(_room.StopSharing(who));

    public Task<bool> RecordAsync(ParticipantId who, bool on)
    {
        Tell(_room.Record(who, on));
        return Task.FromResult(_room.View.Find(who)?.Records == on);
    }

    public Task SignalAsync(ParticipantId from, ImmutableArray<Signal> signals)
    {
        foreach (var group in signals.GroupBy(signal => signal.Other))
        {
            if (_room.MaySignal(from, group.Key) && _sessions.TryGetValue(group.Key, out var addressee))
            {
                _ = addressee.SignalsAsync([.. group.Select(signal => signal with { Other = from })]);
                figures.CountSignals(group.Count());
            }
            else
            {
                SignalDropped(log, from, group.Key, Meeting);
            }
        }
        return Task.CompletedTask;
    }

    public Task<bool> ModerateAsync(ParticipantId by, Moderation what)
    {
        if (Rules is null || _room.View.Find(by) is not { } organizer || !MeetingPolicy.Decide(Rules, ViewerOf(organizer)).MayModerate)
        {
            ModerationDenied(log, what.GetType().Name, by, Meeting);
            return Task.FromResult(false);
        }
        Moderate(organizer, what);
        Moderated(log, what.GetType().Name, by, Meeting);
        return Task.FromResult(true);
    }

    public Task AwayAsync(ParticipantId who, int stay)
    {
        _room.Away(who, stay, Now);
        return Task.CompletedTask;
    }

    public Task LeaveAsync(ParticipantId who) => TellAll(_room.Leave(who));

    public Task TellAsync(RoomEvent stored)
    {
        switch (stored)
        {
            case SettingsChanged { Meeting: var meeting }:
                if (_room.View.Meeting is { } known && known.Version < meeting.Version)
                    Apply(meeting with { Rules = meeting.Rules with { IsStarted = known.Rules.IsStarted } });
                break;
            case MeetingDeleted:
                ForgetWaiters(_lobby.Reconsider((_, _) => false), who => new DoorChanged(who));
                Tell([_room.Happened(stored)]);
                break;
            default:
                Tell([_room.Happened(stored)]);
                break;
        }
        if (stored is MessagePosted)
            figures.CountMessage();
        return Task.CompletedTask;
    }

    private async Task<Meeting?> WakeAsync(MeetingsDb db, CancellationToken ct)
    {
        var meeting = db.Meetings.Where(m => m.Id == Meeting);
        await meeting.ExecuteUpdateAsync(set => set.SetProperty(m => m.Wakings, m => m.Wakings + 1), ct);
        return await meeting.AsNoTracking().SingleOrDefaultAsync(ct);
    }

    private JoinReply Wait(Viewer viewer, bool knocks, IRoomObserver session)
    {
        if (_lobby.Wait(viewer, knocks, Now) is not { } waiter)
            return JoinReply.Outside(JoinOutcome.DoorCrowded);
        _waiting[waiter.Id] = session;
        StartSweeping();
        Tell([_room.Happened(new WaiterCame(waiter))]);
        return JoinReply.Outside(JoinOutcome.Waits, waiter);
    }

    private void WaitNoLonger(ParticipantId waiter)
    {
        if (_lobby.Leave(waiter))
            ForgetWaiters([waiter], tell: null);
    }

    private void Moderate(Participant organizer, Moderation what)
    {
        switch (what)
        {
            case Mute mute:
                Tell([_room.Happened(new MuteAsked(mute.Who, organizer.Id))]);
                break;
            case SwitchCameraOff camera:
                Tell([_room.Happened(new CameraOffAsked(camera.Who))]);
                break;
            case EndShare share:
                Tell(_room.EndShare(share.Who));
                break;
            case TakeSeatAway seat:
                Tell(_room.FreeSeat(seat.Who));
                break;
            case LowerHand hand:
                Tell(_room.RaiseHand(hand.Who, up: false));
                break;
            case Admit admit:
                ForgetWaiters(_lobby.Admit(admit.Who), who => new DoorChanged(who));
                break;
            case TurnAway turnAway:
                ForgetWaiters(_lobby.TurnAway(turnAway.Who), who => new TurnedAway(who));
                break;
            case EndForAll:
                Tell(_room.EndForAll());
                break;
        }
    }

    /// <summary>The meeting changed: everybody inside and before the door is looked at anew, and told.</summary>
    private void Apply(LiveMeeting meeting)
    {
        var isSameLink = meeting.Code == _room.View.Meeting?.Code;
        Tell([_room.Happened(new SettingsChanged(meeting))]);
        var allowed = _room.View.People.ToLookup(person => MeetingPolicy.Decide(meeting.Rules, ViewerOf(person)));
        foreach (var (may, people) in allowed.Select(group => (group.Key, group.Select(p => p.Id))))
        {
            if (!may.MayEnter)
                Tell(_room.PutOut(people, may.Entrance == Entrance.Removed ? PutOut.Removed : PutOut.GuestsOff));
            else
                Tell([.. people.SelectMany(who => _room.Empower(who, may.MayModerate))]);
        }
        // Of several who share where only one may now, the first goes on.
        foreach (var beside in _room.View.Screens.Skip(1).Where(p => !MeetingPolicy.Decide(meeting.Rules, ViewerOf(p)).MayShareBesideOthers).ToList())
            Tell(_room.EndShare(beside.Id));
        // By the old link nobody comes in any more, also not who waits there.
        ForgetWaiters(
            _lobby.Reconsider((viewer, knocks) =>
                isSameLink && MeetingPolicy.Decide(meeting.Rules, viewer).Entrance == (knocks ? Entrance.Knock : Entrance.Start)),
            who => new DoorChanged(who));
    }

    private void ForgetWaiters(IEnumerable<ParticipantId> waiters, Func<ParticipantId, WaitingOver>? tell)
    {
        foreach (var who in waiters)
        {
            if (_waiting.Remove(who, out var session) && tell is not null)
                _ = session.NewsAsync(new RoomNews(0, tell(who)));
            Tell([_room.Happened(new WaiterGone(who))]);
        }
    }

    /// <summary>A token that still counts proves who its holder is, and that they were let in.</summary>
    private JoinRequest WithProof(JoinRequest request)
    {
        var viewer = request.Viewer with { Admitted = _lobby.HasAdmitted(request.Viewer.Person) };
        if (request.Token is not { } token)
            return request with { Viewer = viewer };
        var isTheirs = token.Meeting == Meeting && _room.Honours(token);
        if (isTheirs && viewer.Kind == ViewerKind.Stranger && token.IsGuest)
            return request with { Viewer = new Viewer(token.Person, token.Name, ViewerKind.Guest, Inside: true) };
        return isTheirs && viewer.Person == token.Person
            ? request with { Viewer = viewer with { Inside = true } }
            : request with { Viewer = viewer, Token = null };
    }

    private static Viewer ViewerOf(Participant inside) =>
        new(inside.Person, inside.Name, inside.IsGuest ? ViewerKind.Guest : ViewerKind.Member, Inside: true);

    private Task TellAll(ImmutableArray<RoomNews> news)
    {
        Tell(news);
        return Task.CompletedTask;
    }

    private void Tell(ImmutableArray<RoomNews> news)
    {
        foreach (var one in news)
        {
            foreach (var session in _sessions.Values)
                _ = session.NewsAsync(one);
            foreach (var gone in one.Event.Gone)
                _sessions.Remove(gone);
            if (one.Event is MeetingDeleted)
                _sessions.Clear();
            _books.Note(one.Event);
        }
        figures.NoteRoom(Meeting, _room.View.People.Length, _room.View.SeatsTaken);
        if (_room.View.Meeting is not null && news.Any(n => n.Event is ParticipantJoined or ParticipantLeft or ParticipantsPutOut or RoomRecovered or SettingsChanged))
            KeepAccount();
    }

    private void KeepAccount()
    {
        // While a room recovers its people are still to come; and of one that nobody is in there is nothing new to tell.
        if (_room.IsEmpty && (_room.View.Recovering || _books.LiveSince is null))
            return;
        if (_room.IsEmpty)
            EndMeeting();
        else
            StartSweeping();
        _books.NoteLive(_room.View.People.Length, Rules!);
    }

    /// <summary>The last one left: what held until the room was empty is over.</summary>
    private void EndMeeting()
    {
        _lobby.ForgetAdmitted();
        if (_waiting.Count == 0)
            StopSweeping();
        if (OverIn(_room.View.Meeting!) is var over && over != _room.View.Meeting)
            _room.Happened(new SettingsChanged(over));
    }

    private static LiveMeeting OverIn(LiveMeeting meeting) =>
        meeting.Rules is { IsStarted: false, IsLocked: false, Removed.IsEmpty: true }
            ? meeting
            : meeting with { Rules = meeting.Rules with { IsStarted = false, IsLocked = false, Removed = [] } };

    private void StartSweeping() => _sweep ??= this.RegisterGrainTimer(
        () =>
        {
            // A server that stops cuts its connections one by one: who is not heard any more is no more gone than the others.
            if (life.ApplicationStopping.IsCancellationRequested)
                return Task.CompletedTask;
            if (standstill.Times is var times && times != _standstills)
                HearAnew(times);
            ForgetWaiters(_lobby.Sweep(Now), tell: null);
            Tell(_room.Sweep(Now));
            if (!_room.IsEmpty && _books.AreDue)
                KeepAccount();
            else if (_room is { IsEmpty: true, View.Recovering: false } && _waiting.Count == 0)
                StopSweeping();
            return Task.CompletedTask;
        },
        new GrainTimerCreationOptions(_sweepEvery, _sweepEvery) { KeepAlive = true });

    private void HearAnew(int standstills)
    {
        _standstills = standstills;
        _room.HearAnew(Now);
        _lobby.HearAnew(Now);
    }

    private void StopSweeping()
    {
        _sweep?.Dispose();
        _sweep = null;
    }

    [LoggerMessage(LogLevel.Information, "Dropped signals from {Participant} to {Addressee} in {Meeting}: not both seated there")]
    private static partial void SignalDropped(ILogger log, ParticipantId participant, ParticipantId addressee, MeetingId meeting);

    [LoggerMessage(LogLevel.Information, "{What} by {Participant} in {Meeting}")]
    private static partial void Moderated(ILogger log, string what, ParticipantId participant, MeetingId meeting);

    [LoggerMessage(LogLevel.Warning, "Denied {What} to {Participant} in {Meeting}: no organizer")]
    private static partial void ModerationDenied(ILogger log, string what, ParticipantId participant, MeetingId meeting);
}

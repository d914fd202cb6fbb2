using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Accounts;
using OnlineMeetings.Attendance;
using OnlineMeetings.Chat;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>Where a page stands.</summary>
public enum Where
{
    Unknown,

    /// <summary>No meeting has this link.</summary>
    Nowhere,

    Door,
    Room,
}

/// <summary>
/// One page at a meeting: before its door, waiting there, or inside. Knows what is to be shown; <see cref="EngineFeed"/> says to the
/// browser's media engine what it is to bring about. Of one circuit, and of one meeting from first to last.
/// </summary>
public sealed class Presence(
    RoomSessions sessions, RoomDoor door, RoomTokens tokens, IceServers iceServers, CircuitPulse pulse, ChatStore messages, SharedFiles files,
    AttendanceLedger attendance, TimeProvider time, IStringLocalizer<RoomTexts> t)
    : IAsyncDisposable
{
    /// <summary>A browser that does not answer is drawn the room all the same.</summary>
    private static readonly TimeSpan _drawnWithin = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _gone = new();
    private readonly Meter _reviews = new(time, LinkReview.MaxSamples, perSecond: 1);
    private EngineFeed _engine = null!;
    private Action _changed = null!;
    private Func<Exception, Task> _failed = null!;
    private string _code = "";
    private Ticket? _ticket;
    private MeetingId? _meeting;
    private int _joins;

    public Where Where { get; private set; }

    /// <summary>Null only at no meeting.</summary>
    public Visit? Visit { get; private set; }

    /// <summary>Null before one has asked to come in.</summary>
    public RoomSession? Session { get; private set; }

    /// <summary>Not null inside.</summary>
    public RoomPapers? Papers { get; private set; }

    /// <summary>Not null while one waits before the door.</summary>
    public Waiter? Waiting { get; private set; }

    /// <summary>What is to be heard of also in a hidden tab.</summary>
    public NoticeBoard Notices { get; } = new(t);

    /// <summary>News are being taken in; everything is drawn when they are.</summary>
    public bool TakesInNews { get; private set; }

    /// <summary>What must be said now.</summary>
    public string? Notice { get; private set; }

    /// <summary>Who this page acts for, now that they were let in: a password set since then is not asked of them.</summary>
    public Viewer Inside => Visit!.Viewer with { Inside = true };

    public Decision May => MeetingPolicy.Decide(Visit!.Meeting, Inside);

    /// <summary>Finds the meeting that a link leads to, if it leads to one.</summary>
    public async Task ArriveAsync(string code, Ticket? ticket)
    {
        (_code, _ticket) = (code, ticket);
        Visit = await door.FindAsync(code, ticket, _gone.Token);
        _meeting = Visit?.Meeting.Meeting;
        if (Visit is null)
            Where = Where.Nowhere;
    }

    /// <summary>The page is drawn, and its module in the browser listens.</summary>
    /// <param name="changed">Called when something else is to be shown.</param>
    /// <param name="failed">Called with what ends this circuit, and no other.</param>
    public void Connect(RoomBrowser browser, Action changed, Func<Exception, Task> failed) =>
        (_engine, _changed, _failed) = (new EngineFeed(browser, iceServers, pulse, Follow, _gone.Token), changed, failed);

    /// <summary>Nothing led straight back into the room.</summary>
    public void StandBeforeDoor()
    {
        if (Where == Where.Unknown)
            Show(Where.Door);
    }

    /// <summary>
    /// Comes in, for the first time or back. What media needs leaves first, as a call, and the room is drawn when the links are up
    /// or take their time.
    /// </summary>
    public async Task<JoinAnswer> JoinAsync(JoinWish wish)
    {
        var token = tokens.Open(wish.Token);
        if (token is null && wish.Token is not null)
            return new JoinAnswer(JoinOutcome.Expired);
        if (await FindAsync(wish.Pass, token) is not { } visit)
            return Refused(JoinOutcome.Gone, words: null);
        // What was proven for one meeting must open no other.
        if ((_meeting ??= visit.Meeting.Meeting) != visit.Meeting.Meeting)
            return new JoinAnswer(JoinOutcome.NotAllowed);
        Visit = visit;
        OpenSession();
        _joins++;
        var reply = await Session!.JoinAsync(visit.Viewer, token, wish.WantsSeat, wish.FreshMedia, wish.Devices ?? Devices.Off);
        _joins++;
        Waiting = reply.Waiter;
        if (reply.Me is not { } me)
            return Refused(reply.Outcome, OutcomeWords.Of(reply.Outcome, t));
        pulse.BelongsTo(me.Person);
        Follow(reply.View.Meeting!);
        var placed = _engine.BeginAsync(Session, me);
        Notice = OutcomeWords.Of(reply.Outcome, t);
        Papers = new RoomPapers(messages, files, visit.Meeting.Meeting, me.Person);
        Follow(Papers.Files.OpenAsync(Inside, _gone.Token));
        Where = Where.Room;
        // A browser that draws a whole room does nothing else meanwhile, and links would wait. Who comes back waits for their devices too.
        if (token is null)
            await Task.WhenAny(placed, Task.Delay(_drawnWithin, time, _gone.Token));
        _changed();
        return new JoinAnswer(reply.Outcome, Session.Token, HasSeat: me.Seat is not null, Visit.Code);
    }

    /// <summary>Who is inside, for who may come in as they are. Where the rules have changed since, the door is found anew.</summary>
    public async Task<RoomView?> LookAsync()
    {
        var joins = _joins;
        if (Waiting is not null || await sessions.LookAsync(Visit!.Meeting.Meeting) is not { } room)
            return null;
        if (Where == Where.Door && !IsAsBefore(room.Meeting))
        {
            var now = await door.FindAsync(Visit.Code, _ticket, _gone.Token);
            // Not from under somebody who was coming in meanwhile.
            if (Where == Where.Door && joins == _joins)
                ShowDoor(now, Notice);
        }
        return Where == Where.Door && Visit is { May.MayEnter: true } ? room : null;
    }

    public async Task SignalAsync(SignalMessage[] batch)
    {
        if (Session is null || await Session.SignalAsync(batch))
            return;
        Notice = t["This browser sends more than the room can take. Reload the page if picture or sound is missing."];
        _changed();
    }

    /// <summary>Microphone or camera were switched, in the browser already.</summary>
    public Task SwitchAsync(Devices devices) => Session?.SwitchAsync(devices) ?? Task.CompletedTask;

    /// <summary>The browser has a screen to share, or shares it no longer.</summary>
    /// <returns>Why it may not, in words; null where it may.</returns>
    public async Task<string?> ShareAsync(bool on)
    {
        if (Session is null)
            return null;
        if (on)
            return OutcomeWords.Of(await Session.ShareScreenAsync(), Session.View, t);
        await Session.StopSharingAsync();
        return null;
    }

    /// <summary>The browser records what is seen and heard here, or no longer does.</summary>
    /// <returns>Why it may not, in words; null where it may.</returns>
    public async Task<string?> RecordAsync(bool on) =>
        Session is null || await Session.RecordAsync(on) ? null : t["You need a seat to record."].Value;

    /// <summary>A fresh token, and fresh credentials for who has a seat; null for who is not inside.</summary>
    /// <param name="links">How this browser's links to the others did since it last said so.</param>
    public RoomRenewal? Renew(LinkReview? links = null)
    {
        Note(links);
        return Session?.Me is { } me ? _engine.Again(Session, me, Visit!.Code) : null;
    }

    /// <inheritdoc cref="Renew"/>
    public async Task LeaveAsync(LinkReview? links = null)
    {
        if (Session is null)
            return;
        Note(links);
        await Session.LeaveAsync();
        await StandAtDoorAsync(t["You left the meeting."]);
    }

    /// <summary>Does what an organizer asks for; false where they are none (any more), also where their account was locked a moment ago.</summary>
    public async Task<bool> ModerateAsync(Moderation what) =>
        Session is not null && await door.KnowsAsync(Visit!.Viewer, _gone.Token) && await Session.ModerateAsync(what);

    /// <summary>Ends the meeting for everybody; who may not do so (any more) leaves it.</summary>
    public async Task EndForAllAsync()
    {
        if (!await ModerateAsync(new EndForAll()))
            await LeaveAsync();
    }

    public async Task TakeSeatAsync() => Notice = OutcomeWords.Of(await Session!.TakeSeatAsync(), t);

    public async Task GiveUpAsync()
    {
        await WaitNoLongerAsync();
        _changed();
    }

    public void CloseNotice() => Notice = null;

    /// <summary>An account that was locked, deleted or signed out elsewhere: its page leaves the room.</summary>
    public Task SignInChangedAsync(Task<AuthenticationState> changed) => FollowAsync(LeaveIfSignedOutAsync(changed));

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        if (Session is not null)
            await Session.DisposeAsync();
        _gone.Dispose();
    }

    private void Note(LinkReview? links)
    {
        if (links is { IsSound: true } && Session?.Me is { } me && _reviews.Allows(links.Samples))
            attendance.Note(new LinksReviewed(_meeting!.Value, me.Person, links));
    }

    private async Task LeaveIfSignedOutAsync(Task<AuthenticationState> changed)
    {
        if (Visit?.Viewer is not { Kind: ViewerKind.Member } member || (await changed).User.Person == member.Person)
            return;
        if (Session is not null)
            await Session.LeaveAsync();
        await PutOutAsync(t["You were signed out. Sign in again to go on."]);
    }

    private async Task<Visit?> FindAsync(string? pass, RoomToken? token)
    {
        if (Visit is not null && door.TicketBy(pass, Visit.Meeting.Meeting) is { } issued)
            _ticket = issued;
        return token is null ? await door.FindAsync(Visit?.Code ?? _code, _ticket, _gone.Token) : await door.FindAsync(token.Meeting, _ticket, _gone.Token);
    }

    private void OpenSession()
    {
        if (Session is not null)
            return;
        Session = sessions.Of(_meeting!.Value);
        Follow(FollowNewsAsync(Session));
        Follow(_engine.CarryAsync(Session));
    }

    private JoinAnswer Refused(JoinOutcome outcome, string? words)
    {
        ShowDoor(outcome == JoinOutcome.Gone ? null : Visit, outcome == JoinOutcome.NotAllowed && Visit is { May.IsShutOut: true } ? null : words);
        return new JoinAnswer(outcome);
    }

    private async Task FollowNewsAsync(RoomSession session)
    {
        await foreach (var news in session.ReadNewsAsync(_gone.Token))
        {
            TakesInNews = true;
            if (Where == Where.Room && session.Me is { } me)
            {
                await Papers!.ApplyAsync(news, Inside, _gone.Token);
                Notices.Apply(news, session.View, me, May.MayModerate);
            }
            await TakeInAsync(news, session.Me);
            TellOfSeats(news);
            TakesInNews = false;
            // A burst is rendered once. What a room that was read anew makes of the rest of it says nothing more.
            if (!session.HasMoreNews || news is RoomReread)
                _changed();
        }
    }

    private async Task TakeInAsync(RoomEvent news, Participant? me)
    {
        switch (news)
        {
            case SettingsChanged changed:
                Follow(changed.Meeting);
                break;
            case MuteAsked asked when me is not null && (asked.Who == me.Id || (asked.Who is null && asked.By != me.Id)):
                SwitchOff("microphone", me.Devices.Microphone, t["The organizer has muted you. You can switch your microphone on again."]);
                break;
            case CameraOffAsked asked when me is not null && asked.Who == me.Id:
                SwitchOff("camera", me.Devices.Camera, t["The organizer has switched your camera off. You can switch it on again."]);
                break;
            case ScreenOffAsked asked when me is not null && asked.Who == me.Id:
                _engine.Tell(b => b.StopSharingAsync());
                Notice = t["The organizer has ended your sharing. You can share again."];
                break;
            case Reacted reacted when pulse.IsUp && Session!.View.Find(reacted.Who) is { } who:
                _engine.Tell(b => b.ReactAsync(ShownReaction.Of(who, isMe: who.Id == me?.Id, reacted.With, t)));
                break;
            case DoorChanged:
                Waiting = null;
                _engine.Tell(b => b.AskAgainAsync());
                break;
            case TurnedAway:
                await StandAtDoorAsync(t["The organizer did not let you in."]);
                break;
            case ParticipantsPutOut { Why: var why } when Where == Where.Room && me is null:
                await PutOutAsync(why == PutOut.Ended && May.MayModerate ? t["The meeting has been ended for everybody."] : OutcomeWords.Of(why, t));
                break;
            case TakenOver:
                await PutOutAsync(t["You went on in another tab. This one has left the meeting."]);
                break;
            case ScheduleEnded ended:
                Notice = OutcomeWords.Of(ended.Afterwards, t);
                break;
            case MeetingDeleted:
                await PutOutAsync(t["The meeting was deleted."]);
                break;
            case CameBack { Outcome: var outcome } when me is null:
                await PutOutAsync(OutcomeWords.Of(outcome, t) ?? t["You are no longer in this meeting. Join again to go on."]);
                break;
            case CameBack or RoomReread when Session!.View.Meeting is { } meeting:
                Follow(meeting);
                if (news is CameBack)
                    _engine.Tell(b => b.ShareAgainAsync());
                Notice = news is CameBack back ? OutcomeWords.Of(back.Outcome, t) : Notice;
                break;
        }
    }

    /// <summary>Takes over what the meeting is now: its title, its link, its rules.</summary>
    private void Follow(LiveMeeting meeting)
    {
        if (Visit!.Code != meeting.Code)
            _engine.Tell(b => b.MoveAsync(meeting.Code));
        Visit = Visit with { Meeting = meeting.Rules, Title = meeting.Title, Code = meeting.Code, Plan = meeting.Plan };
    }

    private bool IsAsBefore(LiveMeeting? now) =>
        now is not null && now.Code == Visit!.Code && now.Title == Visit.Title && now.Plan.Schedule == Visit.Plan.Schedule
        && MeetingPolicy.Decide(now.Rules, Visit.Viewer) == Visit.May;

    private void SwitchOff(string device, bool isOn, string words)
    {
        _engine.Tell(b => b.SwitchOffAsync(device));
        if (isOn)
            Notice = words;
    }

    private void TellOfSeats(RoomEvent news)
    {
        if (Where != Where.Room || Session!.Me is not { } me)
            return;
        Notice = _engine.Update(Session, me) switch
        {
            // What was said of the seat before is over.
            SeatNews.NewStay => null,
            SeatNews.Lost when news is not CameBack => t["The organizer has taken your seat. You go on by text."],
            _ => Notice,
        };
    }

    /// <summary>This page's media ends, and it stands where the meeting's rules of now put it.</summary>
    private Task PutOutAsync(string why)
    {
        _engine.Tell(b => b.PutOutAsync());
        return StandAtDoorAsync(why);
    }

    private async Task WaitNoLongerAsync()
    {
        Waiting = null;
        _engine.Tell(b => b.WaitNoLongerAsync());
        if (Session is not null)
            await Session.WaitNoLongerAsync();
    }

    private async Task StandAtDoorAsync(string? notice)
    {
        await WaitNoLongerAsync();
        // By its id, since who was inside knows the meeting whatever its link is now.
        ShowDoor(await door.FindAsync(_meeting!.Value, _ticket, _gone.Token), notice);
    }

    /// <param name="visit">Null where no meeting is there (any more).</param>
    private void ShowDoor(Visit? visit, string? notice)
    {
        (Visit, Papers, Notice) = (visit ?? Visit, null, notice);
        // Who can't come in is not filmed while they read why.
        if (Visit is { May.IsShutOut: true })
            _engine.Tell(b => b.PutOutAsync());
        Show(visit is null ? Where.Nowhere : Where.Door);
    }

    private void Show(Where where)
    {
        Where = where;
        _changed();
    }

    /// <summary>Lets something run that is not waited for; what it throws ends this circuit and no other.</summary>
    private void Follow(Task loop) => _ = FollowAsync(loop);

    private async Task FollowAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception e)
        {
            await _failed(e);
        }
    }
}

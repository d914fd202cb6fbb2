using OnlineMeetings.Attendance;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// What is written down of a live room, later and off its turns: who was there and when, and that it is live, which lists show and the next start
/// must know.
/// </summary>
internal sealed class RoomBooks(
    MeetingId meeting, LiveLedger ledger, ParticipationLedger participations, AttendanceLedger attendance, TimeProvider time)
{
    private static readonly TimeSpan _noteEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<ParticipantId, Participant> _present = [];
    private DateTimeOffset _notedAt;
    private PersonId? _notedFor;
    private DateTime _heardAt;
    private long _waking;

    /// <summary>Since when (UTC) somebody is inside without a break; null where nobody is.</summary>
    public DateTime? LiveSince { get; private set; }

    /// <summary>It is written down again and again, so that a start after a crash can tell a live meeting from one of long ago.</summary>
    public bool AreDue => Now - _notedAt >= _noteEvery;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Goes on with what was written down before the room woke. Long ago is over: nobody holds a token of then.</summary>
    public void Open(Meeting? before)
    {
        LiveSince = before?.LastActivityAt > Now.UtcDateTime - RoomTokens.Lifetime ? before.LiveSince : null;
        _heardAt = before?.LastActivityAt ?? default;
        _waking = before?.Wakings ?? 0;
    }

    /// <summary>A server that died saw nobody leave: who is not here now went when it was last heard of.</summary>
    public void CallRoll() => attendance.Note(new RollCall(meeting, [.. _present.Values.Select(p => p.Person)], _heardAt) { Waking = _waking });

    /// <summary>Somebody comes with their first tab and goes with their last.</summary>
    public void Note(RoomEvent news)
    {
        if (news is ParticipantJoined { Who: var who })
        {
            participations.Note(meeting, who);
            if (!IsPresent(who.Person))
                attendance.Note(PassageOf(who, isIn: true));
            _present[who.Id] = who;
        }
        if (news is RoomRecovered)
            CallRoll();
        foreach (var left in news.Gone)
        {
            if (_present.Remove(left, out var gone) && !IsPresent(gone.Person))
                attendance.Note(PassageOf(gone, isIn: false));
        }
    }

    /// <summary>How many are inside now.</summary>
    public void NoteLive(int inside, MeetingRules rules)
    {
        _notedAt = Now;
        LiveSince = inside == 0 ? null : LiveSince ?? _notedAt.UtcDateTime;
        ledger.Note(new LiveCount(meeting, inside, LiveSince, IsStarted: inside > 0 && rules.IsStarted), _waking, rules.Organizer, _notedFor);
        _notedFor = rules.Organizer;
    }

    private bool IsPresent(PersonId person) => _present.Values.Any(p => p.Person == person);

    private Passage PassageOf(Participant who, bool isIn) => new(meeting, who.Person, who.Name, who.IsGuest, isIn, Now.UtcDateTime) { Waking = _waking };
}

using OnlineMeetings.Meetings;

namespace OnlineMeetings.Rooms;

/// <summary>
/// Who stands before the room's door and was let in but has not come yet. A plain state machine like <see cref="Room"/>, for one
/// caller at a time.
/// </summary>
public sealed class Lobby
{
    /// <summary>How many may wait: more than any organizer would look through.</summary>
    public const int Most = 500;

    private readonly Dictionary<ParticipantId, (Waiter Who, Viewer Viewer, DateTimeOffset Lease)> _waiters = [];
    private readonly HashSet<PersonId> _admitted = [];

    /// <summary>Whether an organizer let this person in.</summary>
    public bool HasAdmitted(PersonId person) => _admitted.Contains(person);

    public IReadOnlyList<Waiter> Waiters => [.. _waiters.Values.Select(one => one.Who)];

    /// <summary>Somebody begins to wait; null where too many do, or where they wait in so many tabs already.</summary>
    public Waiter? Wait(Viewer viewer, bool knocks, DateTimeOffset now)
    {
        if (_waiters.Count >= Most || _waiters.Values.Count(one => one.Who.Person == viewer.Person) >= Room.MaxPresences)
            return null;
        var who = new Waiter(ParticipantId.New(), viewer.Person, viewer.Name, viewer.IsGuest, knocks);
        _waiters[who.Id] = (who, viewer, now + Room.Lease);
        return who;
    }

    /// <summary>Somebody still waits. False for who does not (any more).</summary>
    public bool Renew(ParticipantId who, DateTimeOffset now)
    {
        if (!_waiters.TryGetValue(who, out var waiter))
            return false;
        _waiters[who] = waiter with { Lease = now + Room.Lease };
        return true;
    }

    /// <summary>Lets a person in, wherever they wait, or with null all who knock. They are to ask again.</summary>
    public IReadOnlyList<ParticipantId> Admit(ParticipantId? who)
    {
        var chosen = Chosen(who);
        _admitted.UnionWith(chosen.Select(one => one.Person));
        return Take(one => _admitted.Contains(one.Who.Person));
    }

    /// <summary>Sends a person away, or with null all who knock.</summary>
    public IReadOnlyList<ParticipantId> TurnAway(ParticipantId? who)
    {
        var persons = Chosen(who).Select(one => one.Person).ToHashSet();
        return Take(one => persons.Contains(one.Who.Person));
    }

    /// <summary>Those for whom something else stands before the door now: they are to ask again.</summary>
    /// <param name="stillWaits">Whether a viewer waits for the same as before (true: for an organizer's word).</param>
    public IReadOnlyList<ParticipantId> Reconsider(Func<Viewer, bool, bool> stillWaits) =>
        Take(one => !stillWaits(one.Viewer, one.Who.Knocks));

    /// <summary>Nobody could be heard for a while: everybody is waited for once more.</summary>
    public void HearAnew(DateTimeOffset now)
    {
        foreach (var who in _waiters.Keys.ToList())
            Renew(who, now);
    }

    /// <summary>Takes out those of whom nothing was heard.</summary>
    public IReadOnlyList<ParticipantId> Sweep(DateTimeOffset now) => Take(one => one.Lease <= now);

    public bool Leave(ParticipantId who) => _waiters.Remove(who);

    /// <summary>The meeting is over: a word that was given counts no more.</summary>
    public void ForgetAdmitted() => _admitted.Clear();

    private List<Waiter> Chosen(ParticipantId? who) =>
        [.. _waiters.Values.Select(one => one.Who).Where(one => who is null ? one.Knocks : one.Id == who)];

    private List<ParticipantId> Take(Func<(Waiter Who, Viewer Viewer, DateTimeOffset Lease), bool> which)
    {
        var taken = _waiters.Values.Where(which).Select(one => one.Who.Id).ToList();
        taken.ForEach(id => _waiters.Remove(id));
        return taken;
    }
}

using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

public sealed class LobbyTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly Lobby _lobby = new();

    [Fact]
    public void Who_is_let_in_waits_no_longer_in_any_tab()
    {
        var bo = Guest("Bo");
        var (first, second) = (Wait(bo), Wait(bo));
        var cleo = Wait(Guest("Cleo"));

        Assert.Equal([first.Id, second.Id], _lobby.Admit(first.Id));
        Assert.True(_lobby.HasAdmitted(bo.Person));
        Assert.Equal([cleo], _lobby.Waiters);
    }

    [Fact]
    public void Letting_all_in_lets_in_who_knocks_and_nobody_who_waits_for_the_start()
    {
        var knocks = Wait(Guest("Bo"));
        var waits = Wait(Guest("Cleo"), knocks: false);

        Assert.Equal([knocks.Id], _lobby.Admit(null));
        Assert.False(_lobby.HasAdmitted(waits.Person));
    }

    [Fact]
    public void Who_is_turned_away_is_not_admitted()
    {
        var bo = Wait(Guest("Bo"));

        Assert.Equal([bo.Id], _lobby.TurnAway(bo.Id));
        Assert.Empty(_lobby.Waiters);
        Assert.False(_lobby.HasAdmitted(bo.Person));
    }

    [Fact]
    public void Of_whom_nothing_is_heard_waits_no_longer()
    {
        var (bo, cleo) = (Wait(Guest("Bo")), Wait(Guest("Cleo")));
        Assert.True(_lobby.Renew(bo.Id, _start + TimeSpan.FromSeconds(8)));

        Assert.Equal([cleo.Id], _lobby.Sweep(_start + Room.Lease));
        Assert.False(_lobby.Renew(cleo.Id, _start + Room.Lease));
        Assert.Equal([bo], _lobby.Waiters);
    }

    [Fact]
    public void Those_for_whom_something_else_stands_before_the_door_ask_again()
    {
        var (knocks, waits) = (Wait(Guest("Bo")), Wait(Guest("Cleo"), knocks: false));

        Assert.Equal([waits.Id], _lobby.Reconsider((_, knocking) => knocking));
        Assert.Equal([knocks], _lobby.Waiters);
    }

    [Fact]
    public void Nobody_fills_the_lobby_alone()
    {
        var bo = Guest("Bo");
        for (var tab = 0; tab < Room.MaxPresences; tab++)
            Assert.NotNull(_lobby.Wait(bo, knocks: true, _start));

        Assert.Null(_lobby.Wait(bo, knocks: true, _start));
        Assert.NotNull(_lobby.Wait(Guest("Cleo"), knocks: true, _start));
    }

    [Fact]
    public void When_the_meeting_is_over_a_word_that_was_given_counts_no_more()
    {
        var bo = Wait(Guest("Bo"));
        _lobby.Admit(bo.Id);

        _lobby.ForgetAdmitted();

        Assert.False(_lobby.HasAdmitted(bo.Person));
    }

    private Waiter Wait(Viewer viewer, bool knocks = true) => _lobby.Wait(viewer, knocks, _start)!;

    private static Viewer Guest(string name) => new(PersonId.New(), name, ViewerKind.Guest);
}

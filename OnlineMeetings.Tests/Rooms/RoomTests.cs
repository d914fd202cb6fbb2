using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

public class RoomTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly Room _room = new(_start, wasLive: false);

    [Fact]
    public void Who_joins_gets_the_lowest_free_seat_and_everybody_is_told()
    {
        var (reply, news) = _room.Join(Wish("Ana"), organizes: true, _start);

        Assert.Equal(JoinOutcome.Joined, reply.Outcome);
        Assert.Equal(1, reply.Me!.Seat);
        Assert.Equal(new ParticipantJoined(reply.Me), Assert.Single(news).Event);
        Assert.True(reply.Me.IsOrganizer);
    }

    [Fact]
    public void The_tenth_joins_by_text_and_is_told_why()
    {
        for (var seat = 1; seat <= Room.Seats; seat++)
            Assert.Equal(seat, Join($"Person {seat}").Seat);

        var (reply, _) = _room.Join(Wish("Tenth"), organizes: false, _start);

        Assert.Equal(JoinOutcome.NoSeatLeft, reply.Outcome);
        Assert.NotNull(reply.Me);
        Assert.Null(reply.Me.Seat);
        Assert.Equal(Devices.Off, reply.Me.Devices);
    }

    [Fact]
    public void Who_joins_by_text_takes_no_seat()
    {
        var me = Join("Ana", wantsSeat: false);

        Assert.Null(me.Seat);
        Assert.Equal(0, _room.View.SeatsTaken);
    }

    [Fact]
    public void A_seat_that_was_left_is_taken_by_who_asks_for_it()
    {
        var seated = Enumerable.Range(1, Room.Seats).Select(n => Join($"Person {n}")).ToList();
        var tenth = Join("Tenth");
        Assert.Equal(JoinOutcome.NoSeatLeft, _room.TakeSeat(tenth.Id).Outcome);

        _room.Leave(seated[3].Id);

        Assert.Equal(JoinOutcome.Joined, _room.TakeSeat(tenth.Id).Outcome);
        Assert.Equal(4, _room.View.Find(tenth.Id)!.Seat);
    }

    [Fact]
    public void Whom_nobody_could_hear_is_waited_for_once_more()
    {
        var ana = Join("Ana");
        var late = _start + Room.Lease + TimeSpan.FromSeconds(30);

        _room.HearAnew(late);

        Assert.Empty(_room.Sweep(late + Room.Lease - TimeSpan.FromTicks(1)));
        Assert.Equal(new ParticipantLeft(ana.Id), Assert.Single(_room.Sweep(late + Room.Lease)).Event);
    }

    [Fact]
    public void Who_waits_for_a_seat_gets_the_next_that_frees_in_the_order_of_waiting()
    {
        var seated = Enumerable.Range(1, Room.Seats).Select(n => Join($"Person {n}")).ToList();
        var (tenth, eleventh) = (Join("Tenth"), Join("Eleventh"));
        _room.Queue(eleventh.Id, wants: true);
        _room.Queue(tenth.Id, wants: true);
        Assert.Equal([eleventh.Id, tenth.Id], _room.View.Queue.Select(p => p.Id));

        _room.Leave(seated[3].Id);
        Assert.Equal((4, null), (_room.View.Find(eleventh.Id)!.Seat, _room.View.Find(eleventh.Id)!.Queued));
        Assert.Null(_room.View.Find(tenth.Id)!.Seat);

        _room.FreeSeat(seated[0].Id);
        Assert.Equal(1, _room.View.Find(tenth.Id)!.Seat);
        Assert.Equal(Room.Seats, _room.View.SeatsTaken);
    }

    [Fact]
    public void Who_no_longer_wants_a_seat_is_passed_over()
    {
        var seated = Enumerable.Range(1, Room.Seats).Select(n => Join($"Person {n}")).ToList();
        var (tenth, eleventh) = (Join("Tenth"), Join("Eleventh"));
        _room.Queue(tenth.Id, wants: true);
        _room.Queue(eleventh.Id, wants: true);

        _room.Queue(tenth.Id, wants: false);
        _room.Leave(seated[0].Id);

        Assert.Null(_room.View.Find(tenth.Id)!.Seat);
        Assert.Equal(1, _room.View.Find(eleventh.Id)!.Seat);
    }

    [Fact]
    public void Wanting_a_seat_while_one_is_free_is_having_it()
    {
        var bo = Join("Bo", wantsSeat: false);

        _room.Queue(bo.Id, wants: true);

        Assert.Equal((1, null), (_room.View.Find(bo.Id)!.Seat, _room.View.Find(bo.Id)!.Queued));
    }

    [Fact]
    public void Whose_seat_is_taken_away_goes_on_by_text_with_everything_off()
    {
        var bo = Join("Bo");
        _room.Switch(bo.Id, new Devices(Microphone: true, Camera: true));

        _room.FreeSeat(bo.Id);

        Assert.Equal((null, Devices.Off), (_room.View.Find(bo.Id)!.Seat, _room.View.Find(bo.Id)!.Devices));
    }

    [Fact]
    public void Hands_stand_in_the_order_in_which_they_were_raised()
    {
        var (ana, bo, cleo) = (Join("Ana"), Join("Bo"), Join("Cleo"));
        _room.RaiseHand(cleo.Id, up: true);
        _room.RaiseHand(ana.Id, up: true);
        Assert.Empty(_room.RaiseHand(ana.Id, up: true));
        Assert.Equal([cleo.Id, ana.Id], _room.View.Hands.Select(p => p.Id));

        _room.RaiseHand(cleo.Id, up: false);

        Assert.Equal([ana.Id], _room.View.Hands.Select(p => p.Id));
        Assert.Empty(_room.RaiseHand(bo.Id, up: false));
    }

    [Fact]
    public void Who_reacts_is_told_of_to_all_with_a_seat_or_without_and_nothing_is_kept()
    {
        var bo = Join("Bo", wantsSeat: false);
        var before = _room.View;

        var news = _room.React(bo.Id, Reaction.Applause, _start);

        Assert.Equal(new Reacted(bo.Id, Reaction.Applause), Assert.Single(news).Event);
        Assert.Same(bo, Assert.Single(_room.View.People));
        Assert.Equal(before.Number + 1, _room.View.Number);
    }

    [Fact]
    public void What_is_no_reaction_and_who_is_not_inside_are_not_told_of()
    {
        var bo = Join("Bo");

        Assert.Empty(_room.React(bo.Id, (Reaction)99, _start));
        Assert.Empty(_room.React(ParticipantId.New(), Reaction.Heart, _start));
    }

    [Fact]
    public void Who_reacts_too_fast_is_let_go_in_all_tabs_and_disturbs_nobody_elses_reactions()
    {
        var person = Person("Bo");
        var (tab, other) = (_room.Join(Wish(person), organizes: false, _start).Reply.Me!, _room.Join(Wish(person), organizes: false, _start).Reply.Me!);
        var ana = Join("Ana");

        var passed = Enumerable.Range(0, 20).Sum(n => _room.React(n % 2 == 0 ? tab.Id : other.Id, Reaction.Heart, _start).Length);

        Assert.Equal(ReactionPace.OfOne, passed);
        Assert.Single(_room.React(ana.Id, Reaction.Heart, _start));
        Assert.Empty(_room.React(tab.Id, Reaction.Heart, _start + ReactionPace.Span - TimeSpan.FromMilliseconds(1)));
        Assert.Single(_room.React(tab.Id, Reaction.Heart, _start + ReactionPace.Span));
    }

    [Fact]
    public void A_crowd_that_reacts_at_once_is_passed_on_up_to_what_can_be_followed()
    {
        var crowd = Enumerable.Range(1, 200).Select(n => Join($"Person {n}", wantsSeat: false)).ToList();

        Assert.Equal(ReactionPace.OfAll, crowd.Sum(one => _room.React(one.Id, Reaction.Celebration, _start).Length));
    }

    [Fact]
    public void Who_was_put_out_is_gone_for_all_and_their_token_counts_no_more()
    {
        var bo = Join("Bo");

        var news = _room.PutOut([bo.Id], PutOut.Removed);

        Assert.Equal(PutOut.Removed, Assert.IsType<ParticipantsPutOut>(Assert.Single(news).Event).Why);
        Assert.True(_room.IsEmpty);
        Assert.False(_room.Honours(Token(bo)));
    }

    [Fact]
    public void Any_number_are_put_out_with_one_news()
    {
        var all = Enumerable.Range(1, 500).Select(n => Join($"Person {n}", wantsSeat: false).Id).ToList();

        var told = Assert.IsType<ParticipantsPutOut>(Assert.Single(_room.PutOut(all, PutOut.Ended)).Event);

        Assert.True(told.Who.SetEquals(all));
        Assert.True(_room.IsEmpty);
        Assert.Empty(_room.PutOut(all, PutOut.Ended));
    }

    [Fact]
    public void The_seats_of_who_was_put_out_go_to_those_who_wait()
    {
        var seated = Enumerable.Range(1, Room.Seats).Select(n => Join($"Person {n}")).ToList();
        var tenth = Join("Tenth");
        _room.Queue(tenth.Id, wants: true);

        _room.PutOut(seated.Take(3).Select(p => p.Id), PutOut.GuestsOff);

        Assert.Equal(1, _room.View.Find(tenth.Id)!.Seat);
        Assert.Equal(7, _room.View.SeatsTaken);
    }

    [Fact]
    public void A_reloaded_page_keeps_its_place_in_the_queue_also_after_a_restart()
    {
        foreach (var n in Enumerable.Range(1, Room.Seats))
            Join($"Person {n}");
        var (tenth, eleventh) = (Join("Tenth"), Join("Eleventh"));
        _room.Queue(tenth.Id, wants: true);
        _room.Queue(eleventh.Id, wants: true);
        (tenth, eleventh) = (_room.View.Find(tenth.Id)!, _room.View.Find(eleventh.Id)!);

        _room.Join(Wish(Person("Tenth"), Token(tenth)) with { WantsSeat = false }, organizes: false, _start);
        Assert.Equal([tenth.Id, eleventh.Id], _room.View.Queue.Select(p => p.Id));

        var restarted = new Room(_start, wasLive: true);
        restarted.Join(Wish(Person("Eleventh"), Token(eleventh)) with { WantsSeat = false }, organizes: false, _start);
        var newcomer = restarted.Join(Wish("New"), organizes: false, _start).Reply.Me!;
        restarted.Join(Wish(Person("Tenth"), Token(tenth)) with { WantsSeat = false }, organizes: false, _start);
        Assert.Equal([tenth.Id, eleventh.Id, newcomer.Id], restarted.View.Queue.Select(p => p.Id));
    }

    [Fact]
    public void Two_guests_of_one_name_are_told_apart_and_a_second_tab_is_no_second_guest()
    {
        var bo = Person("Bo");
        Assert.Equal("Bo", _room.Join(Wish(bo), organizes: false, _start).Reply.Me!.Name);
        Assert.Equal("Bo", _room.Join(Wish(bo), organizes: false, _start).Reply.Me!.Name);

        Assert.Equal("bo 2", Join("bo").Name);
        Assert.Equal("Bo 3", Join("Bo").Name);
        Assert.Equal("Bo", _room.Join(Wish(Person("Bo") with { Kind = ViewerKind.Member }), organizes: false, _start).Reply.Me!.Name);
    }

    [Fact]
    public void A_guest_goes_by_another_name_in_all_tabs_and_comes_back_by_it()
    {
        var bo = Person("Bo");
        var first = _room.Join(Wish(bo), organizes: false, _start).Reply.Me!;
        var second = _room.Join(Wish(bo), organizes: false, _start).Reply.Me!;
        Join("Robert");

        Assert.Equal(2, _room.Rename(first.Id, "Robert").Length);

        Assert.Equal(["Robert 2", "Robert 2"], new[] { first, second }.Select(p => _room.View.Find(p.Id)!.Name));
        var token = Token(_room.View.Find(first.Id)!);
        _room.Sweep(_start + Room.Lease);
        Assert.Equal("Robert 2", _room.Join(Wish(bo, token), organizes: false, _start + Room.Lease).Reply.Me!.Name);
    }

    [Fact]
    public void A_member_goes_by_the_name_of_their_account()
    {
        var ana = _room.Join(Wish(Person("Ana") with { Kind = ViewerKind.Member }), organizes: false, _start).Reply.Me!;

        Assert.Empty(_room.Rename(ana.Id, "Somebody"));
    }

    [Fact]
    public void One_person_may_be_inside_twenty_times()
    {
        var ana = Person("Ana");
        for (var tab = 0; tab < Room.MaxPresences; tab++)
            Assert.NotNull(_room.Join(Wish(ana), organizes: false, _start).Reply.Me);

        var (reply, news) = _room.Join(Wish(ana), organizes: false, _start);

        Assert.Equal(JoinOutcome.TooManyPresences, reply.Outcome);
        Assert.Null(reply.Me);
        Assert.Empty(news);
    }

    [Fact]
    public void Of_whom_nothing_is_heard_is_gone_when_the_lease_ends()
    {
        var ana = Join("Ana");
        var bo = Join("Bo");
        Assert.True(_room.Renew(bo.Id, _start + TimeSpan.FromSeconds(5)));

        Assert.Empty(_room.Sweep(_start + Room.Lease - TimeSpan.FromSeconds(1)));
        var news = _room.Sweep(_start + Room.Lease);

        Assert.Equal(new ParticipantLeft(ana.Id), Assert.Single(news).Event);
        Assert.Equal([bo.Id], _room.View.People.Select(p => p.Id));
        Assert.False(_room.Renew(ana.Id, _start + Room.Lease));
    }

    [Fact]
    public void A_reloaded_page_comes_back_to_its_seat_with_a_new_stay()
    {
        var ana = Join("Ana");
        _room.Away(ana.Id, ana.Stay, _start);

        var (reply, news) = _room.Join(Wish(Person("Ana"), Token(ana)), organizes: false, _start + TimeSpan.FromSeconds(3));

        Assert.Equal(ana with { Stay = 2 }, reply.Me);
        Assert.Equal(new ParticipantChanged(reply.Me!), Assert.Single(news).Event);
    }

    [Fact]
    public void A_closed_page_keeps_its_seat_for_ten_seconds()
    {
        var ana = Join("Ana");
        _room.Away(ana.Id, ana.Stay, _start);

        Assert.Empty(_room.Sweep(_start + TimeSpan.FromSeconds(9)));
        Assert.Single(_room.Sweep(_start + Room.Reload));
    }

    [Fact]
    public void The_late_farewell_of_an_earlier_page_does_not_touch_the_one_that_came_back()
    {
        var ana = Join("Ana");
        _room.Join(Wish(Person("Ana"), Token(ana)), organizes: false, _start);
        _room.Renew(ana.Id, _start + TimeSpan.FromSeconds(5));

        _room.Away(ana.Id, ana.Stay, _start + TimeSpan.FromSeconds(5));

        Assert.Empty(_room.Sweep(_start + TimeSpan.FromSeconds(5) + Room.Reload));
    }

    [Fact]
    public void A_frame_whose_media_lived_on_keeps_its_stay_and_its_links()
    {
        var ana = Join("Ana");

        var (reply, _) = _room.Join(Wish(Person("Ana"), Token(ana), freshMedia: false), organizes: false, _start);

        Assert.Equal(ana.Stay, reply.Me!.Stay);
    }

    [Fact]
    public void Who_was_reported_as_gone_comes_back_with_a_new_stay_since_the_others_closed_their_links()
    {
        var ana = Join("Ana");
        _room.Sweep(_start + Room.Lease);

        var (reply, _) = _room.Join(Wish(Person("Ana"), Token(ana), freshMedia: false), organizes: false, _start + TimeSpan.FromSeconds(20));

        Assert.Equal(ana.Id, reply.Me!.Id);
        Assert.True(reply.Me.Stay > ana.Stay);
    }

    [Fact]
    public void The_token_of_who_left_counts_no_more()
    {
        var ana = Join("Ana");
        var token = Token(ana);
        Assert.True(_room.Honours(token));

        _room.Leave(ana.Id);

        Assert.False(_room.Honours(token));
        Assert.NotEqual(ana.Id, _room.Join(Wish(Person("Ana"), token), organizes: false, _start).Reply.Me!.Id);
    }

    [Fact]
    public void A_room_that_woke_anew_keeps_its_seats_for_thirty_seconds_for_those_who_had_one()
    {
        var room = new Room(_start, wasLive: true);
        var before = Join("Ana");

        var newcomer = room.Join(Wish("New"), organizes: false, _start).Reply;
        var returned = room.Join(Wish(Person("Ana"), Token(before), freshMedia: false), organizes: false, _start).Reply;

        Assert.Equal(JoinOutcome.SeatsHeld, newcomer.Outcome);
        Assert.Null(newcomer.Me!.Seat);
        Assert.Equal(JoinOutcome.Joined, returned.Outcome);
        Assert.Equal((before.Id, before.Stay), (returned.Me!.Id, returned.Me.Stay));
        Assert.True(room.View.Recovering);
    }

    [Fact]
    public void A_recovered_room_says_so_and_hands_out_the_seats_it_had_kept()
    {
        var room = new Room(_start, wasLive: true);
        var newcomer = room.Join(Wish("New"), organizes: false, _start).Reply.Me!;
        room.Renew(newcomer.Id, _start + Room.Recovery);

        Assert.Empty(room.Sweep(_start + Room.Recovery - TimeSpan.FromSeconds(1)));
        var news = room.Sweep(_start + Room.Recovery);

        Assert.Equal([typeof(RoomRecovered), typeof(ParticipantChanged)], news.Select(n => n.Event.GetType()));
        Assert.Equal(1, room.View.Find(newcomer.Id)!.Seat);
        Assert.False(room.View.Recovering);
    }

    [Fact]
    public void What_is_ended_while_a_room_recovers_is_over_also_for_who_had_not_come_back_yet()
    {
        var room = new Room(_start, wasLive: true);
        var (returned, away) = (Token(Join("Ana")), Token(Join("Bo")));
        room.Join(Wish(Person("Ana"), returned), organizes: true, _start);

        var news = room.EndForAll();

        Assert.Equal([typeof(ParticipantsPutOut), typeof(RoomRecovered)], news.Select(n => n.Event.GetType()));
        Assert.False(room.Honours(returned));
        Assert.False(room.Honours(away));
        var again = room.Join(Wish(Person("Bo")), organizes: false, _start).Reply;
        Assert.Equal((JoinOutcome.Joined, true), (again.Outcome, room.Honours(Token(again.Me!))));
    }

    [Fact]
    public void Nobody_is_reported_as_gone_while_a_room_recovers()
    {
        var room = new Room(_start, wasLive: true);
        room.Join(Wish("Ana"), organizes: false, _start);

        Assert.Empty(room.Sweep(_start + Room.Lease));
    }

    [Fact]
    public void Signals_go_only_between_two_with_a_seat()
    {
        var (ana, bo, text) = (Join("Ana"), Join("Bo"), Join("Text", wantsSeat: false));

        Assert.True(_room.MaySignal(ana.Id, bo.Id));
        Assert.False(_room.MaySignal(ana.Id, text.Id));
        Assert.False(_room.MaySignal(text.Id, ana.Id));
        Assert.False(_room.MaySignal(ana.Id, ana.Id));
        Assert.False(_room.MaySignal(ana.Id, ParticipantId.New()));
    }

    [Fact]
    public void A_switched_microphone_is_told_once()
    {
        var ana = Join("Ana");

        var news = _room.Switch(ana.Id, new Devices(Microphone: false, Camera: true));

        Assert.Equal(new ParticipantChanged(ana with { Devices = new Devices(false, true) }), Assert.Single(news).Event);
        Assert.Empty(_room.Switch(ana.Id, new Devices(Microphone: false, Camera: true)));
    }

    [Fact]
    public void Every_news_has_the_next_number()
    {
        var ana = Join("Ana");
        Join("Bo");
        var left = Assert.Single(_room.Leave(ana.Id));

        Assert.Equal(3, left.Number);
        Assert.Equal(3, _room.View.Number);
    }

    [Fact]
    public void A_view_follows_the_news_and_knows_a_gap()
    {
        var view = _room.View;
        var first = Assert.Single(_room.Join(Wish("Ana"), organizes: false, _start).News);
        var second = Assert.Single(_room.Join(Wish("Bo"), organizes: false, _start).News);

        Assert.Null(view.After(second));
        Assert.Same(_room.View, view.After(first)!.After(second));
    }

    [Fact]
    public void A_deleted_meeting_is_empty()
    {
        Join("Ana");

        _room.Happened(new MeetingDeleted());

        Assert.True(_room.IsEmpty);
        Assert.Empty(_room.Sweep(_start + Room.Lease));
    }

    private Participant Join(string name, bool wantsSeat = true) =>
        _room.Join(Wish(name) with { WantsSeat = wantsSeat }, organizes: false, _start).Reply.Me!;

    private static Viewer Person(string name) => new(PersonId.New(), name, ViewerKind.Guest);

    private static JoinRequest Wish(string name) => Wish(Person(name));

    private static JoinRequest Wish(Viewer viewer, RoomToken? token = null, bool freshMedia = true) =>
        new(viewer, token, WantsSeat: true, freshMedia, new Devices(Microphone: true, Camera: true));

    private static RoomToken Token(Participant of) =>
        new(MeetingId.New(), of.Person, of.Name, of.IsGuest, of.Id, of.Stay, of.Order, HasSeat: of.Seat is not null, of.Queued);
}

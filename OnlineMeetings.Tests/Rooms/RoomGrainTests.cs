using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>The room where it really lives: a grain in the silo of the running program.</summary>
public sealed class RoomGrainTests : IAsyncLifetime
{
    private TestServer _app = null!;
    private MeetingCard _meeting = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        var ana = await _app.AdministratorAsync();
        _meeting = await _app.Get<MeetingBook>().CreateAsync(ana.Id, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, default);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task T24_Of_forty_who_ask_at_once_nine_get_a_seat_a_hundred_times_over()
    {
        for (var round = 0; round < 100; round++)
        {
            var room = _app.Get<LiveRooms>().Of(await NewMeetingAsync());
            var inside = Enumerable.Range(0, 40).Select(n => new Visitor(_app, $"Person {n}")).ToList();

            var replies = await Task.WhenAll(inside.Select(person => person.JoinAsync(room)));

            Assert.Equal(Room.Seats, replies.Count(r => r.Outcome == JoinOutcome.Joined));
            Assert.Equal(31, replies.Count(r => r.Outcome == JoinOutcome.NoSeatLeft && r.Me is not null));
            Assert.Equal(Enumerable.Range(1, Room.Seats), replies.Select(r => r.Me!.Seat).OfType<int>().Order());
        }
    }

    [Fact]
    public async Task A_page_that_asks_again_since_the_answer_was_lost_has_one_place()
    {
        var bo = new Visitor(_app, "Bo");
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        var lost = (await bo.JoinAsync(room)).Me!;

        var reply = await bo.JoinAsync(room);

        Assert.Equal((JoinOutcome.Joined, lost.Id, lost.Seat), (reply.Outcome, reply.Me!.Id, reply.Me.Seat));
        Assert.Single(reply.View.People);
    }

    [Fact]
    public async Task Who_is_inside_hears_of_who_comes_and_goes_in_order()
    {
        var (ana, bo) = (new Visitor(_app, "Ana"), new Visitor(_app, "Bo"));
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        await ana.JoinAsync(room);
        var joined = (await bo.JoinAsync(room)).Me!;
        await room.LeaveAsync(joined.Id);

        Assert.Equal(new RoomNews(2, new ParticipantJoined(joined)), await ana.HearsAsync());
        Assert.Equal(new RoomNews(3, new ParticipantLeft(joined.Id)), await ana.HearsAsync());
    }

    [Fact]
    public async Task T26_A_signal_is_stamped_with_its_sender_and_reaches_only_somebody_with_a_seat_here()
    {
        var (ana, bo, text) = (new Visitor(_app, "Ana"), new Visitor(_app, "Bo"), new Visitor(_app, "Text"));
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        var (anaId, boId) = ((await ana.JoinAsync(room)).Me!.Id, (await bo.JoinAsync(room)).Me!.Id);
        var textId = (await text.JoinAsync(room, wantsSeat: false)).Me!.Id;
        var elsewhere = new Visitor(_app, "Elsewhere");
        var elsewhereId = (await elsewhere.JoinAsync(_app.Get<LiveRooms>().Of(await NewMeetingAsync()))).Me!.Id;

        await room.SignalAsync(anaId, [new Signal(textId, "a"), new Signal(elsewhereId, "b"), new Signal(anaId, "c")]);
        await room.SignalAsync(textId, [new Signal(boId, "d")]);
        await room.SignalAsync(anaId, [new Signal(boId, "offer")]);

        Assert.Equal([new Signal(anaId, "offer")], await bo.ReceivesAsync());
        Assert.False(text.HasSignals || elsewhere.HasSignals || ana.HasSignals);
    }

    [Fact]
    public async Task A_password_set_since_is_not_asked_of_who_is_inside_but_of_everybody_else()
    {
        var meeting = await NewMeetingAsync("open sesame");
        var room = _app.Get<LiveRooms>().Of(meeting);
        var proven = new Visitor(_app, "Bo", passwordProven: 1);
        var me = (await proven.JoinAsync(room)).Me!;
        var token = RoomToken.Of(meeting, me);

        var back = await new Visitor(_app, "Bo", me.Person).JoinAsync(room, token: token);
        var other = await new Visitor(_app, "Mallory").JoinAsync(room, token: token);

        Assert.Equal(me.Id, back.Me!.Id);
        Assert.Equal(JoinOutcome.NotAllowed, other.Outcome);
    }

    [Fact]
    public async Task The_earlier_of_two_pages_with_one_token_learns_that_it_was_taken_over()
    {
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        var first = new Visitor(_app, "Bo");
        var me = (await first.JoinAsync(room)).Me!;
        var token = RoomToken.Of(_meeting.Id, me);
        var second = new Visitor(_app, "Bo", me.Person);
        await second.JoinAsync(room, token: token);

        Assert.Equal(Renewal.TakenOver, await room.RenewAsync(me.Id, first.Self));
        Assert.Equal(Renewal.Renewed, await room.RenewAsync(me.Id, second.Self));
    }

    [Fact]
    public async Task The_organizer_sees_how_many_are_inside()
    {
        using var seen = new CancellationTokenSource();
        var counts = _app.Get<ILiveCounts>().WatchAsync((await _app.AdministratorAsync()).Id, seen.Token).GetAsyncEnumerator();
        var next = counts.MoveNextAsync();
        var bo = new Visitor(_app, "Bo");
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        var me = (await bo.JoinAsync(room)).Me!;

        Assert.True(await next);
        Assert.Equal((_meeting.Id, 1), (counts.Current.Meeting, counts.Current.Inside));
        Assert.NotNull(counts.Current.Since);
        await room.LeaveAsync(me.Id);
        Assert.True(await counts.MoveNextAsync());
        Assert.Equal((_meeting.Id, 0), (counts.Current.Meeting, counts.Current.Inside));
    }

    [Fact]
    public async Task When_it_is_ended_for_all_everybody_hears_of_it_once_and_their_way_back_is_the_door()
    {
        var meeting = await NewMeetingAsync();
        var room = _app.Get<LiveRooms>().Of(meeting);
        var ana = new Visitor(_app, "Ana", (await _app.AdministratorAsync()).Id, kind: ViewerKind.Member);
        var organizer = (await ana.JoinAsync(room)).Me!;
        var bo = new Visitor(_app, "Bo");
        var guest = (await bo.JoinAsync(room)).Me!;

        Assert.True(await room.ModerateAsync(organizer.Id, new EndForAll()));

        Assert.Equal(2, Assert.IsType<ParticipantsPutOut>((await bo.HearsAsync()).Event).Who.Count);
        Assert.False(bo.HasNews);
        var token = RoomToken.Of(meeting, guest);
        Assert.Equal(JoinOutcome.Expired, (await new Visitor(_app, "Bo", guest.Person).JoinAsync(room, token: token)).Outcome);
        Assert.True((await room.ReadAsync()).People.IsEmpty);
    }

    [Fact]
    public async Task Who_waits_by_a_link_that_was_replaced_asks_again()
    {
        var meeting = await NewMeetingAsync();
        var ana = (await _app.AdministratorAsync()).Viewer;
        var desk = _app.Get<SettingsDesk>();
        var sheet = (await desk.ReadAsync(ana, meeting, default))!;
        Assert.True((await desk.SaveAsync(ana, meeting, sheet.Version, sheet.Settings with { WaitingRoom = true }, default)).Saved);
        var bo = new Visitor(_app, "Bo");
        var waiter = (await bo.JoinAsync(_app.Get<LiveRooms>().Of(meeting))).Waiter!;

        await desk.ReplaceLinkAsync(ana, meeting, default);

        Assert.Equal(new DoorChanged(waiter.Id), (await bo.HearsAsync()).Event);
    }

    [Fact]
    public async Task A_meeting_that_was_handed_over_is_live_on_the_new_organizers_list_alone()
    {
        var (ana, bo) = (await _app.AdministratorAsync(), await _app.MemberAsync("Bo"));
        var room = _app.Get<LiveRooms>().Of(_meeting.Id);
        await new Visitor(_app, "Guest").JoinAsync(room);
        using var seen = new CancellationTokenSource();
        var anas = _app.Get<ILiveCounts>().WatchAsync(ana.Id, seen.Token).GetAsyncEnumerator();
        Assert.True(await anas.MoveNextAsync());
        Assert.Equal(1, anas.Current.Inside);

        Assert.True(await _app.Get<SettingsDesk>().HandOverAsync(ana.Viewer, _meeting.Id, bo.Id, default));

        Assert.True(await anas.MoveNextAsync());
        Assert.Equal((_meeting.Id, 0), (anas.Current.Meeting, anas.Current.Inside));
        var bos = _app.Get<ILiveCounts>().WatchAsync(bo.Id, seen.Token).GetAsyncEnumerator();
        Assert.True(await bos.MoveNextAsync());
        Assert.Equal((_meeting.Id, 1), (bos.Current.Meeting, bos.Current.Inside));
    }

    private async Task<MeetingId> NewMeetingAsync(string password = "")
    {
        var ana = await _app.AdministratorAsync();
        return (await _app.Get<MeetingBook>().CreateAsync(
            ana.Id, new NewMeeting { Title = "Round", Password = password, GuestsAllowed = true }, default)).Id;
    }
}

using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>Who may show their screen to the room.</summary>
public class ScreensTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly Room _room = new(_start, wasLive: false);

    [Fact]
    public void Who_shares_is_told_to_everybody_once()
    {
        var ana = Join("Ana");

        var (outcome, news) = Share(ana);

        Assert.Equal(ShareOutcome.Shared, outcome);
        Assert.Equal(new ParticipantChanged(ana with { Screen = 2 }), Assert.Single(news).Event);
        Assert.Equal([ana.Id], Sharing());
        Assert.Equal((ShareOutcome.Shared, 0), (Share(ana).Outcome, Share(ana).News.Length));
    }

    [Fact]
    public void A_second_one_is_refused_until_the_first_has_stopped()
    {
        var (ana, bo) = (Join("Ana"), Join("Bo"));
        Share(ana);

        Assert.Equal((ShareOutcome.Taken, 0), (Share(bo).Outcome, Share(bo).News.Length));
        _room.StopSharing(ana.Id);
        Assert.Equal(ShareOutcome.Shared, Share(bo).Outcome);

        Assert.Equal([bo.Id], Sharing());
    }

    [Fact]
    public void Where_several_may_they_stand_in_the_order_in_which_they_began()
    {
        var (ana, bo) = (Join("Ana"), Join("Bo"));

        Share(bo, besideOthers: true);
        Share(ana, besideOthers: true);

        Assert.Equal([bo.Id, ana.Id], Sharing());
    }

    [Fact]
    public void Each_share_of_one_person_has_a_number_of_its_own()
    {
        var ana = Join("Ana");
        Share(ana);
        var first = _room.View.Find(ana.Id)!.Screen;
        _room.StopSharing(ana.Id);

        Share(ana);

        Assert.True(_room.View.Find(ana.Id)!.Screen > first);
    }

    [Fact]
    public void Who_has_no_seat_shares_nothing()
    {
        var text = Join("Text", wantsSeat: false);

        Assert.Equal((ShareOutcome.NoSeat, 0), (Share(text).Outcome, Share(text).News.Length));
        Assert.Equal(ShareOutcome.NoSeat, _room.ShareScreen(ParticipantId.New(), besideOthers: true).Outcome);
    }

    [Fact]
    public void With_the_seat_the_share_goes()
    {
        var ana = Join("Ana");
        Share(ana);

        _room.FreeSeat(ana.Id);

        Assert.Empty(_room.View.Screens);
    }

    [Fact]
    public void A_lost_circuit_keeps_the_share_and_a_reloaded_page_has_none()
    {
        var ana = Join("Ana");
        Share(ana);

        Return(ana, freshMedia: false);
        Assert.Equal([ana.Id], Sharing());

        Return(ana, freshMedia: true);
        Assert.Empty(Sharing());
    }

    [Fact]
    public void Who_comes_back_by_text_shares_no_longer()
    {
        var ana = Join("Ana");
        Share(ana);

        _room.Join(Wish(ana, freshMedia: false) with { WantsSeat = false }, organizes: false, _start);

        Assert.Empty(Sharing());
    }

    [Fact]
    public void An_organizer_ends_it_for_all_and_that_browser_is_asked_to_stop()
    {
        var ana = Join("Ana");
        Share(ana);

        var news = _room.EndShare(ana.Id);

        Assert.Equal([new ParticipantChanged(ana), new ScreenOffAsked(ana.Id)], news.Select(n => n.Event));
        Assert.Empty(_room.EndShare(ana.Id));
    }

    private (ShareOutcome Outcome, System.Collections.Immutable.ImmutableArray<RoomNews> News) Share(Participant who, bool besideOthers = false) =>
        _room.ShareScreen(who.Id, besideOthers);

    private IEnumerable<ParticipantId> Sharing() => _room.View.Screens.Select(p => p.Id);

    private Participant Join(string name, bool wantsSeat = true) => _room.Join(
        new JoinRequest(new Viewer(PersonId.New(), name, ViewerKind.Guest), Token: null, wantsSeat, FreshMedia: true, Devices.Off), organizes: false, _start).Reply.Me!;

    private void Return(Participant who, bool freshMedia) => _room.Join(Wish(who, freshMedia), organizes: false, _start);

    private static JoinRequest Wish(Participant who, bool freshMedia) => new(
        new Viewer(who.Person, who.Name, ViewerKind.Guest),
        RoomToken.Of(MeetingId.New(), who),
        WantsSeat: true, freshMedia, Devices.Off);
}

using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Rooms;

public sealed class NoticeBoardTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 29, 10, 0, 0, TimeSpan.Zero);

    private readonly Room _room = new(_now, wasLive: false);
    private readonly NoticeBoard _board = new(Texts.Of<RoomTexts>());
    private readonly Participant _me;

    public NoticeBoardTests() => _me = Joins(Viewers.Organizer);

    [Fact]
    public void A_message_is_told_with_its_author_in_one_short_line()
    {
        Hears(new MessagePosted(Line(PersonId.New(), "Bo", "See <b>this</b>\nand that")));
        Assert.Equal((1, "Bo: See <b>this</b> and that"), (_board.Count, _board.Words));

        // The last character that would fit is one of two halves.
        Hears(new MessagePosted(Line(PersonId.New(), "Bo", new string('x', NoticeBoard.MaxLength - 1) + "😀 and so on")));
        Assert.Equal($"Bo: {new string('x', NoticeBoard.MaxLength - 1)}…", _board.Words);
    }

    [Fact]
    public void Ones_own_messages_and_tabs_are_no_news()
    {
        Hears(new MessagePosted(Line(_me.Person, "Ana", "Hello")));
        Hears(new ParticipantJoined(Joins(Viewers.Organizer)));

        Assert.Equal(0, _board.Count);
    }

    [Fact]
    public void Somebody_comes_with_their_first_tab()
    {
        var bo = Viewers.Guest("Bo");
        Hears(new ParticipantJoined(Joins(bo)));
        Assert.Equal((1, "Bo came in."), (_board.Count, _board.Words));

        Hears(new ParticipantJoined(Joins(bo)));
        Assert.Equal(1, _board.Count);
    }

    [Fact]
    public void Who_is_taken_back_in_by_a_room_that_had_died_has_not_just_come()
    {
        var recovering = new Room(_now, wasLive: true);
        var bo = recovering.Join(Wish(Viewers.Guest("Bo")), organizes: false, _now).Reply.Me!;

        _board.Apply(new ParticipantJoined(bo), recovering.View, _me, moderates: true);

        Assert.Equal(0, _board.Count);
    }

    [Fact]
    public void A_knock_is_for_who_opens_the_door()
    {
        var knock = new WaiterCame(new Waiter(ParticipantId.New(), PersonId.New(), "Cleo", IsGuest: true, Knocks: true));

        Hears(knock, moderates: false);
        Assert.Equal((0, 0), (_board.Count, _board.Knocks));

        Hears(knock, moderates: true);
        Assert.Equal((1, 1, "Cleo waits to be let in."), (_board.Count, _board.Knocks, _board.Words));
    }

    private void Hears(RoomEvent news, bool moderates = true) => _board.Apply(news, _room.View, _me, moderates);

    private Participant Joins(Viewer viewer) => _room.Join(Wish(viewer), organizes: false, _now).Reply.Me!;

    private static JoinRequest Wish(Viewer viewer) => new(viewer, Token: null, WantsSeat: true, FreshMedia: true, Devices.Off);

    private static ChatLine Line(PersonId author, string name, string text) => new(1, author, name, ByGuest: true, text, _now.UtcDateTime, Guid.NewGuid());
}

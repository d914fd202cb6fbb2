using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>Everybody knows who records.</summary>
public class RecordingTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly Room _room = new(_start, wasLive: false);

    [Fact]
    public void Who_records_is_told_to_everybody_once_and_so_is_the_end()
    {
        var ana = Join("Ana");

        Assert.Equal(new ParticipantChanged(ana with { Records = true }), Assert.Single(_room.Record(ana.Id, on: true)).Event);
        Assert.Equal([ana.Id], Recording());
        Assert.Empty(_room.Record(ana.Id, on: true));

        Assert.Equal(new ParticipantChanged(ana), Assert.Single(_room.Record(ana.Id, on: false)).Event);
        Assert.Empty(Recording());
    }

    [Fact]
    public void Who_has_no_seat_records_nothing()
    {
        var text = Join("Text", wantsSeat: false);

        Assert.Empty(_room.Record(text.Id, on: true));
        Assert.Empty(_room.Record(ParticipantId.New(), on: true));
    }

    [Fact]
    public void With_the_seat_the_recording_goes()
    {
        var ana = Join("Ana");
        _room.Record(ana.Id, on: true);

        _room.FreeSeat(ana.Id);

        Assert.Empty(Recording());
    }

    [Fact]
    public void A_lost_circuit_keeps_the_recording_and_a_reloaded_page_has_none()
    {
        var ana = Join("Ana");
        _room.Record(ana.Id, on: true);

        Return(ana, freshMedia: false, wantsSeat: true);
        Assert.Equal([ana.Id], Recording());

        Return(ana, freshMedia: true, wantsSeat: true);
        Assert.Empty(Recording());
    }

    [Fact]
    public void Who_comes_back_by_text_records_no_longer()
    {
        var ana = Join("Ana");
        _room.Record(ana.Id, on: true);

        Return(ana, freshMedia: false, wantsSeat: false);

        Assert.Empty(Recording());
    }

    private IEnumerable<ParticipantId> Recording() => _room.View.Recorders.Select(p => p.Id);

    private Participant Join(string name, bool wantsSeat = true) => _room.Join(
        new JoinRequest(new Viewer(PersonId.New(), name, ViewerKind.Guest), Token: null, wantsSeat, FreshMedia: true, Devices.Off), organizes: false, _start).Reply.Me!;

    private void Return(Participant who, bool freshMedia, bool wantsSeat) => _room.Join(
        new JoinRequest(
            new Viewer(who.Person, who.Name, ViewerKind.Guest),
            RoomToken.Of(MeetingId.New(), who),
            wantsSeat, freshMedia, Devices.Off),
        organizes: false, _start);
}

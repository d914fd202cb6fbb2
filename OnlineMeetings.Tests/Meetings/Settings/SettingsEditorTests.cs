using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings.Settings;

public sealed class SettingsEditorTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly SettingsEditors _editors;
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public SettingsEditorTests()
    {
        var rules = new MeetingSettingsRules(Texts.Of<MeetingTexts>(), new ScheduleRules(Texts.Of<CalendarTexts>()));
        _editors = new SettingsEditors(new SettingsDesk(_db, rules, new PasswordHashing(), _rooms.Live, Inviting.News(TimeProvider.System), TimeProvider.System), rules, _rooms.Live);
    }

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task The_second_of_two_tabs_is_told_what_changed_meanwhile_and_loses_nothing_it_typed()
    {
        var meeting = await _db.MeetingAsync();
        var (first, second) = (await EditAsync(meeting), await EditAsync(meeting));
        first.Form.Title = "Winter catalogue";
        first.Form.WaitingRoom = true;
        Assert.True(await first.SaveAsync(_ct));

        second.Form.Title = "Spring catalogue";
        second.Form.Uploads = UploadPermission.Anyone;
        Assert.False(await second.SaveAsync(_ct));

        Assert.Equal([nameof(MeetingSettings.Title), nameof(MeetingSettings.WaitingRoom)], second.Meanwhile.Select(s => s.Name));
        Assert.Equal(("Spring catalogue", true, UploadPermission.Anyone), (second.Form.Title, second.Form.WaitingRoom, second.Form.Uploads));
        Assert.True(await second.SaveAsync(_ct));
        Assert.Equal(second.Form, (await EditAsync(meeting)).Form);
    }

    [Fact]
    public async Task What_a_change_does_to_those_inside_is_said_before_it_is_saved()
    {
        var meeting = await _db.MeetingAsync();
        var (bo, cleo) = (Inside("Bo", isGuest: true), Inside("Cleo", isGuest: true));
        _rooms.View = RoomView.Nothing with { People = [bo, bo with { Id = ParticipantId.New() }, cleo, Inside("Dan", isGuest: false)] };
        var editor = await EditAsync(meeting);

        editor.Form.GuestsAllowed = false;
        await editor.TypedAsync();

        Assert.Equal(2, editor.WillLeave);
        Assert.Equal([nameof(MeetingSettings.GuestsAllowed)], editor.Changes.Select(s => s.Name));
    }

    [Fact]
    public async Task A_password_that_is_switched_on_must_be_given()
    {
        var editor = await EditAsync(await _db.MeetingAsync());

        editor.Form.HasPassword = true;

        Assert.False(await editor.SaveAsync(_ct));
        Assert.Equal(SettingsEditor.PasswordMissing, editor.Faults[nameof(MeetingSettings.Password)]);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_is_saved()
    {
        var editor = await EditAsync(await _db.MeetingAsync());

        editor.Form.Title = new string('x', Meeting.MaxTitleLength + 1);

        Assert.False(await editor.SaveAsync(_ct));
        Assert.NotNull(editor.Faults[nameof(MeetingSettings.Title)]);
        Assert.Empty(_rooms.Told);
    }

    [Fact]
    public async Task Discarding_brings_back_what_holds()
    {
        var editor = await EditAsync(await _db.MeetingAsync());
        editor.Form.Title = "Other";

        editor.Discard();

        Assert.Equal("Autumn catalogue", editor.Form.Title);
        Assert.Empty(editor.Changes);
    }

    [Fact]
    public async Task Somebody_elses_meeting_is_not_there_to_edit()
    {
        var meeting = await _db.MeetingAsync();

        var editor = _editors.Of(_db.Member("Eve"), meeting.Id);
        await editor.ReadAsync(_ct);

        Assert.True(editor.IsLost);
        Assert.Null(editor.Sheet);
    }

    [Fact]
    public void Every_setting_can_be_told_apart_and_taken_over()
    {
        var settings = typeof(MeetingSettings).GetProperties().Where(p => p.CanWrite).Select(p => p.Name);

        Assert.Equal(settings.Where(name => name != nameof(MeetingSettings.Password)).Order(), Setting.All.Select(s => s.Name).Order());
    }

    private async Task<SettingsEditor> EditAsync(Meeting meeting)
    {
        var editor = _editors.Of(Viewers.Organizer, meeting.Id);
        await editor.ReadAsync(_ct);
        return editor;
    }

    private static Participant Inside(string name, bool isGuest) =>
        new(ParticipantId.New(), PersonId.New(), name, isGuest, IsOrganizer: false, Stay: 1, Order: 1, Seat: null, Devices.Off);
}

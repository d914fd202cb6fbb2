using FluentValidation;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings.Settings;

public sealed class SettingsDeskTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly SettingsDesk _desk;
    private readonly MeetingSettingsRules _rules = new(Texts.Of<MeetingTexts>(), new ScheduleRules(Texts.Of<CalendarTexts>()));
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public SettingsDeskTests() => _desk = new SettingsDesk(_db, _rules, new PasswordHashing(), _rooms.Live, Inviting.News(TimeProvider.System), TimeProvider.System);

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task What_is_saved_is_kept_whole_and_told_to_the_room()
    {
        var meeting = await _db.MeetingAsync();
        var wanted = new MeetingSettings
        {
            Title = "  Winter catalogue ",
            HasPassword = true,
            Password = "open sesame",
            GuestsAllowed = false,
            AttendeesMayStart = false,
            WaitingRoom = true,
            Uploads = UploadPermission.SignedIn,
            Quality = StreamQuality.High,
            SeveralScreens = true,
            Schedule = ScheduleForm.Of(new Schedule(new DateTime(2090, 9, 15, 10, 0, 0), new DateTime(2090, 9, 15, 11, 0, 0), "Europe/Berlin", "FREQ=DAILY"), EndBehaviour.KeepActive),
        };

        var outcome = await _desk.SaveAsync(Viewers.Organizer, meeting.Id, meeting.Version, wanted, _ct);

        Assert.True(outcome.Saved);
        var kept = await _desk.ReadAsync(Viewers.Organizer, meeting.Id, _ct);
        Assert.Equal(wanted with { Title = "Winter catalogue", Password = "" }, kept!.Settings);
        var told = Assert.IsType<SettingsChanged>(Assert.Single(_rooms.In(meeting))).Meeting;
        Assert.Equal(("Winter catalogue", StreamQuality.High, kept.Version), (told.Title, told.Quality, told.Version));
        Assert.Equal(new DateTime(2090, 9, 15, 8, 0, 0), told.Plan.NextAt);
        Assert.True(told.Rules is { Password: 1, GuestsAllowed: false, AttendeesMayStart: false, WaitingRoom: true, Uploads: UploadPermission.SignedIn, SeveralScreens: true });
    }

    [Fact]
    public async Task A_broken_schedule_is_refused_and_nothing_is_changed()
    {
        var meeting = await _db.MeetingAsync();
        var sheet = await SheetAsync(meeting);
        var endsBeforeItStarts = ScheduleForm.Proposed(DateTime.UtcNow, "UTC") with { EndDate = new DateOnly(2020, 1, 1) };

        var refused = await Assert.ThrowsAsync<ValidationException>(() =>
            _desk.SaveAsync(Viewers.Organizer, meeting.Id, sheet.Version, sheet.Settings with { Title = "Other", Schedule = endsBeforeItStarts }, _ct));

        Assert.Equal("Schedule.EndDate", Assert.Single(refused.Errors).PropertyName);
        Assert.Equal(sheet.Settings, (await SheetAsync(meeting)).Settings);
    }

    public static TheoryData<string, Func<MeetingSettings, MeetingSettings>> WhatNoFormSends() => new()
    {
        { "Title", s => s with { Title = null! } },
        { "Title", s => s with { Title = new string('x', 10_000) } },
        { "Password", s => s with { HasPassword = true, Password = new string('x', 10_000) } },
        { "Uploads", s => s with { Uploads = (UploadPermission)99 } },
        { "Quality", s => s with { Quality = (StreamQuality)99 } },
        { "Schedule", s => s with { Schedule = null! } },
        { "Schedule.Zone", s => s with { Schedule = ScheduleForm.Proposed(DateTime.UtcNow, "UTC") with { Zone = "Mars/Olympus" } } },
        { "Schedule.Afterwards", s => s with { Schedule = new ScheduleForm { Afterwards = (EndBehaviour)99 } } },
    };

    [Theory]
    [MemberData(nameof(WhatNoFormSends))]
    public async Task What_no_form_sends_is_refused_in_words_and_nothing_is_changed(string where, Func<MeetingSettings, MeetingSettings> change)
    {
        var meeting = await _db.MeetingAsync();
        var sheet = await SheetAsync(meeting);
        var before = await WholeAsync(meeting);

        var refused = await Assert.ThrowsAsync<ValidationException>(() => _desk.SaveAsync(Viewers.Organizer, meeting.Id, sheet.Version, change(sheet.Settings), _ct));

        Assert.All(refused.Errors, error => Assert.Equal(where, error.PropertyName));
        Assert.All(refused.Errors, error => Assert.NotEmpty(error.ErrorMessage));
        Assert.Equal(before, await WholeAsync(meeting));
        Assert.Empty(_rooms.Told);
    }

    [Fact]
    public async Task Dates_that_come_from_the_calendar_are_not_changed_here_and_all_else_is()
    {
        using var tests = new BookOfTests();
        var desk = new SettingsDesk(tests.Database, _rules, tests.Passwords, tests.Rooms.Live, Inviting.News(tests.Time), tests.Time);
        var sheet = await HeldAsync(tests, desk);
        var before = sheet.Schedule;
        Assert.Equal("Team call", sheet.HeldBy!.Subject);
        Assert.NotNull(sheet.HeldBy.Mine);

        var other = ScheduleForm.Of(new Schedule(new DateTime(2090, 9, 15, 10, 0, 0), new DateTime(2090, 9, 15, 11, 0, 0), "UTC", null), EndBehaviour.KeepActive);
        var refused = await desk.SaveAsync(Viewers.Organizer, sheet.Meeting, sheet.Version, sheet.Settings with { Schedule = other }, _ct);
        var dates = await desk.SaveAsync(Viewers.Organizer, sheet.Meeting, sheet.Version, sheet.Settings with { Schedule = other with { IsHeld = true }, Title = "Renamed" }, _ct);

        Assert.False(refused.Saved);
        Assert.True(dates.Saved);
        Assert.Equal((before, "Renamed", EndBehaviour.KeepActive), (dates.Now!.Schedule, dates.Now.Settings.Title, dates.Now.Settings.Schedule.Afterwards));
    }

    [Fact]
    public async Task A_meeting_that_is_kept_does_not_go_with_its_appointments_and_can_not_be_given_to_them_again()
    {
        using var tests = new BookOfTests();
        var desk = new SettingsDesk(tests.Database, _rules, tests.Passwords, tests.Rooms.Live, Inviting.News(tests.Time), tests.Time);
        var sheet = await HeldAsync(tests, desk);
        Assert.True(sheet.Settings.GoesWithAppointments);

        var kept = await desk.SaveAsync(Viewers.Organizer, sheet.Meeting, sheet.Version, sheet.Settings with { GoesWithAppointments = false }, _ct);
        var again = await desk.SaveAsync(Viewers.Organizer, sheet.Meeting, kept.Now!.Version, kept.Now.Settings with { GoesWithAppointments = true }, _ct);

        Assert.True(kept is { Saved: true, Now.Settings.GoesWithAppointments: false });
        Assert.False(again.Now!.Settings.GoesWithAppointments);
    }

    [Fact]
    public async Task A_schedule_that_is_switched_off_is_gone()
    {
        var meeting = await _db.MeetingAsync(m => m.PlanFor(new Schedule(new DateTime(2090, 1, 1), new DateTime(2090, 1, 2), "UTC", null), DateTime.UtcNow));
        var sheet = await SheetAsync(meeting);
        Assert.True(sheet.Settings.Schedule.IsScheduled);

        await _desk.SaveAsync(Viewers.Organizer, meeting.Id, sheet.Version, sheet.Settings with { Schedule = sheet.Settings.Schedule with { IsScheduled = false } }, _ct);

        Assert.False((await SheetAsync(meeting)).Settings.Schedule.IsScheduled);
    }

    [Fact]
    public async Task A_password_stays_where_none_is_typed_and_goes_where_it_is_switched_off()
    {
        var meeting = await _db.MeetingAsync(m => m.Secure("hash"));
        var sheet = (await _desk.ReadAsync(Viewers.Organizer, meeting.Id, _ct))!;

        var kept = await _desk.SaveAsync(Viewers.Organizer, meeting.Id, sheet.Version, sheet.Settings with { Title = "Other" }, _ct);
        Assert.Equal(1, (await RulesAsync(meeting)).Password);

        await _desk.SaveAsync(Viewers.Organizer, meeting.Id, kept.Now!.Version, kept.Now.Settings with { HasPassword = false }, _ct);
        Assert.Null((await RulesAsync(meeting)).Password);
    }

    [Fact]
    public async Task Who_saves_on_an_old_version_changes_nothing_and_is_told_what_holds_now()
    {
        var meeting = await _db.MeetingAsync();
        var (first, second) = (await SheetAsync(meeting), await SheetAsync(meeting));
        await _desk.SaveAsync(Viewers.Organizer, meeting.Id, first.Version, first.Settings with { Title = "First" }, _ct);

        var outcome = await _desk.SaveAsync(Viewers.Organizer, meeting.Id, second.Version, second.Settings with { Title = "Second" }, _ct);

        Assert.False(outcome.Saved);
        Assert.Equal("First", outcome.Now!.Settings.Title);
        Assert.Equal("First", (await SheetAsync(meeting)).Settings.Title);
        Assert.Single(_rooms.In(meeting));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task A_form_that_breaks_the_rules_changes_nothing(string? title)
    {
        var meeting = await _db.MeetingAsync();
        var settings = (await SheetAsync(meeting)).Settings with { Title = title ?? new string('x', 10_000) };

        await Assert.ThrowsAsync<ValidationException>(() => _desk.SaveAsync(Viewers.Organizer, meeting.Id, meeting.Version, settings, _ct));

        Assert.Equal(meeting.Title, (await SheetAsync(meeting)).Settings.Title);
        Assert.Empty(_rooms.Told);
    }

    [Fact]
    public async Task A_replaced_link_is_new_and_told()
    {
        var meeting = await _db.MeetingAsync();

        var sheet = await _desk.ReplaceLinkAsync(Viewers.Organizer, meeting.Id, _ct);

        Assert.NotEqual(meeting.Code, sheet!.Code);
        Assert.Equal(sheet.Code, Assert.IsType<SettingsChanged>(Assert.Single(_rooms.In(meeting))).Meeting.Code);
    }

    [Fact]
    public async Task Rights_are_shared_taken_back_and_handed_over_by_the_owner_alone()
    {
        var meeting = await _db.MeetingAsync();
        var (cleo, dan) = (_db.Member("Cleo"), _db.Member("Dan"));

        Assert.True(await _desk.ShareRightsAsync(Viewers.Organizer, meeting.Id, cleo.Person, shared: true, _ct));
        Assert.NotNull(await _desk.ReadAsync(cleo, meeting.Id, _ct));
        Assert.False(await _desk.ShareRightsAsync(cleo, meeting.Id, dan.Person, shared: true, _ct));

        Assert.True(await _desk.ShareRightsAsync(Viewers.Organizer, meeting.Id, cleo.Person, shared: false, _ct));
        Assert.Null(await _desk.ReadAsync(cleo, meeting.Id, _ct));

        Assert.True(await _desk.HandOverAsync(Viewers.Organizer, meeting.Id, dan.Person, _ct));
        var rules = await RulesAsync(meeting);
        Assert.Equal(dan.Person, rules.Organizer);
        Assert.Equal([Viewers.Organizer.Person], rules.CoOrganizers);
    }

    [Fact]
    public async Task Rights_go_to_nobody_without_an_account()
    {
        var meeting = await _db.MeetingAsync();

        Assert.False(await _desk.ShareRightsAsync(Viewers.Organizer, meeting.Id, Viewers.Guest("Bo").Person, shared: true, _ct));
        Assert.False(await _desk.HandOverAsync(Viewers.Organizer, meeting.Id, PersonId.New(), _ct));
    }

    [Fact]
    public async Task An_organizer_is_not_put_out()
    {
        var meeting = await _db.MeetingAsync();
        var cleo = _db.Member("Cleo");
        await _desk.ShareRightsAsync(Viewers.Organizer, meeting.Id, cleo.Person, shared: true, _ct);

        Assert.False(await _desk.RemoveAsync(cleo, meeting.Id, Viewers.Organizer.Person, "Ana", _ct));
        Assert.False(await _desk.RemoveAsync(Viewers.Organizer, meeting.Id, cleo.Person, "Cleo", _ct));
    }

    public enum Somebody { Guest, Member, LockedOrganizer, OtherOrganizer }

    [Theory]
    [CombinatorialRoles]
    public async Task Nobody_but_an_organizer_changes_anything(Somebody who, string action)
    {
        var meeting = await _db.MeetingAsync();
        var bo = Viewers.Guest("Bo");
        var viewer = who switch
        {
            Somebody.Guest => bo,
            Somebody.Member => _db.Member("Cleo"),
            Somebody.OtherOrganizer => await OrganizerOfAnotherAsync(),
            _ => Viewers.Organizer,
        };
        if (who == Somebody.LockedOrganizer)
            await _db.LockAsync(viewer);
        var before = await WholeAsync(meeting);

        var done = action switch
        {
            "read" => await _desk.ReadAsync(viewer, meeting.Id, _ct) is not null,
            "save" => (await _desk.SaveAsync(viewer, meeting.Id, meeting.Version, new MeetingSettings { Title = "Mine" }, _ct)).Now is not null,
            "link" => await _desk.ReplaceLinkAsync(viewer, meeting.Id, _ct) is not null,
            "lock" => await _desk.LockAsync(viewer, meeting.Id, locked: true, _ct),
            "remove" => await _desk.RemoveAsync(viewer, meeting.Id, bo.Person, "Bo", _ct),
            "share" => await _desk.ShareRightsAsync(viewer, meeting.Id, viewer.Person, shared: true, _ct),
            _ => await _desk.HandOverAsync(viewer, meeting.Id, viewer.Person, _ct),
        };

        Assert.False(done);
        Assert.Equal(before, await WholeAsync(meeting));
        Assert.Empty(_rooms.Told);
    }

    private sealed class CombinatorialRolesAttribute : Xunit.v3.DataAttribute
    {
        public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
            new([.. from who in Enum.GetValues<Somebody>()
                    from action in new[] { "read", "save", "link", "lock", "remove", "share", "hand over" }
                    select new TheoryDataRow<Somebody, string>(who, action)]);

        public override bool SupportsDiscoveryEnumeration() => true;
    }

    private async Task<Viewer> OrganizerOfAnotherAsync()
    {
        var eve = _db.Member("Eve");
        await _db.MeetingAsync(m => m.OrganizerId = eve.Person);
        return eve;
    }

    private async Task<SettingsSheet> SheetAsync(Meeting meeting) => (await _desk.ReadAsync(Viewers.Organizer, meeting.Id, _ct))!;

    private async Task<MeetingRules> RulesAsync(Meeting meeting) => (await KeptAsync(meeting)).Rules;

    private async Task<Meeting> KeptAsync(Meeting meeting)
    {
        await using var db = _db.CreateDbContext();
        return await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == meeting.Id, _ct);
    }

    /// <summary>The settings of a meeting that an appointment made.</summary>
    private async Task<SettingsSheet> HeldAsync(BookOfTests tests, SettingsDesk desk)
    {
        var start = new NodaTime.LocalDateTime(2026, 9, 16, 14, 0);
        var call = new Appointment(CalendarBook.NewUid(), new Span(start, start.PlusHours(1), new Zone("Europe/Berlin")), new Details { Subject = "Team call" }) { Rule = "FREQ=WEEKLY" };
        var book = tests.Calendar;
        var held = await book.AddAsync(Viewers.Organizer.Person, call, MeetingChoice.New, _ct);
        return (await desk.ReadAsync(Viewers.Organizer, held.Meeting!.Value, _ct))!;
    }

    private async Task<string> WholeAsync(Meeting meeting) => System.Text.Json.JsonSerializer.Serialize(await KeptAsync(meeting));
}

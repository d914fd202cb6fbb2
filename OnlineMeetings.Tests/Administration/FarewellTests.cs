using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;
using OnlineMeetings.Administration;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;
using Attendee = OnlineMeetings.Calendar.Attendee;

namespace OnlineMeetings.Tests.Administration;

public sealed class FarewellTests : IDisposable
{
    private readonly AdministrationOfTests _tests = new();
    private readonly CancellationToken _ct = CancellationToken.None;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task The_question_says_what_hangs_on_an_account()
    {
        var bo = _tests.Database.Member("Bo");
        await _tests.MeetingAsync(bo.Person, "One", 1000);
        await _tests.MeetingAsync(bo.Person, "Two", 234);
        await _tests.MeetingAsync(_tests.Database.Member("Cleo").Person, "Of another", 9);
        Assert.Equal(new Belongings(2, 2, 1234), await _tests.Farewell.BelongingsAsync(bo.Person, _ct));
    }

    [Fact]
    public async Task Meetings_that_are_given_away_go_on_under_another_organizer()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var (bo, cleo) = (_tests.Database.Member("Bo"), _tests.Database.Member("Cleo"));
        var meeting = await _tests.MeetingAsync(bo.Person, "Goes on", 10);

        await _tests.Farewell.DeleteAsync(ada, bo.Person, $" {cleo.Person.Value:N}@EXAMPLE.org ", _ct);

        Assert.Equal(cleo.Person, await _tests.OrganizerOfAsync(meeting.Id));
        Assert.Single(Directory.GetFiles(_tests.Book.Files.FolderOf(meeting.Id)));
        var (told, settings) = Assert.Single(_tests.Book.Rooms.Told);
        Assert.Equal((meeting.Id, cleo.Person), (told, Assert.IsType<SettingsChanged>(settings).Meeting.Rules.Organizer));
        Assert.Null(await _tests.Accounts.FindAsync(bo.Person, _ct));
        Assert.Equal([("Ada", AuditKind.AccountDeleted, "Bo"), ("Ada", AuditKind.MeetingGivenAway, "Goes on")], (await _tests.LoggedAsync()).Take(2));
    }

    [Fact]
    public async Task Meetings_that_are_deleted_take_their_files_along_and_their_people_are_told()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var bo = _tests.Database.Member("Bo");
        var meeting = await _tests.MeetingAsync(bo.Person, "Goes", 10);

        await _tests.Farewell.DeleteAsync(ada, bo.Person, heir: null, _ct);

        Assert.Null(await _tests.OrganizerOfAsync(meeting.Id));
        Assert.False(Directory.Exists(_tests.Book.Files.FolderOf(meeting.Id)));
        Assert.Equal([(meeting.Id, new MeetingDeleted())], _tests.Book.Rooms.Told);
        Assert.Equal([("Ada", AuditKind.AccountDeleted, "Bo"), ("Ada", AuditKind.MeetingDeleted, "Goes")], (await _tests.LoggedAsync()).Take(2));
    }

    [Fact]
    public async Task A_calendar_ends_with_its_account_and_its_meetings_are_the_heirs_to_keep()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var (bo, cleo) = (_tests.Database.Member("Bo"), _tests.Database.Member("Cleo"));
        var start = new LocalDateTime(2026, 10, 6, 10, 0);
        var call = new Appointment("call", new Span(start, start.PlusHours(1), Zone.Utc), new Details { Subject = "Call", Attendees = [new Attendee("dan@example.org")] });
        var sheet = await _tests.Book.Calendar.AddAsync(bo.Person, call, MeetingChoice.New, _ct);

        await _tests.Farewell.DeleteAsync(ada, bo.Person, $"{cleo.Person.Value:N}@example.org", _ct);

        await using var db = _tests.Database.CreateDbContext();
        Assert.False(await db.Appointments.AnyAsync(_ct));
        await Inviting.Round(_tests.Database, TimeProvider.System).GoAsync(_ct);
        var mails = (await db.Outbox.OrderBy(m => m.CreatedAt).ToListAsync(_ct)).ConvertAll(mail => MimeMessage.Load(new MemoryStream(mail.Message), _ct).Subject);
        Assert.Equal(["Cancelled: Call", "Invitation: Call"], mails.Order());
        Assert.False((await db.Meetings.SingleAsync(m => m.Id == sheet.Meeting, _ct)).GoesWithAppointments);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody@example.org")]
    [InlineData("itself")]
    [InlineData("locked")]
    public async Task Without_an_heir_who_can_have_them_nothing_is_deleted(string heir)
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var (bo, locked) = (_tests.Database.Member("Bo"), _tests.Database.Member("Locked"));
        await _tests.Database.LockAsync(locked);
        var meeting = await _tests.MeetingAsync(bo.Person, "Stays", 10);
        var email = heir switch
        {
            "itself" => $"{bo.Person.Value:N}@example.org",
            "locked" => $"{locked.Person.Value:N}@example.org",
            _ => heir,
        };

        var refused = await Assert.ThrowsAsync<PeopleRefusedException>(() => _tests.Farewell.DeleteAsync(ada, bo.Person, email, _ct));

        Assert.Equal(PeopleRefusal.NoHeir, refused.Why);
        Assert.Equal(bo.Person, await _tests.OrganizerOfAsync(meeting.Id));
        Assert.NotNull(await _tests.Accounts.FindAsync(bo.Person, _ct));
    }

    [Fact]
    public async Task An_account_without_meetings_needs_no_heir()
    {
        var bo = _tests.Database.Member("Bo");
        await _tests.Farewell.DeleteAsync(await _tests.Database.AdministratorAsync(), bo.Person, "", _ct);
        Assert.Null(await _tests.Accounts.FindAsync(bo.Person, _ct));
    }

    [Fact]
    public async Task T8_A_deleted_and_re_created_account_has_nothing_of_the_old_one()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var wanted = new OnlineMeetings.Accounts.NewAccount("Bo", "bo@example.org", "long enough 1");
        var bo = (await _tests.Accounts.CreateAsync(wanted, _ct))!;
        await _tests.People.MakeAdministratorAsync(ada, bo.Person, _ct);
        await _tests.Links.MakeAsync(ada, bo.Person, _ct);
        await _tests.MeetingAsync(bo.Person, "Old", 10);
        await _tests.Farewell.DeleteAsync(ada, bo.Person, heir: null, _ct);

        var again = (await _tests.Accounts.CreateAsync(wanted, _ct))!;

        var line = Assert.Single((await _tests.People.ListAsync(ada, "bo@", PeopleOrder.Name, 0, _ct)).Lines);
        Assert.Equal((again.Person, false, 0), (line.Id, line.IsAdministrator, line.Meetings));
        Assert.NotEqual(bo.Id, again.Id);
        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal((1, 0), (await db.UserRoles.CountAsync(_ct), await db.PasswordLinks.CountAsync(_ct)));
    }
}

using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Calendar;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Invitees;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings.Invitees;

/// <summary>Members are found by who may invite them, get one mail, and find the meeting in their list.</summary>
public sealed class MemberInvitationsTests : IDisposable
{
    private readonly BookOfTests _tests = new();
    private readonly SearchPace _pace = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly Viewer _ana;
    private readonly Viewer _bo;

    public MemberInvitationsTests() => (_ana, _bo) = (Account("Ana Berg", "ana@example.org"), Account("Bo Ångström", "bo@example.org"));

    private MemberSearch Search => new(_tests.Database, _tests.Rooms.Live, new UpperInvariantLookupNormalizer(), _pace);

    private MemberInvitations Invitations => new(
        _tests.Database,
        new InviteeLetters(new Letters(Inviting.Mail), Inviting.Words, Inviting.Address, Texts.Of<MeetingTexts>()),
        Inviting.SilentBell(),
        _pace,
        _tests.Time);

    public void Dispose()
    {
        _pace.Dispose();
        _tests.Dispose();
    }

    [Theory]
    [InlineData("bo")]
    [InlineData("ang")]
    [InlineData("ångs BO")]
    [InlineData("bo@exam")]
    public async Task Coworkers_are_found_by_the_beginnings_of_their_names_and_addresses(string text)
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");

        Assert.Equal([new Member(_bo.Person, "Bo Ångström", "bo@example.org")], (await Search.FindAsync(_ana, meeting.Id, text, _ct))!.Members);
    }

    [Theory]
    [InlineData("b")]
    [InlineData("  ")]
    [InlineData("strom")]
    [InlineData("%o")]
    [InlineData("example")]
    public async Task Too_little_and_what_stands_within_a_name_find_nobody(string text)
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");

        Assert.Empty((await Search.FindAsync(_ana, meeting.Id, text, _ct))!.Members);
    }

    [Fact]
    public async Task People_of_another_domain_are_found_by_their_whole_address_alone()
    {
        var cleo = Account("Cleo", "cleo@elsewhere.example");
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");

        Assert.Empty((await Search.FindAsync(_ana, meeting.Id, "Cleo", _ct))!.Members);
        Assert.Empty((await Search.FindAsync(_ana, meeting.Id, "cleo@elsewhere", _ct))!.Members);
        Assert.Equal(cleo.Person, Assert.Single((await Search.FindAsync(_ana, meeting.Id, " Cleo@Elsewhere.example ", _ct))!.Members).Person);
    }

    [Fact]
    public async Task Who_is_locked_or_inside_is_not_found_and_of_many_the_first_few_are()
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");
        var (locked, inside) = (Account("Dan Locked", "dan.l@example.org"), Account("Dan Inside", "dan.i@example.org"));
        await _tests.Database.LockAsync(locked);
        var room = new Room(BookOfTests.Start, wasLive: false);
        room.Join(new JoinRequest(inside, Token: null, WantsSeat: true, FreshMedia: true, Devices.Off), organizes: false, BookOfTests.Start);
        _tests.Rooms.View = room.View;
        Assert.Empty((await Search.FindAsync(_ana, meeting.Id, "Dan", _ct))!.Members);

        for (var n = 0; n < 20; n++)
            Account($"Eve {n:00}", $"eve{n}@example.org");
        Assert.Equal(Enumerable.Range(0, MemberSearch.Most).Select(n => $"Eve {n:00}"), (await Search.FindAsync(_ana, meeting.Id, "eve", _ct))!.Members.Select(m => m.Name));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_so_and_others_are_not_held_up()
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");
        var answers = new List<FoundMembers?>();

        // More than what comes anew while they are asked.
        for (var n = 0; n < 20 * SearchPace.Burst && answers.LastOrDefault()?.TooFast != true; n++)
            answers.Add(await Search.FindAsync(_ana, meeting.Id, "bo", _ct));

        Assert.True(answers[^1]!.TooFast);
        Assert.Empty(answers[^1]!.Members);
        Assert.True(answers.Count > SearchPace.Burst);
        Assert.Null(await Search.FindAsync(_bo, meeting.Id, "ana", _ct));
    }

    [Fact]
    public async Task Who_does_not_moderate_finds_and_invites_nobody()
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");
        var guest = new Viewer(_ana.Person, "Ana", ViewerKind.Guest);

        Assert.Null(await Search.FindAsync(_bo, meeting.Id, "Ana", _ct));
        Assert.Null(await Search.FindAsync(guest, meeting.Id, "Bo", _ct));
        Assert.Null(await Invitations.InviteAsync(_bo, meeting.Id, _ana.Person, _ct));
        Assert.Null(await Invitations.InviteAsync(guest, meeting.Id, _bo.Person, _ct));
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task The_mail_says_who_invites_to_what_when_and_where()
    {
        var meeting = await _tests.Book.CreateAsync(_ana.Person, new NewMeeting { Title = "Weekly call", Password = "seven brown bears" }, _ct);
        await _tests.Database.WriteAsync(
            async db => (await db.Meetings.SingleAsync(m => m.Id == meeting.Id)).PlanFor(
                new Schedule(new DateTime(2026, 9, 16, 9, 30, 0), new DateTime(2026, 9, 16, 10, 0, 0), "Europe/Berlin", Rule: null), BookOfTests.Start.UtcDateTime),
            _ct);

        Assert.Equal(InviteOutcome.Invited, await Invitations.InviteAsync(_ana, meeting.Id, _bo.Person, _ct));

        var mail = MimeKit.MimeMessage.Load(new MemoryStream(Assert.Single(await MailsAsync()).Message), _ct);
        Assert.Equal("Ana Berg invites you to “Weekly call”", mail.Subject);
        Assert.Equal("bo@example.org", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Equal("ana@example.org", Assert.Single(mail.ReplyTo.Mailboxes).Address);
        Assert.Contains("Wednesday, 16 September 2026, 9:30–10:00 (Berlin)", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("You will be asked for a password, which Ana Berg tells you.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://meet.example.org/m/{meeting.Code}", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("seven brown bears", Encoding.UTF8.GetString((await MailsAsync())[0].Message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invited_twice_is_one_mail_until_some_minutes_have_passed()
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");

        Assert.Equal(InviteOutcome.Invited, await Invitations.InviteAsync(_ana, meeting.Id, _bo.Person, _ct));
        Assert.Equal(InviteOutcome.JustInvited, await Invitations.InviteAsync(_ana, meeting.Id, _bo.Person, _ct));
        Assert.Single(await MailsAsync());

        _tests.Time.Advance(MemberInvitations.Pause);
        Assert.Equal(InviteOutcome.Invited, await Invitations.InviteAsync(_ana, meeting.Id, _bo.Person, _ct));
        Assert.Equal(2, (await MailsAsync()).Count);
    }

    [Fact]
    public async Task Whose_account_is_locked_gets_no_mail()
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");
        await _tests.Database.LockAsync(_bo);

        Assert.Equal(InviteOutcome.NoMember, await Invitations.InviteAsync(_ana, meeting.Id, _bo.Person, _ct));
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task The_meeting_stands_in_the_members_list_as_one_they_are_invited_to_until_they_have_been_there_or_take_it_out()
    {
        var meeting = await _tests.MakeAsync(_ana.Person, "Weekly call");
        Assert.Empty(await ParticipatedAsync());

        await Invitations.InviteAsync(_ana, meeting.Id, _bo.Person, _ct);
        Assert.True(Assert.Single(await ParticipatedAsync()).IsInvited);
        await _tests.TakesPartAsync(_bo, meeting.Id);
        Assert.False(Assert.Single(await ParticipatedAsync()).IsInvited);

        await _tests.Book.UnlistAsync(_bo.Person, meeting.Id, _ct);
        Assert.Empty(await ParticipatedAsync());
        await Invitations.InviteAsync(_ana, meeting.Id, _bo.Person, _ct);
        Assert.Single(await ParticipatedAsync());
    }

    private Viewer Account(string name, string email)
    {
        var member = _tests.Database.Member(name);
        using var db = _tests.Database.CreateDbContext();
        var account = db.Users.Single(u => u.Id == member.Person.Value);
        (account.Email, account.NormalizedEmail) = (email, email.ToUpperInvariant());
        db.SaveChanges();
        return member;
    }

    private async Task<IReadOnlyList<OutboxMail>> MailsAsync()
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync(_ct);
    }

    private async Task<IReadOnlyList<MeetingCard>> ParticipatedAsync() =>
        (await _tests.Lists.ReadAsync(new ListWish(_bo.Person, MeetingShelf.Participated), 0, _ct)).Cards;
}

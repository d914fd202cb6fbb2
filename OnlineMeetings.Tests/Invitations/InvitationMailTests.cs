using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;
using OnlineMeetings.Calendar;
using OnlineMeetings.Calendar.Ics;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Settings;
using OnlineMeetings.Tests.Meetings;
using OnlineMeetings.Tests.Support;
using Attendee = OnlineMeetings.Calendar.Attendee;

namespace OnlineMeetings.Tests.Invitations;

/// <summary>The mails that changes of a calendar put into the outbox, read back.</summary>
public sealed class InvitationMailTests : IDisposable
{
    private static readonly Zone _berlin = new("Europe/Berlin");
    private static readonly LocalDateTime _start = new(2026, 10, 6, 10, 0);
    private static readonly LocalDateTime _second = _start.PlusDays(7);
    private static readonly Viewer _ana = Viewers.Organizer;

    private readonly BookOfTests _tests = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public InvitationMailTests() => Texts.Speak("en");

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task T56_An_invitation_is_what_mail_programs_expect()
    {
        await AddAsync(Call("Team call — Grüße 🎉", "bo", "cleo"), MeetingChoice.New);

        var mails = await MailsAsync();

        Assert.Equal(["bo@example.org", "cleo@example.org"], mails.Select(m => m.To.Mailboxes.Single().Address));
        var mail = mails[0];
        Assert.Equal(("Ana", "meetings@example.org"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal($"{_ana.Person.Value:N}@example.org", mail.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("Invitation: Team call — Grüße 🎉", mail.Subject);
        var mixed = Assert.IsType<Multipart>(mail.Body);
        Assert.Equal("multipart/mixed", mixed.ContentType.MimeType);
        var alternative = Assert.IsType<MultipartAlternative>(mixed[0]);
        Assert.Equal(["text/plain", "text/html", "text/calendar"], alternative.Select(part => part.ContentType.MimeType));
        Assert.Equal(("REQUEST", "utf-8"), (alternative[2].ContentType.Parameters["method"], alternative[2].ContentType.Charset!.ToLowerInvariant()));
        var attached = Assert.IsType<MimePart>(mixed[1]);
        Assert.Equal(("application/ics", "invite.ics", true), (attached.ContentType.MimeType, attached.FileName, attached.IsAttachment));
        var file = FileOf(mail);
        Assert.Equal(file, Decoded(attached));
        Assert.DoesNotContain('\n', file.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75));
        var read = await ReadInvitation.OfAsync(file);
        Assert.Equal(("REQUEST", "Europe/Berlin"), (read.Method, Assert.Single(read.Zones)));
        var one = Assert.Single(read.Events);
        Assert.Equal(("mailto:meetings@example.org", "Ana"), (one.Organizer, one.OrganizerName));
        Assert.Equal(("Team call — Grüße 🎉", "2026-10-06T10:00:00+02:00", "FREQ=WEEKLY"), (one.Subject, one.Start, one.Rule));
        Assert.Equal([["mailto:bo@example.org", "NEEDS-ACTION", "TRUE"], ["mailto:cleo@example.org", "NEEDS-ACTION", "TRUE"]], one.Attendees);
    }

    [Fact]
    public async Task It_says_who_when_and_where_and_takes_the_answer()
    {
        var sheet = await AddAsync(Call("Team call", "bo"), MeetingChoice.New);

        var mail = Assert.Single(await MailsAsync());

        var link = sheet.Appointment.Details.Conference!.Url;
        Assert.StartsWith("https://meet.example.org/m/", link, StringComparison.Ordinal);
        foreach (var text in new[] { mail.TextBody!, mail.HtmlBody! })
        {
            Assert.Contains("Ana invites you.", text, StringComparison.Ordinal);
            Assert.Contains("Tuesday, 6 October 2026, 10:00–11:00 (Berlin). Every week on Tuesday", System.Net.WebUtility.HtmlDecode(text), StringComparison.Ordinal);
            Assert.Contains(link, text, StringComparison.Ordinal);
            Assert.Contains("answer=Accepted", text, StringComparison.Ordinal);
            Assert.DoesNotContain("password", text, StringComparison.Ordinal);
        }
        var secret = new Uri(mail.TextBody!.Split('\n').First(line => line.Contains("/invitation/", StringComparison.Ordinal)).Trim()).Segments[^1];
        var key = Inviting.Links.Read(secret);
        Assert.Equal(sheet.Id, key!.Appointment);
        Assert.True(key.IsFor(new Attendee("BO@example.org")));
        Assert.False(key.IsFor(new Attendee("cleo@example.org")));
        Assert.Null(Inviting.Links.Read(secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A')));
    }

    [Fact]
    public async Task It_is_in_the_organizers_language()
    {
        Texts.Speak("de");

        await AddAsync(Call("Besprechung", "bo"), MeetingChoice.None);

        var mail = Assert.Single(await MailsAsync());
        Assert.Equal("Einladung: Besprechung", mail.Subject);
        Assert.Contains("Dienstag, 6. Oktober 2026, 10:00–11:00 (Berlin). Jede Woche am Dienstag", mail.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_through_its_life_tells_each_what_concerns_them()
    {
        var sheet = await AddAsync(Call("Team call", "bo", "cleo"), MeetingChoice.New);
        await MailsAsync();

        sheet = await ChangeAsync(sheet, sheet.Appointment with { When = sheet.Appointment.When.StartingAt(_second.PlusHours(4), DateTimeZone.Utc) }, Scope.One, _second);
        Assert.Equal(["bo Updated #1 of 2026-10-13T10:00", "cleo Updated #1 of 2026-10-13T10:00"], await LinesAsync());

        sheet = await ChangeAsync(sheet, Asking(sheet.Appointment, "bo", "cleo", "dan"));
        Assert.Equal(["dan Invitation #0 +1"], await LinesAsync());

        sheet = await ChangeAsync(sheet, Asking(sheet.Appointment, "bo", "dan"));
        Assert.Equal(["cleo Cancelled #1"], await LinesAsync());

        Assert.True(await _tests.Calendar.RemoveAsync(_ana.Person, sheet.Id, sheet.Version, _second.PlusDays(7), Scope.One, _ct));
        Assert.Equal(["bo Cancelled #2 of 2026-10-20T10:00", "dan Cancelled #2 of 2026-10-20T10:00"], await LinesAsync());

        sheet = (await _tests.Calendar.FindAsync(_ana.Person, sheet.Id, _ct))!;
        Assert.True(await _tests.Calendar.RemoveAsync(_ana.Person, sheet.Id, sheet.Version, null, Scope.All, _ct));
        Assert.Equal(["bo Cancelled #3", "dan Cancelled #3"], await LinesAsync());
    }

    [Fact]
    public async Task This_and_all_following_are_an_update_of_the_first_series_and_an_invitation_to_the_second()
    {
        var sheet = await AddAsync(Call("Team call", "bo"), MeetingChoice.New);
        await MailsAsync();
        var following = sheet.Appointment with { When = sheet.Appointment.When.StartingAt(_second.PlusHours(2), DateTimeZone.Utc) };

        var second = await ChangeAsync(sheet, following, Scope.Following, _second);

        var files = await Task.WhenAll((await MailsAsync()).Select(mail => ReadInvitation.OfAsync(FileOf(mail))));
        Assert.Equal(2, files.Length);
        var first = files.Select(file => file.Events[0]).Single(read => read.Uid == sheet.Appointment.Uid);
        var other = files.Select(file => file.Events[0]).Single(read => read.Uid != sheet.Appointment.Uid);
        Assert.Equal((1, "FREQ=WEEKLY;UNTIL=20261013T075959Z"), (first.Sequence, first.Rule));
        Assert.Equal((second.Appointment.Uid, "2026-10-13T12:00:00+02:00"), (other.Uid, other.Start));
        Assert.Equal(sheet.Meeting, second.Meeting);
    }

    [Fact]
    public async Task Who_is_not_invited_to_one_occurrence_does_not_see_it()
    {
        var call = Call("Team call", "bo", "cleo");
        var sheet = await AddAsync(call, MeetingChoice.None);
        sheet = await ChangeAsync(sheet, Asking(sheet.Appointment, "bo"), Scope.One, _second);
        await MailsAsync();

        await ChangeAsync(sheet, sheet.Appointment with { Details = sheet.Appointment.Details with { Subject = "Call" } });

        var files = (await MailsAsync()).Select(mail => IcsReader.Read(FileOf(mail)).Appointments[0]).ToList();
        Assert.Equal((1, 0), (files[0].Changed.Count, files[0].Excluded.Count));
        Assert.Equal((0, 1), (files[1].Changed.Count, files[1].Excluded.Count));
    }

    [Fact]
    public async Task A_bad_address_among_good_ones_is_refused_before_anything_is_stored()
    {
        foreach (var bad in new[] { "nobody", "@example.org", "a@b@c", "a b@example.org", "Bo <bo@example.org>", "bo@example.org, x@example.org", "x@example.org\r\nBcc: y@example.org" })
        {
            var call = Call("Team call", "bo");
            call = call with { Details = call.Details with { Attendees = [.. call.Details.Attendees, new Attendee(bad)] } };

            var refused = await Assert.ThrowsAsync<CalendarRefusedException>(() => AddAsync(call, MeetingChoice.New));

            Assert.Equal(CalendarRefusal.BadAddress, refused.Why);
        }
        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal((0, 0, 0), (await db.Appointments.CountAsync(_ct), await db.Announcements.CountAsync(_ct), await db.Meetings.CountAsync(_ct)));
    }

    [Theory]
    [InlineData("Team\r\nBcc: mallory@evil.example")]
    [InlineData("Team\nATTENDEE:mailto:mallory@evil.example\nX-Evil: yes")]
    public async Task T59_A_line_end_in_what_people_write_adds_no_line(string words)
    {
        var call = Call(words, "bo");
        await AddAsync(call with { Details = call.Details with { Place = words, Attendees = [new Attendee("bo@example.org", words)] } }, MeetingChoice.None);

        var mail = Assert.Single(await MailsAsync());

        Assert.Empty(mail.Bcc);
        Assert.Null(mail.Headers["X-Evil"]);
        Assert.Single((await ReadInvitation.OfAsync(FileOf(mail))).Events[0].Attendees);
    }

    [Fact]
    public async Task Five_hundred_people_do_not_hold_up_the_page()
    {
        var people = Enumerable.Range(0, 500).Select(n => $"person{n}").ToArray();
        await AddAsync(Call("Small", "bo"), MeetingChoice.None);
        var watch = Stopwatch.StartNew();

        await AddAsync(Call("All hands", people), MeetingChoice.New);

        TestContext.Current.SendDiagnosticMessage("500 invitations: {0} ms", watch.ElapsedMilliseconds);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5));
        var mails = await MailsAsync();
        Assert.Equal(501, mails.Count);
        Assert.All(mails.Skip(1), mail => Assert.Equal($"mailto:{mail.To.Mailboxes.Single().Address}", IcsReader.Read(FileOf(mail)).Appointments[0].Details.Attendees.Single().Address.Insert(0, "mailto:")));
    }

    [Fact]
    public async Task A_change_of_the_meeting_updates_the_invitation_by_itself()
    {
        var sheet = await AddAsync(Call("Team call", "bo"), MeetingChoice.New);
        var earlier = sheet.Appointment.Details.Conference!.Url;
        await MailsAsync();
        var desk = Desk();

        await desk.ReplaceLinkAsync(_ana, sheet.Meeting!.Value, _ct);

        var read = Assert.Single((await ReadInvitation.OfAsync(FileOf(Assert.Single(await MailsAsync())))).Events);
        Assert.Equal(1, read.Sequence);
        Assert.DoesNotContain(earlier, read.Notes, StringComparison.Ordinal);
        Assert.Contains("https://meet.example.org/m/", read.Notes, StringComparison.Ordinal);

        var settings = (await desk.ReadAsync(_ana, sheet.Meeting.Value, _ct))!;
        await desk.SaveAsync(_ana, sheet.Meeting.Value, settings.Version, settings.Settings with { HasPassword = true, Password = "secret word", GuestsAllowed = false }, _ct);
        var mail = Assert.Single(await MailsAsync());
        Assert.Contains("You will be asked for a password, which Ana tells you.", mail.TextBody!, StringComparison.Ordinal);
        Assert.Contains("Only who has an account on this server can join.", (await ReadInvitation.OfAsync(FileOf(mail))).Events[0].Notes, StringComparison.Ordinal);
        Assert.DoesNotContain("secret word", mail.ToString(), StringComparison.Ordinal);

        settings = (await desk.ReadAsync(_ana, sheet.Meeting.Value, _ct))!;
        await desk.SaveAsync(_ana, sheet.Meeting.Value, settings.Version, settings.Settings with { Title = "Another title" }, _ct);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_deleted_meeting_is_an_update_without_the_link()
    {
        var sheet = await AddAsync(Call("Team call", "bo"), MeetingChoice.New);
        await MailsAsync();

        Assert.True(await _tests.Book.DeleteAsync(_ana.Person, sheet.Meeting!.Value, _ct));

        var file = FileOf(Assert.Single(await MailsAsync()));
        Assert.DoesNotContain("/m/", file, StringComparison.Ordinal);
        Assert.Equal("REQUEST", IcsReader.Read(file).Method);
        var now = await _tests.Calendar.FindAsync(_ana.Person, sheet.Id, _ct);
        Assert.True(now is { Meeting: null, Appointment.Details: { Conference: null, Place: "" } });
    }

    [Fact]
    public async Task What_somebody_else_organizes_is_not_ones_own_to_invite_to()
    {
        var call = Call("Their call", "bo", "cleo");

        await AddAsync(call with { Details = call.Details with { Organizer = new Organizer("zoe@elsewhere.example", "Zoe"), Attendees = [.. call.Details.Attendees, new Attendee("Room 2")] } }, MeetingChoice.None);

        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Who_invites_gets_no_mail_about_it()
    {
        var call = Call("Team call", "bo", _ana.Person.Value.ToString("N"), "meetings");

        await AddAsync(call, MeetingChoice.None);

        Assert.Equal(["bo@example.org"], (await MailsAsync()).Select(mail => mail.To.Mailboxes.Single().Address));
    }

    private SettingsDesk Desk() => new(
        _tests.Database, new MeetingSettingsRules(Texts.Of<MeetingTexts>(), new ScheduleRules(Texts.Of<CalendarTexts>())), _tests.Passwords, _tests.Rooms.Live,
        Inviting.News(_tests.Time), _tests.Time);

    private Task<AppointmentSheet> AddAsync(Appointment appointment, MeetingChoice meeting) => _tests.Calendar.AddAsync(_ana.Person, appointment, meeting, _ct);

    private async Task<AppointmentSheet> ChangeAsync(AppointmentSheet sheet, Appointment changed, Scope scope = Scope.All, LocalDateTime? of = null)
    {
        var now = (await _tests.Calendar.FindAsync(_ana.Person, sheet.Id, _ct))!;
        var saved = (await _tests.Calendar.ChangeAsync(_ana.Person, sheet.Id, now.Version, of, scope, changed, MeetingChoice.AsItIs, _ct))!;
        return (await _tests.Calendar.FindAsync(_ana.Person, saved.Id, _ct))!;
    }

    private static Appointment Call(string subject, params string[] people) => Asking(
        new Appointment(CalendarBook.NewUid(), new Span(_start, _start.PlusHours(1), _berlin), new Details { Subject = subject }) { Rule = "FREQ=WEEKLY" }, people);

    private static Appointment Asking(Appointment appointment, params string[] people) =>
        appointment with { Details = appointment.Details with { Attendees = [.. people.Select(name => new Attendee($"{name}@example.org", name))] } };

    /// <summary>What was put into the outbox since the last time.</summary>
    private async Task<IReadOnlyList<MimeMessage>> MailsAsync()
    {
        await Inviting.Round(_tests.Database, _tests.Time).GoAsync(_ct);
        await using var db = _tests.Database.CreateDbContext();
        var mails = await db.Outbox.AsNoTracking().OrderBy(m => m.Recipient).ToListAsync(_ct);
        await _tests.Database.WriteAsync(db => db.Outbox.ExecuteDeleteAsync(_ct), _ct);
        return mails.ConvertAll(mail => MimeMessage.Load(new MemoryStream(mail.Message), _ct));
    }

    private async Task<IEnumerable<string>> LinesAsync()
    {
        var lines = new List<string>();
        foreach (var mail in await MailsAsync())
        {
            var read = (await ReadInvitation.OfAsync(FileOf(mail))).Events;
            lines.Add($"{mail.To.Mailboxes.Single().Address.Split('@')[0]} {mail.Subject!.Split(':')[0]} #{read[0].Sequence}"
                + (read[0].Of is { } of ? $" of {of[..16]}" : "") + (read.Length > 1 ? $" +{read.Length - 1}" : ""));
        }
        return lines;
    }

    private static string FileOf(MimeMessage mail) => Decoded(mail.BodyParts.OfType<MimePart>().Single(part => part.ContentType.MimeType == "text/calendar"));

    private static string Decoded(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}

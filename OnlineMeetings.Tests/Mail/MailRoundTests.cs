using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Mail;

public sealed class MailRoundTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
    private readonly Postman _postman = new();
    private readonly Guid _about = Guid.NewGuid();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task A_mail_goes_once_and_what_it_held_is_forgotten()
    {
        await PostAsync("bo@example.org");

        await GoAsync();
        await GoAsync();

        Assert.Single(_postman.Carried);
        Assert.Equal(("bo@example.org", MailState.Sent, null), Fate());
        await using var db = _db.CreateDbContext();
        Assert.Empty((await db.Outbox.SingleAsync(_ct)).Message);
    }

    [Fact]
    public async Task Each_recipient_has_a_mail_of_their_own()
    {
        await PostAsync("bo@example.org", "cleo@example.org");

        await GoAsync();

        Assert.Equal(["bo@example.org", "cleo@example.org"], _postman.Carried.Select(m => m.Recipient).Order());
        Assert.All(_postman.Letters, letter => Assert.Single(letter.To));
        Assert.Equal(2, _postman.Carried.Select(m => m.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_not_taken_now_is_tried_again_later_and_later_under_the_same_id()
    {
        await PostAsync("bo@example.org");
        _postman.Answer = (Carried.Later, "451 Try again later");

        foreach (var pause in new[] { 1, 5, 15, 60, 240, 240 })
        {
            await GoAsync();
            var tried = _postman.Carried.Count;
            Assert.Equal(("bo@example.org", MailState.Waiting, "451 Try again later"), Fate());
            _time.Advance(TimeSpan.FromMinutes(pause) - TimeSpan.FromSeconds(1));
            await GoAsync();
            Assert.Equal(tried, _postman.Carried.Count);
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        _postman.Answer = (Carried.Sent, null);
        await GoAsync();

        Assert.Equal(("bo@example.org", MailState.Sent, null), Fate());
        Assert.Single(_postman.Carried.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task What_is_refused_is_not_tried_again_and_its_words_are_kept()
    {
        await PostAsync("nobody@example.org");
        _postman.Answer = (Carried.Refused, "550 No such mailbox here");

        await GoAsync();
        _time.Advance(TimeSpan.FromDays(1));
        await GoAsync();

        Assert.Single(_postman.Carried);
        Assert.Equal(("nobody@example.org", MailState.Failed, "550 No such mailbox here"), Fate());
    }

    [Fact]
    public async Task After_four_days_a_mail_is_given_up()
    {
        await PostAsync("bo@example.org");
        _postman.Answer = (Carried.Later, "451 Try again later");

        for (var hours = 0; hours <= 5 * 24; hours += 4)
        {
            await GoAsync();
            _time.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal(MailState.Failed, Fate().State);
    }

    [Fact]
    public async Task Of_many_rounds_at_once_one_sends_each_mail()
    {
        await PostAsync([.. Enumerable.Range(0, 60).Select(n => $"person{n}@example.org")]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(GoAsync, _ct)));

        Assert.Equal(60, _postman.Carried.Count);
        Assert.Equal(60, _postman.Carried.Select(m => m.Recipient).Distinct().Count());
    }

    [Fact]
    public async Task Where_a_server_dies_after_it_sent_and_before_it_noted_so_the_mail_goes_again_as_the_same()
    {
        await PostAsync("bo@example.org");
        _postman.DiesAfterwards = true;
        await Assert.ThrowsAsync<InvalidOperationException>(GoAsync);
        _postman.DiesAfterwards = false;

        await GoAsync();
        Assert.Single(_postman.Carried);
        _time.Advance(MailRound.Claim);
        await GoAsync();

        Assert.Equal(2, _postman.Carried.Count);
        Assert.Single(_postman.Carried.Select(m => m.MessageId).Distinct());
        Assert.Single(_postman.Letters.Select(letter => letter.MessageId).Distinct());
        Assert.Equal(MailState.Sent, Fate().State);
    }

    [Fact]
    public async Task A_mail_whose_transaction_failed_was_never_written()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _db.WriteAsync(
            db =>
            {
                db.Post(_time, Letter("bo@example.org"));
                throw new InvalidOperationException("The appointment could not be stored.");
            },
            _ct));

        await GoAsync();

        Assert.Empty(_postman.Carried);
    }

    [Fact]
    public async Task What_went_long_ago_is_swept_and_what_waits_is_kept()
    {
        await PostAsync("bo@example.org");
        await GoAsync();
        _time.Advance(MailRound.Kept + TimeSpan.FromDays(1));
        await PostAsync("cleo@example.org");

        await Round().SweepAsync(_ct);

        Assert.Equal(["cleo@example.org"], (await new Outbox(_db).AboutAsync(_about, _ct)).Select(f => f.Recipient));
    }

    [Theory]
    [InlineData("Team\r\nBcc: mallory@evil.example")]
    [InlineData("Team\nX-Evil: yes\n\nbody")]
    [InlineData("Team\0call")]
    public void What_people_write_adds_no_line_to_the_header(string words)
    {
        var letter = new Letters(new MailOptions { From = "meetings@example.org" }).Write(words, "bo@example.org", words, [words], (words, "https://example.org/"));

        var mail = Posting.Written(letter, letter.To.Mailboxes.Single(), about: null, _time.GetUtcNow());

        var read = MimeMessage.Load(new MemoryStream(mail.Message), _ct);
        Assert.Null(read.Headers["X-Evil"]);
        Assert.Empty(read.Bcc);
        Assert.Single(read.To.Mailboxes);
        Assert.Equal(Letters.OneLine(words), read.Subject);
    }

    private Task GoAsync() => Round().GoAsync(_ct);

    private MailRound Round() => new(_db, _postman, _time, NullLogger<MailRound>.Instance);

    private Task PostAsync(params string[] to) => _db.WriteAsync(
        db =>
        {
            db.Post(_time, Letter(to), _about);
            return Task.CompletedTask;
        },
        _ct);

    private static MimeMessage Letter(params string[] to)
    {
        var letter = new Letters(new MailOptions { From = "meetings@example.org" }).Write("Bo", to[0], "Hello", ["Some words."]);
        letter.To.Clear();
        letter.To.AddRange(to.Select(address => new MailboxAddress("", address)));
        return letter;
    }

    private (string Recipient, MailState State, string? Trouble) Fate()
    {
        var fate = Assert.Single(new Outbox(_db).AboutAsync(_about, _ct).GetAwaiter().GetResult());
        return (fate.Recipient, fate.State, fate.Trouble);
    }

    /// <summary>Carries mails as the test wants it.</summary>
    private sealed class Postman : IMailCarrier
    {
        public List<OutboxMail> Carried { get; } = [];

        public IEnumerable<MimeMessage> Letters => Carried.Select(mail => MimeMessage.Load(new MemoryStream(mail.Message)));

        public (Carried Outcome, string? Words) Answer { get; set; } = (OnlineMeetings.Mail.Carried.Sent, null);

        public bool DiesAfterwards { get; set; }

        public async IAsyncEnumerable<Delivery> CarryAsync(IReadOnlyList<OutboxMail> mails, [EnumeratorCancellation] CancellationToken ct)
        {
            foreach (var mail in mails)
            {
                await Task.Yield();
                lock (Carried)
                    Carried.Add(mail);
                if (DiesAfterwards)
                    throw new InvalidOperationException("The server was killed.");
                yield return new Delivery(mail, Answer.Outcome, Answer.Words);
            }
        }
    }
}

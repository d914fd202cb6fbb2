using MimeKit;
using OnlineMeetings.Hosting;
using OnlineMeetings.Mail;

namespace OnlineMeetings.Tests.Mail;

/// <summary>Mails to a real mail server, and to the folder that stands in where there is none.</summary>
public sealed class SmtpCarrierTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        using var server = MailServer.Start();
        var mail = Mail("bo@example.org", "Grüße — 会議");

        var delivery = Assert.Single(await CarryAsync(server, mail));

        Assert.Equal(Carried.Sent, delivery.Outcome);
        var arrived = Assert.Single(server.Mails);
        Assert.Equal((mail.MessageId, "Grüße — 会議", "bo@example.org"), (arrived.MessageId, arrived.Subject, arrived.To.Mailboxes.Single().Address));
        Assert.Equal("meetings@example.org", arrived.From.Mailboxes.Single().Address);
        Assert.Equal("Some words: ü.", arrived.TextBody?.TrimEnd());
    }

    [Fact]
    public async Task Among_many_each_is_answered_for_in_the_servers_own_words()
    {
        using var server = MailServer.Start();

        var deliveries = await CarryAsync(
            server, Mail("bo@example.org"), Mail("nobody@example.org"), Mail("later@example.org"), Mail("cut@example.org"), Mail("cleo@example.org"));

        Assert.Equal([Carried.Sent, Carried.Refused, Carried.Later, Carried.Later, Carried.Sent], deliveries.Select(d => d.Outcome));
        Assert.Equal("550 5.1.1 No such mailbox here", deliveries[1].Words);
        Assert.Equal("451 4.7.1 Try again later", deliveries[2].Words);
        Assert.NotNull(deliveries[3].Words);
        Assert.Equal(["bo@example.org", "cut@example.org", "cleo@example.org"], server.Mails.Select(m => m.To.Mailboxes.Single().Address));
    }

    [Fact]
    public async Task A_mail_server_that_is_away_is_tried_again()
    {
        using var server = MailServer.Start();
        server.Stop();
        var mail = Mail("bo@example.org");
        Assert.Equal(Carried.Later, Assert.Single(await CarryAsync(server, mail)).Outcome);

        server.Resume();

        Assert.Equal(Carried.Sent, Assert.Single(await CarryAsync(server, mail)).Outcome);
    }

    [Fact]
    public async Task A_server_without_TLS_gets_no_mail_where_TLS_is_asked_for()
    {
        using var server = MailServer.Start();
        var carrier = new SmtpCarrier(new MailOptions { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.StartTls, From = "meetings@example.org" });

        Assert.Equal(Carried.Later, Assert.Single(await ListAsync(carrier, Mail("bo@example.org"))).Outcome);

        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Without_a_mail_server_mails_lie_in_the_data_folder_each_once()
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("meetings-test-").FullName);
        var mail = Mail("bo@example.org");

        Assert.Equal(Carried.Sent, Assert.Single(await ListAsync(new FolderCarrier(folder), mail)).Outcome);
        Assert.Equal(Carried.Sent, Assert.Single(await ListAsync(new FolderCarrier(folder), mail)).Outcome);

        var file = Assert.Single(Directory.GetFiles(folder.Mail));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Equal(mail.MessageId, (await MimeMessage.LoadAsync(file, _ct)).MessageId);
        Directory.Delete(folder.Path, recursive: true);
    }

    private Task<List<Delivery>> CarryAsync(MailServer server, params OutboxMail[] mails) => ListAsync(
        new SmtpCarrier(new MailOptions { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "meetings@example.org" }), mails);

    private async Task<List<Delivery>> ListAsync(IMailCarrier carrier, params OutboxMail[] mails)
    {
        var deliveries = new List<Delivery>();
        await foreach (var delivery in carrier.CarryAsync(mails, _ct))
            deliveries.Add(delivery);
        return deliveries;
    }

    private static OutboxMail Mail(string to, string subject = "Hello")
    {
        var letter = new Letters(new MailOptions { From = "meetings@example.org" }).Write("Bo", to, subject, ["Some words: ü."]);
        return Posting.Written(letter, letter.To.Mailboxes.Single(), about: null, DateTimeOffset.UtcNow);
    }
}

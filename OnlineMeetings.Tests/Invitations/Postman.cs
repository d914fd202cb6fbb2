using System.Text;
using MimeKit;
using OnlineMeetings.Tests.Mail;

namespace OnlineMeetings.Tests.Invitations;

/// <summary>Brings the invitations that a mail server has taken, each once, as another program reads them.</summary>
public sealed class Postman(MailServer server)
{
    private int _brought;

    /// <summary>Waits for so many more; what came beyond them is brought too. In the order of the names of whom they are for.</summary>
    public async Task<IReadOnlyList<BroughtInvitation>> NextAsync(int count)
    {
        await server.NextAsync(_brought + count - 1);
        var brought = new List<BroughtInvitation>();
        foreach (var mail in server.Mails.Skip(_brought))
            brought.Add(new BroughtInvitation(mail, await ReadAsync(mail)));
        _brought += brought.Count;
        return [.. brought.OrderBy(one => one.To, StringComparer.Ordinal)];
    }

    private static async Task<ReadInvitation> ReadAsync(MimeMessage mail)
    {
        var part = mail.BodyParts.OfType<MimePart>().Single(part => part.ContentType.MimeType == "text/calendar");
        using var bytes = new MemoryStream();
        await part.Content!.DecodeToAsync(bytes);
        var read = await ReadInvitation.OfAsync(Encoding.UTF8.GetString(bytes.ToArray()));
        Assert.Equal(part.ContentType.Parameters["method"], read.Method);
        return read;
    }
}

public sealed record BroughtInvitation(MimeMessage Mail, ReadInvitation Read)
{
    /// <summary>Whom it is for: what their address has before the @.</summary>
    public string To => Mail.To.Mailboxes.Single().Address.Split('@')[0];

    /// <summary>"bo REQUEST #1 one": for whom, what of, its number, and whether it is about one occurrence only.</summary>
    public override string ToString() => $"{To} {Read.Method} #{Read.Events[0].Sequence}{(Read.Events[0].Of is null ? "" : " one")}";
}

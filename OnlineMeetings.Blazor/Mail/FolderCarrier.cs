using System.Globalization;
using System.Runtime.CompilerServices;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Mail;

/// <summary>Where there is no mail server, mails lie in the data folder, to be read or handed on by somebody else.</summary>
internal sealed class FolderCarrier(DataFolder folder) : IMailCarrier
{
    public async IAsyncEnumerable<Delivery> CarryAsync(IReadOnlyList<OutboxMail> mails, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var mail in mails)
            yield return await TryAsync(mail, ct);
    }

    private async Task<Delivery> TryAsync(OutboxMail mail, CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(folder.Mail);
            // Named by the mail: tried twice, it is there once. Moved when whole, since others look into this folder.
            var name = Path.Combine(folder.Mail, string.Create(CultureInfo.InvariantCulture, $"{mail.CreatedAt:yyyyMMdd-HHmmss}-{mail.Id:N}.eml"));
            await File.WriteAllBytesAsync(name + ".part", mail.Message, ct);
            File.Move(name + ".part", name, overwrite: true);
            return new Delivery(mail, Carried.Sent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Delivery(mail, Carried.Later, e.Message);
        }
    }
}

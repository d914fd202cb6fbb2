using Microsoft.Extensions.Localization;
using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Invitations;

/// <summary>
/// A folder into which a mail server, or somebody, puts answers to invitations. What was taken goes to "done", what was not to
/// "refused", beside a text that says why.
/// </summary>
public sealed partial class ReplyFolder(
    DataFolder data, Replies replies, IStringLocalizer<InvitationTexts> t, IStringLocalizer<CalendarTexts> calendar, TimeProvider time, ILogger<ReplyFolder> log)
{
    // What can't be read may still be being written.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    public string Path => System.IO.Path.Combine(data.Mail, "in");

    public async Task PickUpAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(Path);
        foreach (var file in Directory.GetFiles(Path).Where(IsReply).Order(StringComparer.Ordinal))
            await PickUpAsync(file, ct);
    }

    private async Task PickUpAsync(string file, CancellationToken ct)
    {
        try
        {
            await using (var content = File.OpenRead(file))
                await replies.TakeAsync(content, owner: null, ct);
            MoveTo("done", file);
            ReplyTaken(log, System.IO.Path.GetFileName(file));
        }
        catch (Exception e) when (e is ReplyRefusedException or CalendarRefusedException)
        {
            if (time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) >= _patience)
                Refuse(file, WordsOf(e));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Tried again in a minute; the others go on.
            ReplyNotRead(log, System.IO.Path.GetFileName(file), e);
        }
    }

    private void Refuse(string file, string words)
    {
        var moved = MoveTo("refused", file);
        File.WriteAllText(System.IO.Path.ChangeExtension(moved, ".txt"), words + Environment.NewLine);
        ReplyRefused(log, System.IO.Path.GetFileName(file), words);
    }

    private string WordsOf(Exception e)
    {
        if (e is ReplyRefusedException reply)
            return t[reply.Words.Key, reply.Words.Arguments];
        var (key, arguments) = ((CalendarRefusedException)e).Words;
        return calendar[key, arguments];
    }

    // Names come from elsewhere and may come again.
    private string MoveTo(string folder, string file)
    {
        var to = Directory.CreateDirectory(System.IO.Path.Combine(Path, folder)).FullName;
        var moved = System.IO.Path.Combine(to, $"{Guid.CreateVersion7():N}-{System.IO.Path.GetFileName(file)}");
        File.Move(file, moved);
        return moved;
    }

    private static bool IsReply(string file) =>
        System.IO.Path.GetExtension(file).ToUpperInvariant() is ".ICS" or ".EML";

    [LoggerMessage(LogLevel.Information, "Took the answer in {File}")]
    private static partial void ReplyTaken(ILogger log, string file);

    [LoggerMessage(LogLevel.Warning, "Refused the answer in {File}: {Words}")]
    private static partial void ReplyRefused(ILogger log, string file, string words);

    [LoggerMessage(LogLevel.Error, "The answer in {File} could not be read")]
    private static partial void ReplyNotRead(ILogger log, string file, Exception e);
}

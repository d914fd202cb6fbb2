using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Files;

/// <summary>What the browser's part of the panel says by itself; "{0}" stands for a file's name.</summary>
public sealed record UploadWords(
    string Cancel, string TryAgain, string Dismiss, string Waiting, string Done, string CutOff, string NotAllowed, string Empty,
    string Gone, string NotSeen)
{
    internal static UploadWords In(IStringLocalizer<FileTexts> t) => new(
        t["Cancel {0}", "{0}"],
        t["Try again"],
        t["Dismiss"],
        t["Waiting"],
        t["Uploaded: {0}", "{0}"],
        t["The upload was cut off. Check your connection, then try again."],
        Words(t, FileRefusal.MayNotUpload),
        Words(t, FileRefusal.Empty),
        Words(t, FileRefusal.NoFile),
        Words(t, FileRefusal.MayNotSee));

    private static string Words(IStringLocalizer<FileTexts> t, FileRefusal why)
    {
        var (key, arguments) = new FileRefusedException(why).Words;
        return t[key, arguments];
    }
}

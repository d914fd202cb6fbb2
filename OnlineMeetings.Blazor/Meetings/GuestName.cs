using System.Globalization;
using System.Text;
using OnlineMeetings.Accounts;

namespace OnlineMeetings.Meetings;

/// <summary>The name that somebody gives at the door.</summary>
public static class GuestName
{
    /// <summary>The name in one line and without what cannot be seen; null where nothing is left, or too much.</summary>
    public static string? Clean(string? given)
    {
        var name = new StringBuilder();
        foreach (var rune in (given ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                name.Append(name.Length > 0 && name[^1] != ' ' ? " " : "");
            else if (IsSeen(rune))
                name.Append(rune);
        }
        return name.ToString().TrimEnd() is { Length: > 0 and <= Account.MaxNameLength } clean ? clean : null;
    }

    // Joiners belong into names of some scripts and into emoji; marks that turn the direction of the text do not.
    private static bool IsSeen(Rune rune) =>
        rune.Value is 0x200C or 0x200D || (rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse));
}

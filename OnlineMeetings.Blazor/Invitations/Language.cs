using System.Globalization;

namespace OnlineMeetings.Invitations;

/// <summary>In which language something is written that nobody looks at just now.</summary>
internal static class Language
{
    public static T In<T>(string language, Func<T> write)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}

using System.Globalization;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace OnlineMeetings.Tests.Support;

public static class Texts
{
    /// <summary>The program's texts, from its real resources.</summary>
    public static IStringLocalizer<T> Of<T>() => new StringLocalizer<T>(
        new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    /// <summary>What follows is said in this language, until the test ends.</summary>
    public static void Speak(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}

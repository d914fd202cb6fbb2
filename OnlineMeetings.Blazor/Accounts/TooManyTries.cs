using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Accounts;

internal static class TooManyTries
{
    /// <summary>Answers that nothing was looked at (RFC 6585 §4), and gives the words for it.</summary>
    public static string TooMany(this HttpContext http, int retryAfterSeconds)
    {
        var texts = http.RequestServices.GetRequiredService<IStringLocalizer<AccountTexts>>();
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return retryAfterSeconds < 60
            ? texts["There were too many tries. Wait {0} seconds, then try again.", retryAfterSeconds]
            : texts["There were too many tries. Wait {0} minutes, then try again.", (retryAfterSeconds + 59) / 60];
    }
}

using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Invitations;

/// <summary>`POST /api/calendar/replies` (multipart, one .ics or .eml): an answer that came by mail, handed in by who invited.</summary>
internal static class ReplyEndpoint
{
    public static void MapReplies(this WebApplication app) => app.MapPost("/api/calendar/replies", TakeAsync).DisableAntiforgery();

    private static async Task<IResult> TakeAsync(
        HttpContext http, Replies replies, IStringLocalizer<InvitationTexts> t, IStringLocalizer<CalendarTexts> calendar, CancellationToken ct)
    {
        if (!SameOrigin.IsOwn(http.Request) || http.User.Person is not { } owner)
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = ReplyFile.MaxRequestBytes;
        try
        {
            if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(ct)).Files is not [var file])
                throw new ReplyRefusedException(ReplyRefusal.NotAReply);
            await using var content = file.OpenReadStream();
            return TypedResults.Ok(await replies.TakeAsync(content, owner, ct));
        }
        catch (ReplyRefusedException refused)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, detail: t[refused.Words.Key, refused.Words.Arguments]);
        }
        catch (CalendarRefusedException refused)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, detail: calendar[refused.Words.Key, refused.Words.Arguments]);
        }
    }
}

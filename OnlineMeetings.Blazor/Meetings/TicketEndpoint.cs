using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Accounts;

namespace OnlineMeetings.Meetings;

/// <summary>`POST /api/meetings/{code}/ticket`: somebody gives their name and, where it is asked for, the password.</summary>
internal sealed class TicketEndpoint(
    Visitors visitors, MeetingPasswords passwords, GuessLimit guesses, Tickets tickets, IStringLocalizer<MeetingTexts> t)
{
    /// <summary>What is posted, as JSON: no other site can send that without asking this one first (CORS).</summary>
    internal sealed record Request(string? Name, string? Password);

    /// <summary>The ticket itself is in the cookie; the pass is for the circuit, which cannot see it.</summary>
    internal sealed record Response(string Pass);

    // Anonymous: who has the link may ask; what they get is for the policy to say.
    public static void Map(WebApplication app) => app.MapPost("/api/meetings/{code}/ticket",
        (string code, Request request, HttpContext http, TicketEndpoint endpoint, CancellationToken ct) => endpoint.AnswerAsync(code, request, http, ct))
        .AllowAnonymous();

    private async Task<Results<Ok<Response>, ProblemHttpResult>> AnswerAsync(string code, Request request, HttpContext http, CancellationToken ct)
    {
        if (await visitors.OfAsync(http, code, ct) is not { } visit)
            return Refuse(StatusCodes.Status404NotFound, t["This link leads to no meeting."]);
        if (visit.May.Entrance == Entrance.SignIn)
            return Refuse(StatusCodes.Status403Forbidden, t["This meeting is for people with an account on this server. Sign in first."]);
        if ((visit.Viewer.IsGuest ? GuestName.Clean(request.Name) : visit.Viewer.Name) is not { } name)
            return Refuse(StatusCodes.Status400BadRequest, t["Give a name of up to {0} characters, so that the others know who you are.", Account.MaxNameLength]);

        var proven = visit.Viewer.PasswordProven;
        if (request.Password is not null || visit.May.Entrance == Entrance.Password)
        {
            using var guess = await guesses.BeginAsync(http.Connection.RemoteIpAddress, $"meeting {visit.Meeting.Meeting}", ct);
            if (guess.RetryAfter is not null)
                return SlowDown(http, guess.RetryAfterSeconds);
            if (await passwords.VersionOfAsync(visit.Meeting.Meeting, Sane(request.Password), ct) is not { } version)
                return Refuse(StatusCodes.Status401Unauthorized, t["That is not the password of this meeting."]);
            guess.WasRight();
            proven = version;
        }

        var ticket = new Ticket(
            visit.Meeting.Meeting, IsNew(visit) ? PersonId.New() : visit.Viewer.Person, name, proven, visit.Viewer.IsGuest ? MeetingCode.MarkOf(code) : null);
        tickets.Issue(http, ticket);
        return TypedResults.Ok(new Response(tickets.PassFor(ticket)));
    }

    // A guest who had to give the password is somebody new: whoever else holds their ticket of before has nothing of it.
    private static bool IsNew(Visit visit) =>
        visit.Viewer.Kind == ViewerKind.Stranger || (visit.Viewer.IsGuest && visit.May.Entrance == Entrance.Password);

    // A password of megabytes is none; it costs what any wrong one costs.
    private static string Sane(string? password) => password is { Length: <= Meeting.MaxPasswordLength } ? password : "";

    private ProblemHttpResult SlowDown(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Refuse(StatusCodes.Status429TooManyRequests, t["Too many wrong passwords. Wait {0} seconds, then try again.", seconds]);
    }

    private static ProblemHttpResult Refuse(int status, string sentence) => TypedResults.Problem(sentence, statusCode: status);
}

namespace OnlineMeetings.Hosting;

/// <summary>Whether a request was sent by a page of this server. The browser itself says it, and no page can forge it.</summary>
internal static class SameOrigin
{
    // Every current browser sends Sec-Fetch-Site (W3C Fetch Metadata); an older one, and a script, sends Origin.
    public static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [{ } site]
            ? site == "same-origin"
            : request.Headers.Origin is [{ } origin]
                && string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Circuits carry cookies, and WebSockets know no CORS: those that other pages open are refused.</summary>
    public static void UseOwnCircuitsOnly(this WebApplication app) => app.Use((http, next) =>
    {
        if (!OpensCircuit(http.Request.Path))
            return next(http);
        // A server that stops closes its circuits once; one that comes back meanwhile would hold the stop up.
        if (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        else if (IsOwn(http.Request))
            return next(http);
        else
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static bool OpensCircuit(PathString path) =>
        path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is null or "" or "/" or "/negotiate";
}

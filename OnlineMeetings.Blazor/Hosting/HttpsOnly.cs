namespace OnlineMeetings.Hosting;

/// <summary>Plain HTTP serves nothing: whoever comes by it is sent to HTTPS.</summary>
internal sealed class HttpsOnly(RequestDelegate next, ServerOptions options)
{
    private readonly int? _port = options.Urls.FirstOrDefault(url => url.Scheme == "https")?.Port;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.IsHttps)
            return next(http);
        // The Host of one request may be forged; no cache may keep for others where it leads.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        http.Response.Headers.Location = RootFor(http) + http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
        return Task.CompletedTask;
    }

    private string RootFor(HttpContext http)
    {
        if (options.PublicUrlIsSet || _port is not { } port || !http.Request.Host.HasValue)
            return options.PublicUrl.GetLeftPart(UriPartial.Authority);
        var host = port == 443 ? new HostString(http.Request.Host.Host) : new HostString(http.Request.Host.Host, port);
        return "https://" + host.ToUriComponent();
    }
}

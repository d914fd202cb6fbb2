using Microsoft.AspNetCore.StaticAssets;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Accounts;

/// <summary>Leads everything to the set-up until it is done, and hides it from then on.</summary>
internal sealed class SetupFirst(RequestDelegate next, Setup setup)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var isSetup = http.Request.Path.Equals(Setup.Path, StringComparison.OrdinalIgnoreCase);
        if (!isSetup && IsAlwaysOpen(http.GetEndpoint()))
            await next(http);
        else if (await setup.IsNeededAsync(http.RequestAborted) == isSetup)
            await next(http);
        else if (isSetup)
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            http.Response.Redirect(Setup.Path);
    }

    private static bool IsAlwaysOpen(Endpoint? endpoint) => endpoint is not null
        && (endpoint.Metadata.GetMetadata<OpenBeforeSetupAttribute>() ?? (object?)endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()) is not null;
}

using MudBlazor.Services;

namespace OnlineMeetings.Shell;

internal static class ShellFeature
{
    public static void AddShell(this WebApplicationBuilder builder)
    {
        // A page that was closed answers nothing more, and its circuit is kept for as long as it is waited for.
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20));
        builder.Services.AddInteropJson();
        builder.Services.AddMudServices();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<ViewerClock>();
        builder.Services.AddSingleton<TimeWords>();
    }

    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(OpenCircuits);
    }

    // Circuits carry pages that anybody may see, so their own endpoints are open; who may see a page is said on the page.
    private static void OpenCircuits(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith('_'))
            endpoint.Metadata.Add(new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute());
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Mail;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Hosting;

internal static class HostingFeature
{
    private const long MaxBodyBytes = 1024 * 1024;
    private const long MaxHubMessageBytes = 256 * 1024;

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var server = builder.AddSettings();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ServerCertificate>();
        services.AddHostedService<StartMessage>();

        builder.WebHost.UseUrls([.. server.Urls.Select(url => url.ToString())]);
        services.AddOptions<KestrelServerOptions>().Configure<ServerCertificate>(Kestrel);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.Configure<ForwardedHeadersOptions>(forwarded => Believe(forwarded, server.TrustedProxies));
        services.Configure<HubOptions>(hub =>
        {
            hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
            hub.MaximumReceiveMessageSize = MaxHubMessageBytes;
            hub.AddFilter<ConnectionLimit>();
        });
        services.AddSingleton<OpenConnections>();
        services.AddSingleton<ConnectionLimit>();

        services.AddDataProtection().SetApplicationName("OnlineMeetings");
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "__Host-antiforgery";
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            // Our own headers say who may frame us.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddSecurityHeaderPolicies().SetDefaultPolicy(SecurityHeaders.Policy).AddPolicy(SecurityHeaders.Downloads, SecurityHeaders.DownloadPolicy);
        services.AddSingleton<Readiness>();
        services.AddHealthChecks().AddCheck<Readiness>(nameof(Readiness));
        services.AddProblemDetails();
        services.AddLocalization();
    }

    /// <summary>What every request passes before it is known what it wants.</summary>
    public static void UseHosting(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ServerOptions>().TrustedProxies.Count > 0)
            app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseMiddleware<HttpsOnly>();
        app.UseOwnCircuitsOnly();
        app.UseWhen(IsApi, api => api.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(http => !IsApi(http), pages => pages
            .UseExceptionHandler("/error", createScopeForErrors: true)
            .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
            .Use(AsPage));
        app.UseRequestLocalization("en", "de");
        app.UseRouting();
    }

    /// <summary>What asks who it is, so that it comes after accounts.</summary>
    public static void UseConnectionLimit(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<ConnectionLimit>();
        app.Use(limit.RefuseAsync);
    }

    public static void MapHosting(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new() { Predicate = _ => false }).AllowAnonymous().WithMetadata(OpenBeforeSetupAttribute.Marker);
        app.MapHealthChecks("/healthz/ready").AllowAnonymous().WithMetadata(OpenBeforeSetupAttribute.Marker);
        // Without it an address that isn't there would lead a stranger to the sign-in.
        app.MapFallback("{*path}", () => Results.NotFound()).AllowAnonymous();
    }

    // All settings are read here, so that all that is wrong with them is told at once.
    private static ServerOptions AddSettings(this WebApplicationBuilder builder)
    {
        var settings = new SettingsReader(builder.Configuration);
        var server = ServerOptions.Read(settings);
        builder.Services.AddSingleton(server);
        builder.Services.AddSingleton(Files.FileOptions.Read(settings));
        Files.S3Options.Read(settings);
        builder.Services.AddSingleton(IceOptions.Read(settings));
        builder.Services.AddSingleton(MailOptions.Read(settings));
        DatabaseOptions.Read(settings);
        ClusterOptions.Read(settings);
        CheckDataFolder(builder.Configuration, settings);
        CheckLogLevels(builder.Configuration, settings);
        settings.ThrowIfFaulty();
        return server;
    }

    private static void CheckDataFolder(ConfigurationManager configuration, SettingsReader settings)
    {
        try
        {
            var probe = Path.Combine(DataFolder.Of(configuration).Path, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            settings.Fault("Data:Folder", $"must name a folder that can be written to: {e.Message}");
        }
    }

    private static void CheckLogLevels(ConfigurationManager configuration, SettingsReader settings)
    {
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
                settings.Fault(level.Path, string.Create(CultureInfo.InvariantCulture, $"must be a level like Information or Warning, and is \"{level.Value}\"."));
        }
    }

    private static void Kestrel(KestrelServerOptions kestrel, ServerCertificate certificate)
    {
        kestrel.AddServerHeader = false;
        // Uploads raise it for themselves.
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ServerCertificateSelector = (_, _) => certificate.Current.TargetCertificate;
            // A selector hands out the certificate alone; browsers need its chain too.
            https.OnAuthenticate = (_, tls) =>
            {
                tls.ServerCertificateSelectionCallback = null;
                tls.ServerCertificateContext = certificate.Current;
            };
        });
    }

    private static void Believe(ForwardedHeadersOptions forwarded, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = null;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownIPNetworks.Add(proxy);
    }

    private static async Task AsPage(HttpContext http, RequestDelegate next)
    {
        // What was posted is over when its answer is a page of words: that one is only shown.
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null)
            http.Request.Method = HttpMethods.Get;
        await next(http);
        // Blazor refuses a form without its token with a type and no words, which would keep the page of words away.
        if (!http.Response.HasStarted && http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            http.Response.ContentType = null;
    }

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}

using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OnlineMeetings.Telemetry;

/// <summary>How the server is seen from outside: figures and traces over OTLP, where the standard's own variables say where to.</summary>
internal static class TelemetryFeature
{
    /// <summary>OpenTelemetry's own name; others of it, as OTEL_EXPORTER_OTLP_PROTOCOL or OTEL_SERVICE_NAME, hold as well.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] _meters =
    [
        Figures.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.Orleans", "Npgsql", "System.Runtime",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Figures>();
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(server => server.AddService("online-meetings"))
            .WithMetrics(metrics => metrics.AddMeter(_meters).AddOtlpExporter())
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource("Npgsql").AddProcessor<WithoutAddresses>().AddOtlpExporter());
    }

    /// <summary>The address of a meeting, an invitation or a feed is a secret that opens it: only which page it was is told.</summary>
    private sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        private static readonly string[] _secret = ["url.path", "url.query", "url.full", "http.target", "http.url"];

        public override void OnEnd(Activity data)
        {
            foreach (var tag in _secret)
                data.SetTag(tag, null);
        }
    }
}

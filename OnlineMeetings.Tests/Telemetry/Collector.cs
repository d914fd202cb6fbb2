using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OnlineMeetings.Tests.Telemetry;

/// <summary>Takes what OTLP brings over HTTP, and knows of it only which names and values are in it.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _metrics = [];
    private readonly ConcurrentQueue<string> _traces = [];

    private Collector(WebApplication app) => _app = app;

    /// <summary>Texts stand in it as they are (protobuf).</summary>
    public string Metrics => string.Concat(_metrics);

    public string Traces => string.Concat(_traces);

    /// <summary>What a server is told so that it brings all it has here, often.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", _app.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "200"), ("OTEL_BSP_SCHEDULE_DELAY", "200"),
    ];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.MapPost("/v1/metrics", http => TakeAsync(http, collector._metrics));
        collector._app.MapPost("/v1/traces", http => TakeAsync(http, collector._traces));
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task TakeAsync(HttpContext http, ConcurrentQueue<string> into)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        into.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
    }
}

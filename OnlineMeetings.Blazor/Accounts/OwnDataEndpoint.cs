using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Accounts;

/// <summary>`GET /account/data`: all that the server keeps of the person signed in, as a JSON file.</summary>
internal static class OwnDataEndpoint
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static void MapOwnData(this WebApplication app) =>
        app.MapGet(AccountPages.Data, Download).WithSecurityHeadersPolicy(SecurityHeaders.Downloads);

    private static PushStreamHttpResult Download(HttpContext http, IDbContextFactory<MeetingsDb> dbs, IEnumerable<IPersonalData> parts, CancellationToken ct)
    {
        var person = http.User.Person!.Value;
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(stream => WriteAsync(stream, dbs, parts, person, ct), "application/json", "online-meetings.json");
    }

    // Row by row: somebody may have written for years.
    private static Task WriteAsync(
        Stream stream, IDbContextFactory<MeetingsDb> dbs, IEnumerable<IPersonalData> parts, PersonId person, CancellationToken ct) =>
        JsonSerializer.SerializeAsync(stream, parts.ToDictionary(part => part.Part, part => RowsAsync(dbs, part, person, ct)), _json, ct);

    // Each with a connection of its own: the next part is begun before the one before is let go.
    private static async IAsyncEnumerable<object> RowsAsync(
        IDbContextFactory<MeetingsDb> dbs, IPersonalData part, PersonId person, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await foreach (var row in part.Of(db, person).AsAsyncEnumerable().WithCancellation(ct))
            yield return row;
    }
}

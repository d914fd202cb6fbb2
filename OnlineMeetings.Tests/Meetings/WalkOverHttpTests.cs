using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Files;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

/// <summary>Every role walks to every endpoint of a meeting in every setting: what opens is what the policy's table says.</summary>
public sealed class WalkOverHttpTests(Cast cast) : IClassFixture<Cast>
{
    // They show nothing of a meeting by themselves but its title: what is in it comes by the circuit.
    private static readonly string[] _shells =
        ["GET /m/{code}", "GET,POST /m/{Code}/room", "GET,POST /meetings/{Id:guid}/settings", "GET,POST /meetings/{Id:guid}/attendance",
        "GET,POST /meetings/{Id:guid}/occurrences", "GET,POST /meetings/{Id:guid}/occurrences/{Name}"];

    private static readonly string[] _ofNoMeeting =
    [
        "GET,POST /account/reset/{Secret}", "GET,POST /invitation/{Secret}", "GET /calendar/export/{id:guid}.ics", "GET,HEAD /calendar/feed/{secret}.ics",
        "* /{*path}", "GET,HEAD /{**path:file}",
    ];

    private static readonly Dictionary<string, Step> _steps = new()
    {
        ["POST /api/meetings/{code}/ticket"] = new(
            may => may.Entrance is not (Entrance.SignIn or Entrance.Password), (http, scene) => http.PostAsJsonAsync(PathOf(scene, "ticket"), new { name = "Bo" })),
        // Whoever holds a place of theirs holds its token, too.
        ["POST /api/meetings/{code}/away"] = new(_ => false, (http, scene) => http.PostAsync(PathOf(scene, "away"), new StringContent("no token"))),
        ["GET /api/meetings/{code}/check"] = new(may => may.MayEnter, (http, scene) => http.GetAsync(PathOf(scene, "check"))),
        ["POST /api/meetings/{code}/check"] = new(may => may.MayEnter, (http, scene) => http.PostAsync(PathOf(scene, "check"), new ByteArrayContent(new byte[100]))),
        ["POST /api/meetings/{code}/files/"] = new(
            may => may.MayUpload, (http, scene) => http.PostAsync(PathOf(scene, "files"), FilesHost.Form("mine.txt", "mine"u8.ToArray()))),
        ["GET,HEAD /api/meetings/{code}/files/{id}"] = new(may => may.MayRead, (http, scene) => http.GetAsync(FilesHost.PathOf(scene.Meeting, scene.File))),
        ["DELETE /api/meetings/{code}/files/{id}"] = new(
            may => may.MayDeleteFiles, (http, scene) => http.DeleteAsync(FilesHost.PathOf(scene.Meeting, scene.File))),
        ["GET /api/meetings/{code}/transcript"] = new(may => may.MayEdit, (http, scene) => http.GetAsync(PathOf(scene, "transcript?format=json"))),
        ["GET /api/meetings/{code}/attendance.csv"] = new(may => may.MayEdit, (http, scene) => http.GetAsync(PathOf(scene, "attendance.csv"))),
    };

    [Theory]
    [MemberData(nameof(Cast.Settings), MemberType = typeof(Cast))]
    public async Task Each_role_gets_of_each_endpoint_what_the_policy_allows(string setting)
    {
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var (endpoint, step) in _steps)
            {
                var scene = await cast.SceneAsync(role, setting);
                using var answer = await step.Ask(scene.Http(), scene);
                if (answer.IsSuccessStatusCode != step.Allows(scene.May))
                    wrong.Add($"{role}, {endpoint}: {answer.StatusCode}");
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_endpoint_that_is_of_one_thing_is_walked_to_or_named()
    {
        var endpoints = cast.App.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.Parameters.Count > 0)
            .Select(Line).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(_steps.Keys.Concat(_shells).Concat(_ofNoMeeting).Order(StringComparer.Ordinal), endpoints);
    }

    private static string PathOf(Scene scene, string what) => $"/api/meetings/{scene.Meeting.Code}/{what}";

    private static string Line(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } some ? string.Join(',', some) : "*";
        return $"{methods} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
    }

    private sealed record Step(Func<Decision, bool> Allows, Func<HttpClient, Scene, Task<HttpResponseMessage>> Ask);
}

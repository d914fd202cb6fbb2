using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace OnlineMeetings.Tests.Hosting;

/// <summary>T1: what anybody may call is exactly what a checked-in list says.</summary>
public sealed class AnonymousEndpointsTests
{
    [Fact]
    public async Task Anonymous_endpoints_are_those_of_the_list()
    {
        await using var app = await TestServer.StartAsync();
        var open = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(Line).Distinct().Order(StringComparer.Ordinal);
        var listed = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "anonymous-endpoints.txt")))
            .Where(line => line.Length > 0 && line[0] != '#').Order(StringComparer.Ordinal);
        Assert.Equal(listed, open);
    }

    [Fact]
    public async Task What_says_nothing_is_for_who_signed_in()
    {
        await using var app = await TestServer.StartAsync();
        var policy = await app.Get<IAuthorizationPolicyProvider>().GetFallbackPolicyAsync();
        Assert.NotEmpty(policy!.Requirements);
    }

    [Fact]
    public void Every_page_says_who_may_see_it() => Assert.All(
        typeof(Program).Assembly.GetTypes().Where(type => type.GetCustomAttributes(typeof(RouteAttribute), false).Length > 0),
        page => Assert.True(
            page.GetCustomAttributes(true).Any(a => a is IAuthorizeData or IAllowAnonymous), $"{page.Name} says nothing of who may see it."));

    private static string Line(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } some ? string.Join(',', some) : "*";
        return $"{methods} /{endpoint.RoutePattern.RawText?.TrimStart('/')}";
    }
}

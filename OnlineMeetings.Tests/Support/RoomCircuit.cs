using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Support;

/// <summary>A circuit of the real server at a meeting's page, as a browser without scruples calls it. The browser itself does nothing.</summary>
public sealed class RoomCircuit : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly Idle _browser = new();

    private RoomCircuit(AsyncServiceScope scope) => _scope = scope;

    /// <summary>What the media engine was told of the room, in order.</summary>
    public IReadOnlyCollection<RoomState> Told => [.. _browser.Told.SelectMany(arguments => arguments.OfType<RoomState>())];

    public Presence Here => _scope.ServiceProvider.GetRequiredService<Presence>();

    /// <param name="user">Who was signed in when it began; null for nobody.</param>
    /// <param name="ticket">In the cookie with which it began.</param>
    public static async Task<RoomCircuit> OpenAsync(TestServer app, string code, ClaimsPrincipal? user = null, Ticket? ticket = null)
    {
        var circuit = new RoomCircuit(app.Services.CreateAsyncScope());
        var services = circuit._scope.ServiceProvider;
        var signIn = (IHostEnvironmentAuthenticationStateProvider)services.GetRequiredService<AuthenticationStateProvider>();
        signIn.SetAuthenticationState(Task.FromResult(new AuthenticationState(user ?? new ClaimsPrincipal(new ClaimsIdentity()))));
        await services.GetRequiredService<CircuitPulse>().OnConnectionUpAsync(null!, default);
        await circuit.Here.ArriveAsync(code, ticket);
        circuit.Here.Connect(new RoomBrowser(circuit._browser), () => { }, Task.FromException);
        return circuit;
    }

    /// <summary>Asks to come in by what the browser claims to hold.</summary>
    public Task<JoinAnswer> JoinAsync(string? pass = null, string? token = null) =>
        Here.JoinAsync(new JoinWish(pass, token, WantsSeat: true, FreshMedia: true, Devices.Off));

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    private sealed class Idle : IJSObjectReference
    {
        public ConcurrentQueue<object?[]> Told { get; } = [];

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            Told.Enqueue(args ?? []);
            return ValueTask.FromResult<TValue>(default!);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync() => default;
    }
}

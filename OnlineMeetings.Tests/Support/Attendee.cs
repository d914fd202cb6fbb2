using Microsoft.Extensions.DependencyInjection;
using OnlineMeetings.Chat;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Support;

/// <summary>Somebody in a room of the real server, with all that their page has but the browser.</summary>
public sealed class Attendee : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly CancellationTokenSource _gone = new();
    private readonly List<string> _signals = [];
    private readonly Task _following;

    public Attendee(TestServer app, MeetingId meeting, Viewer viewer)
    {
        (_scope, Viewer) = (app.Services.CreateAsyncScope(), viewer);
        var services = _scope.ServiceProvider;
        services.GetRequiredService<CircuitPulse>().OnConnectionUpAsync(null!, default).GetAwaiter().GetResult();
        Session = services.GetRequiredService<RoomSessions>().Of(meeting);
        Papers = new RoomPapers(services.GetRequiredService<ChatStore>(), services.GetRequiredService<SharedFiles>(), meeting, viewer.Person);
        _following = Task.WhenAll(FollowNewsAsync(), FollowSignalsAsync());
    }

    public Viewer Viewer { get; }

    public RoomSession Session { get; }

    public RoomPapers Papers { get; }

    /// <summary>The chat as they see it now.</summary>
    public IReadOnlyList<ChatLine> Chat { get; private set; } = [];

    /// <summary>What was sent to them, as far as it has come.</summary>
    public IReadOnlyList<string> Signals
    {
        get
        {
            lock (_signals)
                return [.. _signals];
        }
    }

    public async Task<JoinOutcome> JoinAsync(bool wantsSeat = true) =>
        (await Session.JoinAsync(Viewer, token: null, wantsSeat, freshMedia: true, Devices.Off)).Outcome;

    /// <summary>Somebody who is inside, and looks at the end of the chat.</summary>
    public static async Task<Attendee> JoinsAsync(TestServer app, MeetingId meeting, Viewer viewer, bool wantsSeat = true)
    {
        var attendee = new Attendee(app, meeting, viewer);
        attendee.Papers.Chat.Sees(end: true);
        Assert.Equal(JoinOutcome.Joined, await attendee.JoinAsync(wantsSeat));
        return attendee;
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _following;
        await Session.DisposeAsync();
        await _scope.DisposeAsync();
        _gone.Dispose();
    }

    /// <summary>As the store knows them, now that they were let in.</summary>
    public Viewer Inside => Viewer with { Inside = true };

    private async Task FollowNewsAsync()
    {
        try
        {
            await foreach (var news in Session.ReadNewsAsync(_gone.Token))
            {
                await Papers.ApplyAsync(news, Inside, _gone.Token);
                Chat = [.. Papers.Chat.Lines];
            }
        }
        catch (OperationCanceledException)
        {
            // They are gone.
        }
    }

    private async Task FollowSignalsAsync()
    {
        try
        {
            await foreach (var signals in Session.ReadSignalsAsync(_gone.Token))
            {
                lock (_signals)
                    _signals.AddRange(signals.Select(signal => signal.Payload));
            }
        }
        catch (OperationCanceledException)
        {
            // They are gone.
        }
    }
}

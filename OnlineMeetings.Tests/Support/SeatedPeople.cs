using System.Collections.Immutable;
using System.Threading.Channels;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Support;

/// <summary>Guests who sit in a room without a browser, for as long as this is not disposed.</summary>
public sealed class SeatedPeople : IAsyncDisposable
{
    private static readonly TimeSpan _renewEvery = TimeSpan.FromSeconds(3);

    private readonly List<SeatedPerson> _inside = [];
    private readonly CancellationTokenSource _gone = new();
    private readonly IRoomGrain _room;
    private readonly IGrainFactory _grains;
    private readonly Task _renewing;

    private SeatedPeople(TestServer server, MeetingId meeting)
    {
        (_room, _grains) = (server.Get<LiveRooms>().Of(meeting), server.Get<IGrainFactory>());
        _renewing = RenewAsync();
    }

    /// <summary>"Seated 1", "Seated 2" …</summary>
    public static async Task<SeatedPeople> JoinAsync(TestServer server, MeetingId meeting, int count)
    {
        var people = new SeatedPeople(server, meeting);
        for (var i = 1; i <= count; i++)
            Assert.Equal(JoinOutcome.Joined, await people.JoinAsync($"Seated {i}"));
        return people;
    }

    public IReadOnlyList<SeatedPerson> Inside
    {
        get
        {
            lock (_inside)
                return [.. _inside];
        }
    }

    public Task<JoinOutcome> JoinAsync(string name) => JoinAsync(new Viewer(PersonId.New(), name, ViewerKind.Guest));

    public async Task<JoinOutcome> JoinAsync(Viewer viewer)
    {
        var person = new SeatedPerson(_grains);
        var reply = await _room.JoinAsync(new JoinRequest(viewer, Token: null, WantsSeat: true, FreshMedia: true, Devices.Off), person.Self);
        if (reply.Me is not { } me)
            return reply.Outcome;
        person.Id = me.Id;
        lock (_inside)
            _inside.Add(person);
        return reply.Outcome;
    }

    public async Task OneLeavesAsync()
    {
        var first = Inside[0];
        lock (_inside)
            _inside.Remove(first);
        await _room.LeaveAsync(first.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _renewing;
        _gone.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(_renewEvery);
        try
        {
            while (await timer.WaitForNextTickAsync(_gone.Token))
            {
                foreach (var person in Inside)
                    await _room.RenewAsync(person.Id, person.Self);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}

public sealed class SeatedPerson : IRoomObserver
{
    private readonly Channel<Signal> _signals = Channel.CreateUnbounded<Signal>();

    public SeatedPerson(IGrainFactory grains) => Self = grains.CreateObjectReference<IRoomObserver>(this);

    public ParticipantId Id { get; set; }

    public IRoomObserver Self { get; }

    public async Task<Signal> ReceivesAsync() => await _signals.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public Task NewsAsync(RoomNews news) => Task.CompletedTask;

    public Task SignalsAsync(ImmutableArray<Signal> signals)
    {
        foreach (var signal in signals)
            _signals.Writer.TryWrite(signal);
        return Task.CompletedTask;
    }
}

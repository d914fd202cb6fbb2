using System.Collections.Immutable;
using System.Threading.Channels;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Support;

/// <summary>Somebody who is inside a room by a grain's own interface, at one server of the test.</summary>
internal sealed class Visitor : IRoomObserver
{
    private readonly Channel<RoomNews> _news = Channel.CreateUnbounded<RoomNews>();
    private readonly Channel<ImmutableArray<Signal>> _signals = Channel.CreateUnbounded<ImmutableArray<Signal>>();
    private readonly Viewer _viewer;

    public Visitor(TestServer app, string name, PersonId? person = null, int? passwordProven = null, ViewerKind kind = ViewerKind.Guest)
    {
        _viewer = new Viewer(person ?? PersonId.New(), name, kind, passwordProven);
        Self = app.Get<IGrainFactory>().CreateObjectReference<IRoomObserver>(this);
    }

    public IRoomObserver Self { get; }

    public bool HasNews => _news.Reader.Count > 0;

    public bool HasSignals => _signals.Reader.Count > 0;

    public Task<JoinReply> JoinAsync(IRoomGrain room, bool wantsSeat = true, RoomToken? token = null) =>
        room.JoinAsync(new JoinRequest(_viewer, token, wantsSeat, FreshMedia: true, Devices.Off), Self);

    public ValueTask<RoomNews> HearsAsync() => _news.Reader.ReadAsync();

    public ValueTask<ImmutableArray<Signal>> ReceivesAsync() => _signals.Reader.ReadAsync();

    public Task NewsAsync(RoomNews news) => _news.Writer.WriteAsync(news).AsTask();

    public Task SignalsAsync(ImmutableArray<Signal> signals) => _signals.Writer.WriteAsync(signals).AsTask();
}

using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Support;

/// <summary>Stands in for the cluster: rooms that write down what they are told.</summary>
public sealed class RecordingRooms
{
    private readonly List<(MeetingId Meeting, RoomEvent Event)> _told = [];

    public RecordingRooms()
    {
        var grains = DispatchProxy.Create<IGrainFactory, Answering>();
        ((Answering)(object)grains).Answer = (_, arguments) =>
        {
            var meeting = new MeetingId((Guid)arguments[0]!);
            var room = DispatchProxy.Create<IRoomGrain, Answering>();
            ((Answering)(object)room).Answer = (method, told) =>
            {
                if (method == nameof(IRoomGrain.ReadAsync))
                    return Unreadable ? Task.FromException<RoomView>(new TimeoutException("The room is away.")) : Task.FromResult(View);
                Assert.Equal(nameof(IRoomGrain.TellAsync), method);
                return Hear(meeting, (RoomEvent)told[0]!);
            };
            return room;
        };
        Live = new LiveRooms(grains, NullLogger<LiveRooms>.Instance);
    }

    public LiveRooms Live { get; }

    /// <summary>What is seen in every room.</summary>
    public RoomView View { get; set; } = RoomView.Nothing;

    /// <summary>While it is true, no room can be looked into.</summary>
    public bool Unreadable { get; set; }

    /// <summary>While it is true, no room can be reached.</summary>
    public bool Away { get; set; }

    /// <summary>Called with what is told, before it is written down.</summary>
    public Action<RoomEvent>? OnTold { get; set; }

    public IReadOnlyList<(MeetingId Meeting, RoomEvent Event)> Told
    {
        get
        {
            lock (_told)
                return [.. _told];
        }
    }

    public IReadOnlyList<RoomEvent> In(Meeting meeting) => [.. Told.Where(t => t.Meeting == meeting.Id).Select(t => t.Event)];

    private Task Hear(MeetingId meeting, RoomEvent told)
    {
        if (Away)
            return Task.FromException(new TimeoutException("The room is away."));
        OnTold?.Invoke(told);
        lock (_told)
            _told.Add((meeting, told));
        return Task.CompletedTask;
    }

    public class Answering : DispatchProxy
    {
        public Func<string, object?[], object?> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!.Name, args ?? []);
    }
}

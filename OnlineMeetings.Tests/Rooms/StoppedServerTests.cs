using Microsoft.Extensions.DependencyInjection;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>What is still open when the server stops finds rooms that can't be reached, and no fault.</summary>
public sealed class StoppedServerTests : IAsyncLifetime
{
    private TestServer _app = null!;
    private AsyncServiceScope _circuit;

    public async ValueTask InitializeAsync()
    {
        _app = await TestServer.StartAsync();
        _circuit = _app.Services.CreateAsyncScope();
    }

    public async ValueTask DisposeAsync()
    {
        await _circuit.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Who_stands_at_the_door_sees_no_room()
    {
        var sessions = _circuit.ServiceProvider.GetRequiredService<RoomSessions>();
        var meeting = MeetingId.New();
        Assert.NotNull(await sessions.LookAsync(meeting));

        await _app.StopAsync();

        Assert.Null(await sessions.LookAsync(meeting));
    }

    [Fact]
    public async Task Who_is_inside_goes_without_a_fault()
    {
        var ana = await _app.AdministratorAsync();
        var meeting = await _app.Get<MeetingBook>().CreateAsync(ana.Id, new NewMeeting { Title = "Autumn catalogue" }, default);
        var session = _circuit.ServiceProvider.GetRequiredService<RoomSessions>().Of(meeting.Id);
        var reply = await session.JoinAsync(new Viewer(ana.Id, "Ana", ViewerKind.Member), token: null, wantsSeat: true, freshMedia: true, Devices.Off);
        Assert.NotNull(reply.Me);

        await _app.StopAsync();

        await session.LeaveAsync();
        await session.DisposeAsync();
    }

    [Fact]
    public async Task A_list_of_meetings_stands_still_and_closes()
    {
        using var closed = new CancellationTokenSource();
        var counts = _app.Get<ILiveCounts>().WatchAsync(PersonId.New(), closed.Token).GetAsyncEnumerator(closed.Token);
        var next = counts.MoveNextAsync();

        await _app.StopAsync();
        Assert.False(next.IsCompleted);

        await closed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await counts.DisposeAsync();
    }
}

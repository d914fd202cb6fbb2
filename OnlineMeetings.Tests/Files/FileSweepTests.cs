using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Files;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;
using FileOptions = OnlineMeetings.Files.FileOptions;

namespace OnlineMeetings.Tests.Files;

/// <summary>What a start clears away, in each store.</summary>
public abstract class FileSweepTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private StoreInTest _tested = null!;
    private SharedFiles _files = null!;

    public async ValueTask InitializeAsync()
    {
        _tested = await BeginAsync(_db.Folder);
        _files = new SharedFiles(_db, _tested.Store, _rooms.Live, new FileOptions(), TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _db.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_an_earlier_run_left_unfinished_goes_and_the_rest_stays()
    {
        var meeting = await _db.MeetingAsync();
        var shared = StoreInTest.NameOf(meeting.Id, await ShareAsync(meeting));
        await _tested.LeaveAsync(shared, whole: true, StoreInTest.Old);
        var (orphan, half, youngOrphan, youngHalf) = (Name(meeting), Name(meeting), Name(meeting), Name(meeting));
        await _tested.LeaveAsync(orphan, whole: true, StoreInTest.Old);
        await _tested.LeaveAsync(half, whole: false, StoreInTest.Old);
        await _tested.LeaveAsync(youngOrphan, whole: true, _tested.Young);
        await _tested.LeaveAsync(youngHalf, whole: false, _tested.Young);

        await SweepAsync();

        Assert.Equal(new[] { shared, youngOrphan }.Order(StringComparer.Ordinal), (await _tested.WholeAsync()).Order(StringComparer.Ordinal));
        Assert.Equal([youngHalf], await _tested.UnfinishedAsync());
    }

    [Fact]
    public async Task What_another_server_has_under_way_stays()
    {
        var half = Name(await _db.MeetingAsync());
        await _tested.LeaveAsync(half, whole: false, TimeSpan.FromHours(1));

        await SweepAsync(spared: TimeSpan.FromDays(1));

        Assert.Equal([half], await _tested.UnfinishedAsync());
    }

    [Fact]
    public async Task What_others_keep_in_the_same_place_stays()
    {
        await _db.MeetingAsync();
        await _tested.LeaveAsync("backup/readme", whole: true, StoreInTest.Old);

        await SweepAsync();

        Assert.Equal(["backup/readme"], await _tested.WholeAsync());
    }

    [Fact]
    public async Task Beside_an_empty_database_nothing_is_deleted()
    {
        var file = StoreInTest.NameOf(MeetingId.New());
        await _tested.LeaveAsync(file, whole: true, StoreInTest.Old);

        await SweepAsync();

        Assert.Equal([file], await _tested.WholeAsync());
    }

    [Fact]
    public async Task A_deleted_meetings_files_go_with_it()
    {
        var meeting = await _db.MeetingAsync();
        await ShareAsync(meeting);
        await _tested.Store.DeleteAllAsync(meeting.Id, default);
        await _tested.Store.DeleteAllAsync(meeting.Id, default);
        Assert.Empty(await _tested.Store.MeetingsAsync(default));
    }

    protected abstract Task<StoreInTest> BeginAsync(DataFolder folder);

    private static string Name(Meeting meeting) => StoreInTest.NameOf(meeting.Id);

    private Task SweepAsync(TimeSpan spared = default) =>
        new FileSweep(_db, _tested.Store, TimeProvider.System, NullLogger<FileSweep>.Instance, spared).SweepAsync(default);

    private async Task<Guid> ShareAsync(Meeting meeting)
    {
        await using var received = await _files.ReceiveAsync(meeting.Id, "a.txt", new MemoryStream([1, 2, 3]), default);
        return (await _files.ShareAsync(received, "a.txt", Viewers.Organizer)).Id;
    }
}

public sealed class DiskFileSweepTests : FileSweepTests
{
    protected override Task<StoreInTest> BeginAsync(DataFolder folder) => StoreInTest.OnDiskAsync(folder);
}

public sealed class BucketFileSweepTests : FileSweepTests
{
    protected override Task<StoreInTest> BeginAsync(DataFolder folder) => StoreInTest.InBucketAsync();
}

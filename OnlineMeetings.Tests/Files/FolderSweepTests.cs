using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Files;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Files;

/// <summary>What a night clears away, in each store.</summary>
public abstract class FolderSweepTests : IAsyncLifetime
{
    private readonly TestDatabase _db = new();
    private StoreInTest _tested = null!;

    public async ValueTask InitializeAsync() => _tested = await BeginAsync(_db.Folder);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _db.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_folder_of_a_meeting_that_is_gone_goes_and_the_others_stay()
    {
        var kept = await LeaveAsync((await _db.MeetingAsync()).Id.ToString());
        await LeaveAsync(MeetingId.New().ToString());
        var foreign = await LeaveAsync("lost+found");

        await SweepAsync();

        Assert.Equal(new[] { kept, foreign }.Order(StringComparer.Ordinal), (await _tested.WholeAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Beside_an_empty_database_nothing_is_deleted()
    {
        var gone = await LeaveAsync(MeetingId.New().ToString());

        await SweepAsync();

        Assert.Equal([gone], await _tested.WholeAsync());
    }

    protected abstract Task<StoreInTest> BeginAsync(DataFolder folder);

    private async Task<string> LeaveAsync(string folder)
    {
        var name = $"{folder}/{Guid.NewGuid():N}";
        await _tested.LeaveAsync(name, whole: true, TimeSpan.Zero);
        return name;
    }

    private Task SweepAsync() => new FolderSweep(_db, _tested.Store, NullLogger<FolderSweep>.Instance).SweepAsync(default);
}

public sealed class DiskFolderSweepTests : FolderSweepTests
{
    protected override Task<StoreInTest> BeginAsync(DataFolder folder) => StoreInTest.OnDiskAsync(folder);
}

public sealed class BucketFolderSweepTests : FolderSweepTests
{
    protected override Task<StoreInTest> BeginAsync(DataFolder folder) => StoreInTest.InBucketAsync();
}

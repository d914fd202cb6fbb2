using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;
using FileOptions = OnlineMeetings.Files.FileOptions;

namespace OnlineMeetings.Tests.Files;

public sealed class FileSweepTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly DiskFileStore _disk;
    private readonly SharedFiles _files;

    public FileSweepTests()
    {
        _disk = new DiskFileStore(_db.Folder);
        _files = new SharedFiles(_db, _disk, _rooms.Live, new FileOptions(), TimeProvider.System);
    }

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task What_an_earlier_run_left_unfinished_goes_and_the_rest_stays()
    {
        var meeting = await _db.MeetingAsync();
        var shared = await ShareAsync(meeting);
        var half = Leave(meeting, Guid.NewGuid().ToString("N") + ".part");
        var orphan = Leave(meeting, Guid.NewGuid().ToString("N"));
        var ofNow = Leave(meeting, Guid.NewGuid().ToString("N") + ".part", ofThisRun: true);
        await new FileSweep(_db, _disk, TimeProvider.System, NullLogger<FileSweep>.Instance).SweepAsync(default);
        Assert.False(File.Exists(half));
        Assert.False(File.Exists(orphan));
        Assert.True(File.Exists(ofNow));
        await using var bytes = (await _files.OpenAsync(meeting.Id, shared.Id, default)).Bytes;
        Assert.Equal(3, bytes.Length);
    }

    [Fact]
    public async Task Beside_an_empty_database_nothing_is_deleted()
    {
        var file = Leave(new Meeting { Id = MeetingId.New(), OrganizerId = default, Code = "", Title = "", CreatedAt = default, LastActivityAt = default }, Guid.NewGuid().ToString("N"));
        await new FileSweep(_db, _disk, TimeProvider.System, NullLogger<FileSweep>.Instance).SweepAsync(default);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task A_deleted_meetings_files_go_with_it()
    {
        var meeting = await _db.MeetingAsync();
        await ShareAsync(meeting);
        await _disk.DeleteAllAsync(meeting.Id, default);
        await _disk.DeleteAllAsync(meeting.Id, default);
        Assert.Empty(Directory.GetFileSystemEntries(_db.Folder.Files));
    }

    private async Task<FileLine> ShareAsync(Meeting meeting)
    {
        await using var received = await _files.ReceiveAsync(meeting.Id, "a.txt", new MemoryStream([1, 2, 3]), default);
        var line = await _files.ShareAsync(received, "a.txt", Viewers.Organizer);
        File.SetLastWriteTimeUtc(PathOf(meeting, line.Id.ToString("N")), DateTime.UtcNow.AddDays(-1));
        return line;
    }

    private string PathOf(Meeting meeting, string name) => Path.Combine(_db.Folder.Files, meeting.Id.ToString(), name);

    private string Leave(Meeting meeting, string name, bool ofThisRun = false)
    {
        var path = PathOf(meeting, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [1]);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(ofThisRun ? 1 : -1));
        return path;
    }
}

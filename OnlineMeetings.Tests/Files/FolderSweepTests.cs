using Microsoft.Extensions.Logging.Abstractions;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Files;

public sealed class FolderSweepTests : IDisposable
{
    private readonly TestDatabase _db = new();

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task The_folder_of_a_meeting_that_is_gone_goes_and_the_others_stay()
    {
        var disk = new DiskFileStore(_db.Folder);
        var kept = Folder(disk, (await _db.MeetingAsync()).Id);
        var gone = Folder(disk, MeetingId.New());
        var foreign = Directory.CreateDirectory(Path.Combine(_db.Folder.Files, "lost+found")).FullName;

        await new FolderSweep(_db, disk, NullLogger<FolderSweep>.Instance).SweepAsync(default);

        Assert.Equal((true, false, true), (Directory.Exists(kept), Directory.Exists(gone), Directory.Exists(foreign)));
    }

    [Fact]
    public async Task Beside_an_empty_database_nothing_is_deleted()
    {
        var disk = new DiskFileStore(_db.Folder);
        var gone = Folder(disk, MeetingId.New());

        await new FolderSweep(_db, disk, NullLogger<FolderSweep>.Instance).SweepAsync(default);

        Assert.True(Directory.Exists(gone));
    }

    private static string Folder(DiskFileStore disk, MeetingId meeting)
    {
        Directory.CreateDirectory(disk.FolderOf(meeting));
        File.WriteAllText(Path.Combine(disk.FolderOf(meeting), "file"), "bytes");
        return disk.FolderOf(meeting);
    }
}

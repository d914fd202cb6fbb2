using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;
using FileOptions = OnlineMeetings.Files.FileOptions;

namespace OnlineMeetings.Tests.Files;

public sealed class FileShelfTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly SharedFiles _files;

    public FileShelfTests() =>
        _files = new SharedFiles(_db, new DiskFileStore(_db.Folder), _rooms.Live, new FileOptions(), TimeProvider.System);

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task Lists_the_newest_first_and_pages_to_the_oldest()
    {
        var (shelf, _) = await ShelfOfAsync(250);
        await shelf.OpenAsync(Viewers.Organizer, default);
        Assert.Equal((100, new FileTotals(250, 2500)), (shelf.Lines.Count, shelf.Totals));
        while (shelf.HasOlder)
            await shelf.LoadOlderAsync(Viewers.Organizer, default);
        Assert.Equal(250, shelf.Lines.DistinctBy(l => l.Name).Count());
        Assert.Equal(shelf.Lines.OrderByDescending(l => l.UploadedAt), shelf.Lines);
    }

    [Fact]
    public async Task Takes_in_what_the_room_tells_once()
    {
        var (shelf, _) = await ShelfOfAsync(2);
        await shelf.OpenAsync(Viewers.Organizer, default);
        var file = new FileLine(Guid.NewGuid(), "new.txt", 5, "Ana", DateTime.UtcNow);
        shelf.Apply(new FileShared(file));
        shelf.Apply(new FileShared(file));
        Assert.Equal((new FileTotals(3, 25), file), (shelf.Totals, shelf.Lines[0]));
        shelf.Apply(new FileDeleted(file.Id));
        shelf.Apply(new FileDeleted(file.Id));
        Assert.Equal((new FileTotals(2, 20), 2), (shelf.Totals, shelf.Lines.Count));
    }

    [Fact]
    public async Task Reads_again_when_a_file_went_that_it_had_not_listed()
    {
        var (shelf, meeting) = await ShelfOfAsync(150);
        await shelf.OpenAsync(Viewers.Organizer, default);
        await using (var db = _db.CreateDbContext())
            await db.Files.Where(f => f.Name == "File 3").ExecuteDeleteAsync();
        shelf.Apply(new FileDeleted(Guid.NewGuid()));
        Assert.True(shelf.IsStale);
        await shelf.OpenAsync(Viewers.Organizer, default);
        Assert.Equal(149, shelf.Totals.Count);
    }

    [Fact]
    public async Task Shows_nothing_to_who_may_not_be_there()
    {
        var (shelf, _) = await ShelfOfAsync(1);
        await Assert.ThrowsAsync<FileRefusedException>(() => shelf.OpenAsync(Viewer.Stranger, default));
        Assert.Empty(shelf.Lines);
    }

    private async Task<(FileShelf Shelf, Meeting Meeting)> ShelfOfAsync(int count)
    {
        var meeting = await _db.MeetingAsync();
        var start = DateTime.UtcNow.AddDays(-1);
        await _db.WriteAsync(db =>
        {
            db.Files.AddRange(Enumerable.Range(0, count).Select(i => new SharedFile
            {
                Id = Guid.CreateVersion7(),
                MeetingId = meeting.Id,
                UploaderId = Viewers.Organizer.Person,
                UploaderName = "Ana",
                Name = $"File {i}",
                Bytes = 10,
                UploadedAt = start.AddSeconds(i / 3),
            }));
            return Task.CompletedTask;
        }, default);
        return (new FileShelf(_files, meeting.Id), meeting);
    }
}

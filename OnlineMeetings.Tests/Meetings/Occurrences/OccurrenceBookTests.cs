using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Occurrences;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings.Occurrences;

public sealed class OccurrenceBookTests : IDisposable
{
    private readonly OccurrencesOfTests _tests = new();

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task Those_that_have_begun_are_listed_newest_first_with_what_there_is_of_each()
    {
        var meeting = await _tests.RepeatingAsync();

        Assert.Equal([$"{Repeating.Second}: 1 1 2", $"{Repeating.First}: 2 2 1"], await CountsAsync(meeting));
    }

    [Fact]
    public async Task Half_an_hour_before_it_starts_the_next_is_listed_too()
    {
        var meeting = await _tests.RepeatingAsync();
        _tests.Time.SetUtcNow(new DateTimeOffset(2026, 11, 17, 8, 29, 59, TimeSpan.Zero));
        Assert.Equal(2, (await CountsAsync(meeting)).Count);

        _tests.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["20261117T0900Z: 0 0 0", $"{Repeating.Second}: 1 1 2", $"{Repeating.First}: 2 2 1"], await CountsAsync(meeting));
    }

    [Fact]
    public async Task A_meeting_without_a_schedule_has_none()
    {
        var meeting = await _tests.Database.MeetingAsync();

        Assert.Empty(await CountsAsync(meeting));
    }

    [Fact]
    public async Task A_co_organizer_sees_them_and_nobody_else()
    {
        var meeting = await _tests.RepeatingAsync();
        var cleo = _tests.Database.Member("Cleo");
        Viewer[] others = [Viewer.Stranger, Viewers.Guest("Bo"), cleo];
        foreach (var other in others)
        {
            Assert.Null(await _tests.Book.ListAsync(other, meeting.Id, before: null, default));
            Assert.Null(await _tests.Book.FindAsync(other, meeting.Id, Repeating.First, default));
        }

        await _tests.Database.ChangeAsync(meeting, m => m.CoOrganizers.Add(new CoOrganizer { MeetingId = m.Id, PersonId = cleo.Person }));

        Assert.NotNull(await _tests.Book.ListAsync(cleo, meeting.Id, before: null, default));
        Assert.NotNull(await _tests.Book.FindAsync(cleo, meeting.Id, Repeating.First, default));
        Assert.Null(await _tests.Book.FindAsync(cleo, meeting.Id, "20261104T0900Z", default));
    }

    [Fact]
    public async Task Of_very_many_each_page_is_read_by_itself_until_the_first()
    {
        var meeting = await _tests.RepeatingAsync();
        _tests.Time.SetUtcNow(new DateTimeOffset(2046, 11, 7, 12, 0, 0, TimeSpan.Zero));
        var seen = new List<OccurrenceEntry>();
        OccurrenceSheet sheet;
        do
        {
            sheet = (await _tests.Book.ListAsync(Viewers.Organizer, meeting.Id, seen.LastOrDefault()?.Window, default))!;
            Assert.InRange(sheet.Entries.Count, 1, OccurrenceBook.PageSize);
            seen.AddRange(sheet.Entries);
        }
        while (sheet.HasOlder);

        Assert.Equal((1045, Repeating.First), (seen.Count, seen[^1].Window.Name));
        Assert.Equal(seen.Count, seen.DistinctBy(entry => entry.Window.Name).Count());
        Assert.Equal((3, 3, 3), (seen.Sum(entry => entry.People), seen.Sum(entry => entry.Messages), seen.Sum(entry => entry.Files)));
    }

    [Fact]
    public async Task Deleting_one_leaves_the_other_and_is_told_and_noted()
    {
        var meeting = await _tests.RepeatingAsync();
        var window = (await _tests.Book.FindAsync(Viewers.Organizer, meeting.Id, Repeating.Second, default))!.Entries[0].Window;

        Assert.Equal(1, await _tests.Chats.ClearAsync(meeting.Id, Viewers.Organizer, window.Period, default));
        Assert.Equal(2, await _tests.Files.DeleteAllAsync(meeting.Id, Viewers.Organizer, window.Period, default));
        Assert.True(await _tests.Attendance.DeleteAsync(Viewers.Organizer, meeting.Id, window.Period, default));

        Assert.Equal([$"{Repeating.Second}: 0 0 0", $"{Repeating.First}: 2 2 1"], await CountsAsync(meeting));
        Assert.Equal([typeof(MessagesCleared), typeof(FilesCleared)], _tests.Rooms.In(meeting).Select(told => told.GetType()));
        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal(3, await db.Audit.CountAsync(entry => entry.ActorId == Viewers.Organizer.Person && entry.Details == window.Period.ToString()));
    }

    [Fact]
    public async Task Whoever_does_not_organize_deletes_no_files()
    {
        var meeting = await _tests.RepeatingAsync();

        await Assert.ThrowsAsync<FileRefusedException>(() => _tests.Files.DeleteAllAsync(meeting.Id, Viewers.Guest("Bo"), Period.All, default));

        Assert.Equal(["second.txt", "second.pdf"], (await _tests.Files.ListAsync(meeting.Id, Viewers.Organizer, new Period(Repeating.Wednesday.AddDays(-2), null), null, default)).Select(f => f.Name).OrderDescending());
    }

    private async Task<List<string>> CountsAsync(Meeting meeting) =>
        [.. (await _tests.Book.ListAsync(Viewers.Organizer, meeting.Id, before: null, default))!.Entries
            .Select(entry => $"{entry.Window.Name}: {entry.People} {entry.Messages} {entry.Files}")];
}

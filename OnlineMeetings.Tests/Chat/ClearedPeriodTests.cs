using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Chat;

/// <summary>The messages of a part of a meeting's time: counted, deleted, and gone at once where somebody reads them.</summary>
public sealed class ClearedPeriodTests : IDisposable
{
    private static readonly DateTime _monday = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Period _first = new(null, _monday.AddDays(1));
    private static readonly Period _second = new(_monday.AddDays(1), _monday.AddDays(2));
    private static readonly Period _third = new(_monday.AddDays(2), null);

    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly ChatStore _chat;

    public ClearedPeriodTests() => _chat = new ChatStore(_db, _rooms.Live, new ChatPace(TimeProvider.System), new Clock());

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task Only_its_messages_are_deleted_told_and_noted()
    {
        var meeting = await WrittenAsync(2, 3, 4);

        Assert.Equal(3, await _chat.ClearAsync(meeting.Id, Viewers.Organizer, _second, default));

        Assert.Equal(["a0", "a1", "c0", "c1", "c2", "c3"], (await _chat.OlderAsync(meeting.Id, Viewers.Organizer, null, default)).Select(l => l.Text));
        Assert.Equal(_second, Assert.IsType<MessagesCleared>(Assert.Single(_rooms.In(meeting))).Of);
        await using var db = _db.CreateDbContext();
        Assert.Equal("2026-11-24 09:00 – 2026-11-25 09:00 UTC", (await db.Audit.SingleAsync()).Details);
    }

    [Fact]
    public async Task Whoever_does_not_organize_deletes_none()
    {
        var meeting = await WrittenAsync(1, 1, 1);

        await Assert.ThrowsAsync<ChatRefusedException>(() => _chat.ClearAsync(meeting.Id, Viewers.Guest("Bo"), _second, default));
        await Assert.ThrowsAsync<ChatRefusedException>(() => _chat.ClearAsync(meeting.Id, _db.Member("Cleo"), _second, default));

        Assert.Equal([1, 1, 1], await _chat.CountEachAsync(meeting.Id, [_third, _second, _first], default));
    }

    [Fact]
    public async Task Each_period_is_counted_by_itself_and_those_outside_are_not()
    {
        var meeting = await WrittenAsync(2, 0, 4);

        Assert.Equal([4, 0, 2], await _chat.CountEachAsync(meeting.Id, [_third, _second, _first], default));
        Assert.Equal([0], await _chat.CountEachAsync(meeting.Id, [_second], default));
        Assert.Equal([6], await _chat.CountEachAsync(meeting.Id, [Period.All], default));
        Assert.Empty(await _chat.CountEachAsync(meeting.Id, [], default));
    }

    [Theory]
    [InlineData(60, 60, 20)]
    [InlineData(120, 120, 0)]
    [InlineData(10, 300, 10)]
    public async Task Who_reads_sees_them_go_and_still_gets_to_all_others(int before, int cleared, int after)
    {
        var meeting = await WrittenAsync(before, cleared, after);
        var log = new ChatLog(_chat, meeting.Id, Viewers.Organizer.Person);
        await log.OpenAsync(Viewers.Organizer, default);
        _rooms.OnTold = log.Apply;

        await _chat.ClearAsync(meeting.Id, Viewers.Organizer, _second, default);

        Assert.DoesNotContain(log.Lines, line => line.Text[0] == 'b');
        for (var pages = 0; log.HasOlder; pages++)
        {
            Assert.True(pages < 10);
            await log.LoadOlderAsync(Viewers.Organizer, default);
        }
        Assert.False(log.HasNewer);
        Assert.Equal(
            Enumerable.Range(0, before).Select(i => $"a{i}").Concat(Enumerable.Range(0, after).Select(i => $"c{i}")), log.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task A_page_that_is_read_meanwhile_does_not_bring_them_back()
    {
        var meeting = await WrittenAsync(0, 30, 30);
        var log = new ChatLog(_chat, meeting.Id, Viewers.Organizer.Person);
        await log.OpenAsync(Viewers.Organizer, default);
        // Told, and still there for who asked before.
        log.Apply(new MessagesCleared(log.Lines[^1].Id, _second));

        await log.LoadOlderAsync(Viewers.Organizer, default);

        Assert.Equal(30, log.Lines.Count);
        Assert.DoesNotContain(log.Lines, line => line.Text[0] == 'b');
    }

    [Fact]
    public async Task A_chat_that_was_cleared_before_it_was_opened_has_nothing_newer()
    {
        var meeting = await _db.MeetingAsync();
        var log = new ChatLog(_chat, meeting.Id, Viewers.Guest("Bo").Person);
        _rooms.OnTold = log.Apply;
        await _chat.PostAsync(meeting.Id, Viewers.Organizer, "Ana", "Hello", Guid.NewGuid(), default);
        await _chat.ClearAsync(meeting.Id, Viewers.Organizer, Period.All, default);

        await log.OpenAsync(Viewers.Guest("Bo"), default);

        Assert.Empty(log.Lines);
        Assert.False(log.HasNewer || log.HasOlder);
    }

    // So many messages in each of the three periods: a0, a1, …, b0, …, c0, …
    private async Task<Meeting> WrittenAsync(params int[] counts)
    {
        var meeting = await _db.MeetingAsync();
        await _db.WriteAsync(db =>
        {
            db.Messages.AddRange(counts.SelectMany((count, day) => Enumerable.Range(0, count).Select(i => new ChatMessage
            {
                MeetingId = meeting.Id,
                AuthorId = Viewers.Organizer.Person,
                AuthorName = "Ana",
                ByGuest = false,
                Text = $"{"abc"[day]}{i}",
                SentAt = _monday.AddDays(day).AddSeconds(i),
                Key = Guid.NewGuid(),
            })));
            return Task.CompletedTask;
        }, default);
        return meeting;
    }
}

using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Chat;

public sealed class ChatLogTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly ChatStore _store;
    private readonly Viewer _me;
    private Meeting _meeting = null!;
    private ChatLog _log = null!;

    public ChatLogTests()
    {
        _me = _db.Member("Bo");
        _store = new ChatStore(_db, _rooms.Live, new ChatPace(TimeProvider.System), new Clock());
    }

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task Opens_at_the_newest_page()
    {
        await ChatOfAsync(120);
        await _log.OpenAsync(_me, default);
        Assert.Equal(("Message 70", "Message 119", 50), (_log.Lines[0].Text, _log.Lines[^1].Text, _log.Lines.Count));
        Assert.True(_log is { HasOlder: true, HasNewer: false });
    }

    [Fact]
    public async Task The_window_stays_bounded_over_a_long_history_and_comes_back()
    {
        await ChatOfAsync(1000);
        await _log.OpenAsync(_me, default);
        while (_log.HasOlder)
        {
            await _log.LoadOlderAsync(_me, default);
            Assert.InRange(_log.Lines.Count, 1, ChatLog.WindowSize);
        }
        Assert.Equal("Message 0", _log.Lines[0].Text);
        Assert.True(_log.HasNewer);
        while (_log.HasNewer)
            await _log.LoadNewerAsync(_me, default);
        Assert.Equal("Message 999", _log.Lines[^1].Text);
        Assert.Equal(_log.Lines.OrderBy(l => l.Id).DistinctBy(l => l.Id), _log.Lines);
    }

    [Fact]
    public async Task Counts_what_others_write_until_the_newest_is_seen()
    {
        await ChatOfAsync(0);
        _log.Apply(new MessagePosted(Line(1, PersonId.New())));
        _log.Apply(new MessagePosted(Line(2, _me.Person)));
        Assert.Equal(1, _log.Unread);
        await _log.OpenAsync(_me, default);
        Assert.Equal(1, _log.Unread);
        _log.Sees(end: true);
        Assert.Equal(0, _log.Unread);
        _log.Apply(new MessagePosted(Line(3, PersonId.New())));
        Assert.Equal(0, _log.Unread);
        _log.Sees(end: false);
        _log.Apply(new MessagePosted(Line(4, PersonId.New())));
        Assert.Equal(1, _log.Unread);
    }

    [Fact]
    public async Task A_message_told_twice_or_late_stands_once_and_in_order()
    {
        await ChatOfAsync(0);
        await _log.OpenAsync(_me, default);
        foreach (var id in new long[] { 1, 3, 3, 2, 1, 4 })
            _log.Apply(new MessagePosted(Line(id, PersonId.New())));
        Assert.Equal([1, 2, 3, 4], _log.Lines.Select(l => l.Id));
    }

    [Fact]
    public async Task Who_reads_further_up_keeps_what_they_read()
    {
        await ChatOfAsync(ChatLog.WindowSize);
        await _log.OpenAsync(_me, default);
        while (_log.HasOlder)
            await _log.LoadOlderAsync(_me, default);
        var first = _log.Lines[0];
        for (var id = 1000; id < 1100; id++)
            _log.Apply(new MessagePosted(Line(id, PersonId.New())));
        Assert.Equal(first, _log.Lines[0]);
        Assert.Equal(ChatLog.WindowSize, _log.Lines.Count);
        Assert.True(_log.HasNewer);
        Assert.Equal(100, _log.Unread);
    }

    [Fact]
    public async Task Who_sees_the_newest_goes_on_with_it()
    {
        await ChatOfAsync(0);
        await _log.OpenAsync(_me, default);
        _log.Sees(end: true);
        for (var id = 1; id <= 300; id++)
            _log.Apply(new MessagePosted(Line(id, PersonId.New())));
        Assert.InRange(_log.Lines.Count, ChatLog.WindowAtEnd, ChatLog.WindowAtEnd + ChatStore.PageSize);
        Assert.Equal(Enumerable.Range(1, 300).TakeLast(_log.Lines.Count), _log.Lines.Select(line => (int)line.Id));
        Assert.True(_log is { HasOlder: true, HasNewer: false });
    }

    [Fact]
    public async Task Catches_up_after_a_lost_connection()
    {
        await ChatOfAsync(10);
        await _log.OpenAsync(_me, default);
        await _db.ChatterAsync(_meeting, 20);
        await _log.CatchUpAsync(_me, default);
        Assert.Equal(30, _log.Lines.Count);
        await _db.ChatterAsync(_meeting, 500);
        await _log.CatchUpAsync(_me, default);
        Assert.Equal("Message 499", _log.Lines[^1].Text);
        Assert.True(_log.Lines.Zip(_log.Lines.Skip(1)).All(pair => pair.First.Id + 1 == pair.Second.Id));
    }

    [Fact]
    public async Task What_was_deleted_while_one_was_away_is_gone_when_one_catches_up()
    {
        await ChatOfAsync(10);
        await _log.OpenAsync(_me, default);
        await _store.ClearAsync(_meeting.Id, Viewers.Organizer, Period.All, default);
        await _db.ChatterAsync(_meeting, 2);

        await _log.CatchUpAsync(_me, default);

        Assert.Equal(["Message 0", "Message 1"], _log.Lines.Select(l => l.Text));
    }

    [Fact]
    public async Task A_message_that_is_told_after_it_was_deleted_is_not_shown()
    {
        await ChatOfAsync(0);
        _log.Apply(new MessagesCleared(7, Period.All));
        _log.Apply(new MessagePosted(Line(7, PersonId.New())));
        _log.Apply(new MessagePosted(Line(8, PersonId.New())));

        Assert.Equal([8], _log.Lines.Select(l => l.Id));
    }

    [Fact]
    public async Task T20_Thirty_people_write_a_hundred_messages_each_and_all_see_the_same()
    {
        await ChatOfAsync(0);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var store = new ChatStore(_db, _rooms.Live, new ChatPace(time), time);
        var people = Enumerable.Range(0, 30).Select(i => Viewers.Guest($"Guest {i}")).ToList();
        for (var round = 0; round < 100; round++)
        {
            // Each answer is lost now and then, and the browser sends again.
            await Task.WhenAll(people.Select(async (person, i) =>
            {
                var key = Guid.NewGuid();
                for (var again = (i + round) % 7 == 0 ? 2 : 1; again > 0; again--)
                    await store.PostAsync(_meeting.Id, person, person.Name, $"{i}: {round}", key, default);
            }));
            time.Advance(TimeSpan.FromSeconds(2));
        }

        var told = _rooms.In(_meeting);
        Assert.Equal(3000, told.Count);
        var logs = people.Select(p => new ChatLog(store, _meeting.Id, p.Person)).ToList();
        foreach (var (log, i) in logs.Select((log, i) => (log, i)))
        {
            await log.OpenAsync(_me, default);
            // One is away for a while, the other hears everything late and twice.
            foreach (var news in i % 2 == 0 ? told.Take(2000) : told.Concat(told))
                log.Apply(news);
            await log.CatchUpAsync(_me, default);
            while (log.HasNewer)
                await log.LoadNewerAsync(_me, default);
        }
        Assert.All(logs, log => Assert.Equal(logs[0].Lines.TakeLast(50), log.Lines.TakeLast(50)));

        var all = new List<ChatLine>();
        while (await store.NewerAsync(_meeting.Id, _me, all.Count > 0 ? all[^1].Id : 0, default) is { Count: > 0 } page)
            all.AddRange(page);
        Assert.Equal(3000, all.DistinctBy(l => l.Text).Count());
        Assert.Equal(3000, all.Count);
    }

    [Fact]
    public async Task Watchers_are_told_until_they_stop()
    {
        await ChatOfAsync(0);
        var told = 0;
        using (_log.Watch(() => told++))
            _log.Apply(new MessagePosted(Line(1, PersonId.New())));
        _log.Apply(new MessagePosted(Line(2, PersonId.New())));
        Assert.Equal(1, told);
    }

    private async Task ChatOfAsync(int messages)
    {
        _meeting = await _db.MeetingAsync();
        await _db.ChatterAsync(_meeting, messages);
        _log = new ChatLog(_store, _meeting.Id, _me.Person);
    }

    private static ChatLine Line(long id, PersonId author) => new(id, author, "Ana", false, $"Line {id}", DateTime.UtcNow, Guid.NewGuid());
}

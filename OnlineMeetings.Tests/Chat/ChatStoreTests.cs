using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Chat;

public sealed class ChatStoreTests : IDisposable
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly ChatStore _chat;

    public ChatStoreTests() => _chat = new ChatStore(_db, _rooms.Live, new ChatPace(new FakeTimeProvider()), new Clock());

    public void Dispose() => _db.Dispose();

    [Fact]
    public async Task A_message_is_stored_before_the_room_is_told()
    {
        var meeting = await _db.MeetingAsync();
        var storedWhenTold = -1;
        _rooms.OnTold = _ =>
        {
            using var db = _db.CreateDbContext();
            storedWhenTold = db.Messages.Count();
        };
        var line = await PostAsync(meeting, Viewers.Organizer, "Hello");
        Assert.Equal(1, storedWhenTold);
        Assert.Equal([new MessagePosted(line)], _rooms.In(meeting));
        Assert.Equal(("Hello", "Ana", false), (line.Text, line.AuthorName, line.ByGuest));
        Assert.Equal([line], await _chat.OlderAsync(meeting.Id, Viewers.Organizer, null, default));
    }

    [Fact]
    public async Task A_message_is_activity_of_its_meeting()
    {
        var meeting = await _db.MeetingAsync(m => m.LastActivityAt = DateTime.UtcNow.AddDays(-3));
        var line = await PostAsync(meeting, Viewers.Organizer, "Hello");
        await using var db = _db.CreateDbContext();
        Assert.Equal(line.SentAt, (await db.Meetings.SingleAsync()).LastActivityAt);
    }

    [Fact]
    public async Task The_same_message_sent_again_is_stored_and_told_once()
    {
        var meeting = await _db.MeetingAsync();
        var key = Guid.NewGuid();
        var first = await _chat.PostAsync(meeting.Id, Viewers.Organizer, "Ana", "Hello", key, default);
        var again = await _chat.PostAsync(meeting.Id, Viewers.Organizer, "Ana", "Hello", key, default);
        Assert.Equal(first, again);
        Assert.Single(_rooms.In(meeting));
    }

    [Fact]
    public async Task The_key_of_one_author_is_no_other_authors_key()
    {
        var meeting = await _db.MeetingAsync();
        var key = Guid.NewGuid();
        await _chat.PostAsync(meeting.Id, Viewers.Organizer, "Ana", "Hello", key, default);
        var other = await _chat.PostAsync(meeting.Id, Viewers.Guest("Bo"), "Bo", "Mine", key, default);
        Assert.Equal("Mine", other.Text);
    }

    [Theory]
    [InlineData("", ChatRefusal.Empty)]
    [InlineData(" \n\t \0", ChatRefusal.Empty)]
    public async Task Nothing_is_no_message(string text, ChatRefusal why) =>
        await RefusedAsync(why, await _db.MeetingAsync(), Viewers.Organizer, text);

    [Fact]
    public async Task A_message_has_4000_characters_at_most()
    {
        var meeting = await _db.MeetingAsync();
        await PostAsync(meeting, Viewers.Organizer, new string('a', 4000));
        await RefusedAsync(ChatRefusal.TooLong, meeting, Viewers.Organizer, new string('a', 4001));
        await RefusedAsync(ChatRefusal.TooLong, meeting, Viewers.Organizer, new string('a', 1_000_000));
    }

    [Fact]
    public async Task Guest_cannot_write_when_guests_are_off()
    {
        var meeting = await _db.MeetingAsync();
        var bo = Viewers.Guest("Bo");
        Assert.True((await PostAsync(meeting, bo, "Hello")).ByGuest);
        await _db.ChangeAsync(meeting, m => m.GuestsAllowed = false);
        await RefusedAsync(ChatRefusal.NotAllowed, meeting, bo, "Still here");
        await Assert.ThrowsAsync<ChatRefusedException>(() => _chat.OlderAsync(meeting.Id, bo, null, default));
    }

    [Fact]
    public async Task Strangers_neither_write_nor_read()
    {
        var meeting = await _db.MeetingAsync();
        await RefusedAsync(ChatRefusal.NotAllowed, meeting, Viewer.Stranger, "Hello");
        await Assert.ThrowsAsync<ChatRefusedException>(() => _chat.NewerAsync(meeting.Id, Viewer.Stranger, 0, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T9_Whose_account_was_locked_or_deleted_writes_and_reads_nothing_more(bool deleted)
    {
        var meeting = await _db.MeetingAsync();
        var cleo = _db.Member("Cleo");
        await PostAsync(meeting, cleo, "Hello");
        await (deleted ? _db.DeleteAccountAsync(cleo) : _db.LockAsync(cleo));
        await RefusedAsync(ChatRefusal.NotAllowed, meeting, cleo, "Still here");
        await Assert.ThrowsAsync<ChatRefusedException>(() => _chat.OlderAsync(meeting.Id, cleo, null, default));
    }

    [Fact]
    public async Task T5_Nothing_commits_after_guests_went_off()
    {
        var meeting = await _db.MeetingAsync();
        var posts = Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
        {
            try
            {
                await PostAsync(meeting, Viewers.Guest($"Guest {i}"), "Hello");
            }
            catch (ChatRefusedException)
            {
                // Came after the change.
            }
        })).ToList();
        await _db.ChangeAsync(meeting, m => m.GuestsAllowed = false);
        await using var db = _db.CreateDbContext();
        var atTheChange = await db.Messages.CountAsync();
        await Task.WhenAll(posts);
        Assert.Equal(atTheChange, await db.Messages.CountAsync());
    }

    [Fact]
    public async Task Who_writes_too_fast_is_told_and_others_are_not_held_up()
    {
        var meeting = await _db.MeetingAsync();
        for (var i = 0; i < ChatPace.Burst; i++)
            await PostAsync(meeting, Viewers.Organizer, $"{i}");
        await RefusedAsync(ChatRefusal.TooFast, meeting, Viewers.Organizer, "One more");
        await PostAsync(meeting, Viewers.Guest("Bo"), "Hello");
    }

    [Fact]
    public async Task A_deleted_meeting_takes_no_message() =>
        await RefusedAsync(ChatRefusal.MeetingGone, new Meeting
        {
            Id = MeetingId.New(),
            OrganizerId = default,
            Code = "",
            Title = "",
            CreatedAt = default,
            LastActivityAt = default,
        }, Viewers.Organizer, "Hello");

    [Fact]
    public async Task Pages_go_back_to_the_first_message_and_forward_again()
    {
        var meeting = await _db.MeetingAsync();
        await _db.ChatterAsync(meeting, 120);
        var newest = await _chat.OlderAsync(meeting.Id, Viewers.Organizer, null, default);
        var middle = await _chat.OlderAsync(meeting.Id, Viewers.Organizer, newest[0].Id, default);
        var oldest = await _chat.OlderAsync(meeting.Id, Viewers.Organizer, middle[0].Id, default);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"Message {i}"), oldest.Concat(middle).Concat(newest).Select(l => l.Text));
        Assert.Equal(middle, await _chat.NewerAsync(meeting.Id, Viewers.Organizer, oldest[^1].Id, default));
    }

    private Task<ChatLine> PostAsync(Meeting meeting, Viewer author, string text) =>
        _chat.PostAsync(meeting.Id, author, author.Name, text, Guid.NewGuid(), default);

    private async Task RefusedAsync(ChatRefusal why, Meeting meeting, Viewer author, string text)
    {
        var told = _rooms.In(meeting).Count;
        Assert.Equal(why, (await Assert.ThrowsAsync<ChatRefusedException>(() => PostAsync(meeting, author, text))).Why);
        Assert.Equal(told, _rooms.In(meeting).Count);
    }
}

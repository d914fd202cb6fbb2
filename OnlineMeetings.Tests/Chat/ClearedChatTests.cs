using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.InChromium;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Chat;

public sealed class ClearedChatTests
{
    private const int People = 20;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task T22_What_was_there_before_a_chat_is_cleared_is_gone_for_all_and_what_is_written_meanwhile_stays()
    {
        await using var app = await TestServer.StartAsync();
        var ana = (await app.AdministratorAsync()).Viewer;
        var meeting = (await app.Get<MeetingBook>().CreateAsync(ana.Person, new NewMeeting { Title = "Autumn catalogue", GuestsAllowed = true }, _ct)).Id;
        var people = new List<Attendee>();
        for (var i = 0; i < People; i++)
            people.Add(await Attendee.JoinsAsync(app, meeting, Viewers.Guest($"Guest {i}"), wantsSeat: false));

        var (store, cleared) = (app.Get<ChatStore>(), new TaskCompletionSource());
        var writing = Task.WhenAll(people.Select(one => WriteAsync(store, meeting, one.Viewer, cleared.Task)));
        // Everybody still writes.
        while ((await store.TotalsAsync(meeting, _ct)).Count < People * ChatPace.Burst / 3)
            await Task.Yield();
        var newestBefore = (await store.OlderAsync(meeting, ana, before: null, _ct))[^1].Id;
        await store.ClearAsync(meeting, ana, Period.All, _ct);
        cleared.SetResult();
        await Somebody.EventuallyAsync(
            "nobody sees what was written before",
            () => Task.FromResult(people.TrueForAll(one => one.Chat.All(line => line.Id > newestBefore))),
            within: TimeSpan.FromSeconds(2));

        var written = (await writing).SelectMany(lines => lines).Select(line => line.Id).Order().ToList();
        var kept = new List<long>();
        await foreach (var line in store.AllAsync(meeting, ana, Period.All, _ct))
            kept.Add(line.Id);
        Assert.NotEmpty(kept);
        Assert.Equal(written.Where(id => id >= kept[0]), kept);
        await Somebody.EventuallyAsync(
            "everybody sees the end of what was written since",
            () => Task.FromResult(people.TrueForAll(one => one.Chat.Count >= Math.Min(kept.Count, ChatStore.PageSize) && one.Chat.Select(line => line.Id).SequenceEqual(kept.TakeLast(one.Chat.Count)))));
        foreach (var one in people)
            await one.DisposeAsync();
    }

    private async Task<List<ChatLine>> WriteAsync(ChatStore store, MeetingId meeting, Viewer writer, Task cleared)
    {
        var lines = new List<ChatLine>();
        for (var i = 0; i < ChatPace.Burst; i++)
        {
            // However long the clearing takes, something is written after it.
            if (i == ChatPace.Burst - 1)
                await cleared;
            lines.Add(await store.PostAsync(meeting, writer, writer.Name, $"Message {i}", Guid.NewGuid(), _ct));
        }
        return lines;
    }
}

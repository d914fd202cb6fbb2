namespace OnlineMeetings.Tests.InChromium;

/// <summary>A phone on the table must not go dark in the middle of a meeting.</summary>
[Collection("Chromium")]
public sealed class WakeLockTests(Chromium chromium)
{
    [Fact]
    public async Task The_screen_stays_awake_with_a_seat_also_after_one_looked_elsewhere_until_one_leaves()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await CountsLocksAsync(bo);
        await bo.JoinsAsync(meeting.Link);
        await HasLocksAsync(bo, 1);

        await bo.HidesTabAsync();
        await LosesLocksAsync(bo);
        await HasLocksAsync(bo, 0);
        await bo.HidesTabAsync(hidden: false);
        await HasLocksAsync(bo, 1);

        await bo.LeavesAsync();
        await bo.IsAtDoorAsync();
        await HasLocksAsync(bo, 0);
    }

    [Fact]
    public async Task Who_takes_part_by_text_keeps_no_screen_awake()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var bo = await app.StrangerAsync("Bo");
        await CountsLocksAsync(bo);

        await bo.JoinsAsync(meeting.Link, by: "Join chat only");
        await bo.WritesAsync("I read along");
        await bo.ReadsAsync("I read along");

        await HasLocksAsync(bo, 0);
    }

    // A browser without a screen has none to keep awake.
    private static Task CountsLocksAsync(Somebody somebody) => somebody.Page.AddInitScriptAsync("""
        window.locks = new Set();
        Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => {
          const lock = new EventTarget();
          lock.release = async () => { window.locks.delete(lock); lock.dispatchEvent(new Event('release')); };
          window.locks.add(lock);
          return lock;
        } } });
        """);

    /// <summary>What a browser does with the locks of a tab that is hidden.</summary>
    private static Task LosesLocksAsync(Somebody somebody) => somebody.Page.EvaluateAsync("() => window.locks.forEach(lock => lock.release())");

    private static Task HasLocksAsync(Somebody somebody, int count) => Somebody.EventuallyAsync(
        $"{somebody.Name} holds {count} locks", () => somebody.Page.EvaluateAsync<bool>("count => window.locks.size === count", count));
}

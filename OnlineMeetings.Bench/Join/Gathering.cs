using OnlineMeetings.Bench.Browsers;

namespace OnlineMeetings.Bench.Join;

/// <summary>People come one after the other, and each one's way in is noted.</summary>
internal static class Gathering
{
    /// <summary>More than four with a camera of this size are more than a machine of two cores carries: that would measure the machine.</summary>
    public const int Most = 4;

    public static async Task<IReadOnlyList<Joining>> MeasureAsync(Chromium chromium, Venue venue, int people)
    {
        var joins = new List<Joining>();
        await using var guests = new Guests(venue);
        foreach (var browser in (await chromium.OneEachAsync(people)).Take(people))
        {
            var joiner = await guests.WelcomeAsync(browser);
            if (guests.Inside.Count > 1)
                joins.Add(Joining.Of(guests.Inside.Count, await joiner.TimelineAsync(), await guests.Inside[0].TimelineAsync(), joiner.Traffic.Now()));
        }
        await guests.LeaveAsync();
        return joins;
    }
}

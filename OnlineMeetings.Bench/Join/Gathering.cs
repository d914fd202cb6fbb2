using Microsoft.Playwright;
using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Join;

/// <summary>People come one after the other; each is ready before they click, and the others are settled.</summary>
internal static class Gathering
{
    private static readonly string[] _names = ["Ana", "Bo", "Cem", "Dora"];

    /// <summary>More than four with video are more than a machine of two cores carries: that would measure the machine.</summary>
    public static int Most => _names.Length;

    public static async Task<IReadOnlyList<Joining>> MeasureAsync(Chromium chromium, Venue venue, int people)
    {
        var browsers = await chromium.OneEachAsync(people);
        var inside = new List<Guest>();
        var joins = new List<Joining>();
        try
        {
            foreach (var name in _names.Take(people))
            {
                var joiner = await Guest.ArriveAsync(browsers[inside.Count], venue);
                inside.Add(joiner);
                await joiner.GetReadyAsync(name);
                await joiner.JoinAsync(others: inside.Count - 1);
                if (inside.Count > 1)
                {
                    await Task.WhenAll(inside.Select(guest => guest.SeesAsync(inside.Count - 1)));
                    joins.Add(Joining.Of(inside.Count, await joiner.TimelineAsync(), await inside[0].TimelineAsync(), joiner.Traffic.Now()));
                }
            }
            foreach (var guest in inside)
                await guest.LeaveAsync();
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            await Console.Error.WriteLineAsync($"Somebody waited in vain ({venue.Name}); their screens are in {ResultFile.Folder}");
            foreach (var guest in inside)
                await guest.TakePictureAsync(Path.Combine(ResultFile.Folder, $"in-vain-{inside.IndexOf(guest)}.png"));
            throw;
        }
        finally
        {
            foreach (var guest in inside)
                await guest.DisposeAsync();
        }
        return joins;
    }
}

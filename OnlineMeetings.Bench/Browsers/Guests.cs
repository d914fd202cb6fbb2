using Microsoft.Playwright;
using OnlineMeetings.Bench.Report;

namespace OnlineMeetings.Bench.Browsers;

/// <summary>The people at one venue. They come one after another; each is ready before they click, and the others are settled.</summary>
internal sealed class Guests(Venue venue) : IAsyncDisposable
{
    private static readonly string[] _names = ["Ana", "Bo", "Cem", "Dora", "Eli", "Fay", "Gus", "Hana", "Ivo"];

    private readonly List<Guest> _inside = [];

    public IReadOnlyList<Guest> Inside => _inside;

    /// <summary>One more comes. Returns when everybody has a link to everybody, and sees whoever has a camera.</summary>
    public async Task<Guest> WelcomeAsync(IBrowser browser, bool hasDevices = true)
    {
        var joiner = await Guest.ArriveAsync(browser, venue, hasDevices);
        _inside.Add(joiner);
        try
        {
            await joiner.GetReadyAsync(_names[_inside.Count - 1]);
            await joiner.JoinAsync(_inside.Count - 1, SeenBy(joiner));
            if (_inside.Count > 1)
                await Task.WhenAll(_inside.Select(guest => guest.SeesAsync(_inside.Count - 1, SeenBy(guest))));
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            await Console.Error.WriteLineAsync($"Somebody waited in vain ({venue.Name}); their screens are in {ResultFile.Folder}");
            foreach (var guest in _inside)
                await guest.TakePictureAsync(Path.Combine(ResultFile.Folder, $"in-vain-{_inside.IndexOf(guest)}.png"));
            throw;
        }
        return joiner;
    }

    public async Task LeaveAsync()
    {
        foreach (var guest in _inside)
            await guest.LeaveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var guest in _inside)
            await guest.DisposeAsync();
    }

    private int SeenBy(Guest viewer) => _inside.Count(guest => guest != viewer && guest.HasDevices);
}

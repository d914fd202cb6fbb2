using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Mesh;

/// <summary>A company comes together at a venue, and is watched at each of its sizes.</summary>
/// <param name="server">Null for the bare page.</param>
internal sealed class MeshGathering(Chromium chromium, Venue venue, RunningServer? server)
{
    private readonly Processors _processors = new(chromium, server);

    public string Venue => venue.Name;

    /// <param name="runs">Each size is added as soon as it was measured.</param>
    /// <exception cref="TimeoutException">Not everybody had a link to everybody within a minute.</exception>
    public async Task MeasureAsync(Company company, ICollection<MeshRun> runs)
    {
        await using var guests = new Guests(venue);
        foreach (var browser in (await chromium.OneEachAsync(company.People)).Take(company.People))
        {
            var joiner = await guests.WelcomeAsync(browser, hasDevices: guests.Inside.Count < company.Senders);
            if (company.Sizes.Contains(guests.Inside.Count))
                runs.Add(await MeasureAsync(company, guests.Inside, joiner));
        }
        await guests.LeaveAsync();
    }

    private async Task<MeshRun> MeasureAsync(Company company, IReadOnlyList<Guest> people, Guest joiner)
    {
        var traffic = joiner.Traffic.Now();
        var timelines = await Task.WhenAll(people.Select(person => person.TimelineAsync()));
        var click = (await joiner.TimelineAsync()).First("click")!.Value;
        return new MeshRun(
            venue.Name,
            people.Count,
            company.SendersOf(people.Count),
            AllUp: Last("connected")!.Value,
            Way: Timeline.Way.ToDictionary(step => step.Name, step => Last(step.Name)),
            traffic.Sent + traffic.Requests.Count,
            traffic.Received + traffic.Requests.Count,
            await Together.WatchAsync(people, _processors),
            Unwatched: venue.IsFramed && people.Count == company.Senders && people.Count == company.People
                ? await Unwatched.WatchAsync(viewer: joiner, sender: people[0])
                : null);

        double? Last(string step) => timelines.Max(timeline => timeline.LastOfFirsts(step, click)) - click;
    }
}

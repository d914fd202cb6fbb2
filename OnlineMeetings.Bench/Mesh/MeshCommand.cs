using System.Globalization;
using OnlineMeetings.Bench.Bare;
using OnlineMeetings.Bench.Browsers;
using OnlineMeetings.Bench.Report;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Mesh;

/// <summary>`mesh`: rooms of two to nine people, in the program and, turn by turn, on a bare page.</summary>
internal static class MeshCommand
{
    private const int UsualRounds = 3;

    public static async Task<int> RunAsync(string[] options)
    {
        var rounds = options is [var wish, ..] ? int.Parse(wish, CultureInfo.InvariantCulture) : UsualRounds;
        var people = options is [_, var most, ..] ? Math.Clamp(int.Parse(most, CultureInfo.InvariantCulture), 2, Company.Most) : Company.Most;
        var program = await PublishedProgram.BringUpToDateAsync();
        var load = Machine.Load();
        await using var chromium = await Chromium.StartAsync(TestPicture.SmallNoise);
        await using var bare = await BareServer.StartAsync();
        await using var server = await RunningServer.StartAsync(program);
        await using var organizer = await Organizer.SetUpAsync(chromium.Browser, server.Address);
        var app = new MeshGathering(chromium, new Venue("app", organizer.Meeting, IsFramed: true), server);
        var floor = new MeshGathering(chromium, new Venue("bare", bare.Address, IsFramed: false), server: null);

        var result = await MeasureAsync(app, floor, rounds, Company.UpTo(people));
        result = result with { Machine = Machine.Here(chromium.Browser.Version, load) };
        Console.WriteLine(MeshReport.Of(result, rounds));
        Console.WriteLine(await ResultFile.WriteAsync("mesh", result));
        return 0;
    }

    private static async Task<MeshResult> MeasureAsync(MeshGathering app, MeshGathering floor, int rounds, IReadOnlyList<Company> companies)
    {
        var result = new MeshResult();
        await Console.Error.WriteLineAsync("Warming up …");
        foreach (var venue in new[] { app, floor })
            await venue.MeasureAsync(Company.WarmUp, []);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var company in companies)
            {
                // They take turns at who goes first, so that what else the machine does hits both alike.
                foreach (var venue in round % 2 == 0 ? [app, floor] : new[] { floor, app })
                {
                    await Console.Error.WriteLineAsync($"Round {round} of {rounds}: {company.People} people, {venue.Venue} …");
                    await MeasureAsync(venue, company, result);
                }
            }
        }
        return result;
    }

    private static async Task MeasureAsync(MeshGathering venue, Company company, MeshResult result)
    {
        try
        {
            await venue.MeasureAsync(company, result.Runs);
        }
        catch (TimeoutException)
        {
            // The machine carries no more: what was measured until then stands.
            result.InVain.Add($"{company.People} people, {venue.Venue}");
        }
    }
}

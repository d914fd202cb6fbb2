using Microsoft.Playwright;
using OnlineMeetings.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What people in a room see of a database that dies, and is back half a minute later.</summary>
[Collection("Chromium")]
public sealed class DatabaseAwayInChromiumTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(30);

    private PostgreSqlServer _database = null!;
    private MeetingsInChromium _app = null!;

    public async ValueTask InitializeAsync()
    {
        PostgreSqlServer.MustBeHere();
        _database = await Task.Run(PostgreSqlServer.OfOneTest);
        _app = await chromium.StartMeetingsAsync(("Database:Provider", "PostgreSql"), ("ConnectionStrings:Default", _database.AddDatabase()));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task They_are_told_talk_on_and_nothing_that_they_write_is_lost()
    {
        var meeting = await _app.MeetingAsync();
        var people = await _app.MeetAsync(meeting, "Ana", "Bo");
        var (ana, bo) = (people[0], people[1]);
        await ana.WritesAsync("Before");
        await bo.ReadsAsync("Before");
        await bo.KnowsFrameAsync();

        _database.Kill();
        var backAt = DateTime.UtcNow + _outage;
        await ana.WritesAsync("Meanwhile");
        await Expect(BannerOf(ana)).ToBeVisibleAsync();
        await Expect(BannerOf(bo)).ToBeVisibleAsync();
        await bo.SwitchesAsync("Camera");
        await bo.HasOffAsync("Camera");
        await bo.SwitchesAsync("Camera");
        if (backAt - DateTime.UtcNow is { Ticks: > 0 } left)
            await Task.Delay(left, TestContext.Current.CancellationToken);
        await ana.SeesAndHearsMoreOfAsync("Bo");
        await bo.SeesAndHearsMoreOfAsync("Ana");
        _database.StartAgain();

        await Expect(BannerOf(ana)).ToBeHiddenAsync();
        await Expect(BannerOf(bo)).ToBeHiddenAsync();
        await bo.ReadsAsync("Meanwhile");
        await Expect(ana.Room.GetByRole(AriaRole.Textbox, new() { Name = "Message" })).ToHaveValueAsync("");
        await bo.WritesAsync("After");
        await ana.ReadsAsync("After");
        Assert.True(await bo.HasKnownFrameAsync(), "Bo's page was loaded anew.");
    }

    private static ILocator BannerOf(Somebody somebody) => somebody.Room.GetByText("The server can't reach its data right now.");
}

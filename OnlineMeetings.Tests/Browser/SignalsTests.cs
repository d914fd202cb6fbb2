using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What a browser without scruples sends over its real circuit.</summary>
[Collection("Chromium")]
public sealed class SignalsTests(Chromium chromium)
{
    private static readonly string _forged = Signals.Saying("forged");

    [Fact]
    public async Task T26_Forged_senders_and_addressees_elsewhere_or_without_a_seat_are_dropped_and_the_victim_goes_on()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var (meeting, other) = (await app.MeetingAsync(), await app.MeetingAsync("Winter catalogue"));
        var people = await app.MeetAsync(meeting, "Ana", "Mallory");
        var (ana, mallory) = (people[0], people[1]);
        var text = await app.StrangerAsync("Tim");
        await text.JoinsAsync(meeting.Link, by: "Join chat only");
        var elsewhere = await app.StrangerAsync("Eve");
        await elsewhere.JoinsAsync(other.Link);
        foreach (var somebody in new[] { ana, text, elsewhere })
            await somebody.NotesSignalsAsync();
        var (anaId, malloryId, textId) = (await IdAsync(app, meeting, "Ana"), await IdAsync(app, meeting, "Mallory"), await IdAsync(app, meeting, "Tim"));
        var eveId = await IdAsync(app, other, "Eve");

        await mallory.SignalsAsync(eveId, _forged, posingAs: anaId);
        await mallory.SignalsAsync(textId, _forged, posingAs: anaId);
        await mallory.SignalsAsync(anaId, _forged, posingAs: textId);

        await Somebody.EventuallyAsync("Ana gets what was sent to her", async () => (await ana.SignalsFromAsync(_forged)).Length > 0);
        Assert.Equal([malloryId], await ana.SignalsFromAsync(_forged));
        Assert.Empty(await text.SignalsFromAsync(_forged));
        Assert.Empty(await elsewhere.SignalsFromAsync(_forged));
        await ana.SeesAndHearsMoreOfAsync("Mallory");
        Assert.Empty(ana.Faults);
    }

    private static async Task<string> IdAsync(MeetingsInChromium app, MeetingHeld meeting, string name) =>
        (await app.Server.Get<LiveRooms>().Of(meeting.Id).ReadAsync()).People.Single(p => p.Name == name).Id.Value.ToString();
}

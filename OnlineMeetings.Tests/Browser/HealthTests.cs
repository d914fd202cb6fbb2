namespace OnlineMeetings.Tests.InChromium;

/// <summary>How good a link is and why, as health.js judges it and steady.js shows it.</summary>
[Collection("Pages")]
public sealed class HealthTests(Chromium chromium)
{
    [Theory]
    [InlineData("{}", "good none 0")]
    [InlineData("{ isRelayed: true }", "good relay 0")]
    [InlineData("{ state: 'new', hasConnected: false }", "lost connecting 0")]
    [InlineData("{ state: 'connecting' }", "lost reconnecting 0")]
    [InlineData("{ state: 'failed' }", "lost reconnecting 0")]
    [InlineData("{ state: 'disconnected' }", "lost reconnecting 0")]
    [InlineData("{ hears: false }", "poor deaf 0")]
    [InlineData("{ isHeard: false }", "poor unheard 0")]
    [InlineData("{ state: 'disconnected', isHeard: false }", "poor unheard 0")]
    [InlineData("{ hears: false, isHeard: false }", "lost reconnecting 0")]
    [InlineData("{ isSoundOnly: true, lost: 0.2 }", "poor soundOnly 0")]
    [InlineData("{ lost: 0.02 }", "good none 0")]
    [InlineData("{ lost: 0.07, lossIs: 'ours' }", "fair lossOurs 7")]
    [InlineData("{ lost: 0.07, lossIs: 'theirs' }", "fair lossTheirs 7")]
    [InlineData("{ lost: 0.15, isRelayed: true }", "poor lossBetween 15")]
    [InlineData("{ roundTripTime: 0.456 }", "fair delay 460")]
    [InlineData("{ roundTripTime: 1.2, theirLimit: 'bits' }", "poor delay 1200")]
    [InlineData("{ theirLimit: 'bits' }", "fair theirUpload 0")]
    [InlineData("{ theirLimit: 'work' }", "fair theirDevice 0")]
    [InlineData("{ ourLimit: 'bits' }", "fair ourUpload 0")]
    [InlineData("{ ourLimit: 'work' }", "fair ourDevice 0")]
    public async Task A_link_has_a_grade_and_one_reason(string figures, string judged) =>
        Assert.Equal(judged, await AskAsync("health.js", $"const {{ grade, reason, amount }} = module.judge({{ {Well}, ...{figures} }}); return `${{grade}} ${{reason}} ${{amount}}`;"));

    [Theory]
    [InlineData("false", "between")]
    [InlineData("true", "between")]
    [InlineData("true, true, true", "ours")]
    [InlineData("true, false, false", "theirs")]
    public async Task What_is_lost_from_everybody_gets_lost_here(string links, string whose) =>
        Assert.Equal(whose, await AskAsync("healths.js", $"return module.whoseLoss([{links}]);"));

    [Theory]
    [InlineData("g p g p g p g p", "none none none none none none none none")]
    [InlineData("p p p", "none lossOurs lossOurs")]
    [InlineData("p p g g p g g g", "none lossOurs lossOurs lossOurs lossOurs lossOurs lossOurs none")]
    [InlineData("p f p f", "none theirUpload theirUpload theirUpload")]
    [InlineData("d g g g", "deaf deaf deaf none")]
    public async Task What_is_shown_does_not_flicker(string found, string shown) => Assert.Equal(shown, await AskAsync("steady.js", $$"""
        const kinds = {
          g: { grade: 'good', reason: 'none', amount: 0 }, p: { grade: 'poor', reason: 'lossOurs', amount: 20 },
          f: { grade: 'fair', reason: 'theirUpload', amount: 0 }, d: { grade: 'poor', reason: 'deaf', amount: 0 },
        };
        const steady = new module.Steady();
        return '{{found}}'.split(' ').map((kind) => { steady.sample(kinds[kind]); return steady.shown.reason; }).join(' ');
        """));

    [Fact]
    public async Task A_voice_is_missed_when_it_leaves_there_and_does_not_arrive() =>
        Assert.Equal("true true true false true true", await AskAsync("hearing.js", """
            const hearing = new module.Hearing();
            const story = [[10, true], [20, true], [20, true], [20, true], [30, true], [30, false]];
            return story.map(([voicePacketsReceived, speaks]) => {
              hearing.sample({ voicePacketsReceived, voicePacketsSent: 0 }, speaks);
              return hearing.hears;
            }).join(' ');
            """));

    [Fact]
    public async Task One_speaks_while_packets_of_a_voice_leave() => Assert.Equal("true false true", await AskAsync("hearing.js", """
        const hearing = new module.Hearing();
        return [10, 10, 20].map((voicePacketsSent) => { hearing.sample({ voicePacketsReceived: 0, voicePacketsSent }, true); return hearing.speaks; }).join(' ');
        """));

    [Fact]
    public async Task Loss_is_of_the_last_seconds_and_of_many_packets() => Assert.Equal("0.5 0 0 0.25", await AskAsync("loss.js", """
        const loss = new module.Loss();
        const story = [[100, 100], [300, 90], [310, 120], [460, 170]];
        return story.map(([packetsReceived, packetsLost]) => { loss.sample({ packetsReceived, packetsLost }); return loss.fraction; }).join(' ');
        """));

    [Theory]
    [InlineData("null")]
    [InlineData("'report'")]
    [InlineData("{ report: null }")]
    [InlineData("{ report: { speaks: 1, hears: true, isSoundOnly: false, limit: 'none' } }")]
    [InlineData("{ report: { speaks: true, hears: true, isSoundOnly: false, limit: 'everything' } }")]
    [InlineData("{ report: { speaks: true, hears: true, isSoundOnly: false, limit: ['none'] } }")]
    public async Task Whatever_is_no_report_is_ignored(string message) => Assert.Null(await AskAsync("report.js", $"return module.readReport({message});"));

    private const string Well =
        "state: 'connected', hasConnected: true, hears: true, isHeard: true, isSoundOnly: false, lost: 0, lossIs: 'between', roundTripTime: 0.05, theirLimit: 'none', ourLimit: 'none', isRelayed: false";

    private async Task<string?> AskAsync(string module, string script)
    {
        await using var modules = await Modules.InAsync(chromium.Process);
        return await modules.AskAsync<string?>(module, $$"""(module) => { {{script}} }""");
    }
}

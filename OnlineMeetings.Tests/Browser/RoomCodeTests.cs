using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>The code that everybody in a room reads alike, as long as nobody sits in between.</summary>
[Collection("Chromium")]
public sealed class RoomCodeTests(Chromium chromium)
{
    // People of the module alone, in a network that keeps the order of what one says to another, and nothing else.
    private const string People = """
        function gather(module, names, seen = (of) => `certificate of ${of}`) {
          const [codes, ways] = [{}, new Map()];
          const people = Object.fromEntries(names.map((name) => [name, new module.RoomCode({
            me: name,
            say: (message, to) => post(name, to, JSON.parse(JSON.stringify(message))),
            oncode: (code) => { codes[name] = code && JSON.stringify(code); },
          })]));
          const post = (from, to, message) => {
            const way = `${from} ${to}`;
            const before = ways.get(way) ?? Promise.resolve();
            ways.set(way, before.then(() => new Promise((done) => setTimeout(done, Math.random() * 5)))
              .then(() => people[to].receive(from, module.readCodeMessage(message))));
          };
          const meet = (who, stay = 1) => {
            for (const name of who) people[name].meet(who.map((of) => ({ id: of, stay, certificate: seen(of, name) })));
          };
          const agree = async (who) => {
            while (!who.every((name) => codes[name])) await new Promise((done) => setTimeout(done, 1));
            return who.map((name) => codes[name]);
          };
          return { codes, people, post, meet, agree };
        }
        """;

    [Fact]
    public async Task Everybody_has_the_same_code_and_another_one_when_somebody_comes_or_goes()
    {
        var codes = await AskAsync<string[][]>("""
            const all = [...'fcaibhgde'];
            const { meet, agree, codes } = gather(module, all);
            const seen = [];
            for (const who of [all.slice(0, 2), all.slice(0, 3), all, all.slice(0, 3), all.slice(0, 2)]) {
              for (const name of all) delete codes[name];
              meet(who);
              seen.push(await agree(who));
            }
            return seen;
            """);

        Assert.Equal([2, 3, 9, 3, 2], codes.Select(all => all.Length));
        Assert.All(codes, all => Assert.Single(all.Distinct()));
        Assert.Equal(5, codes.Select(all => all[0]).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_is_between_two_of_three_leaves_all_three_with_codes_of_their_own()
    {
        var codes = await AskAsync<string[]>("""
            const { meet, agree } = gather(module, ['a', 'b', 'c'], (of, by) => (of + by).match(/ab|ba/) ? 'certificate of Mallory' : `certificate of ${of}`);
            meet(['a', 'b', 'c']);
            return agree(['a', 'b', 'c']);
            """);

        Assert.Equal(3, codes.Distinct().Count());
    }

    [Fact]
    public async Task A_nonce_that_is_not_the_one_committed_to_gives_no_code_nor_does_a_second_commitment()
    {
        var codes = await AskAsync<int[]>("""
            const said = [];
            const codes = [];
            const ana = new module.RoomCode({ me: 'a', say: (message) => said.push(message.code), oncode: (code) => codes.push(code) });
            const hash = async (text) => [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))]
              .map((byte) => byte.toString(16).padStart(2, '0')).join('');
            const until = async (isSo) => { while (!isSo()) await new Promise((done) => setTimeout(done, 1)); };
            ana.meet(['a', 'b'].map((id) => ({ id, stay: 1, certificate: id })));
            await until(() => said.length === 1);
            const [{ round, set }] = said;
            const [first, second] = ['1'.repeat(64), '2'.repeat(64)];
            const commit = (nonce) => hash(JSON.stringify([round, 'b', nonce]));
            ana.receive('b', { round, set, commitment: await commit(first) });
            await until(() => said.length === 2);
            ana.receive('b', { round, nonce: second });
            ana.receive('b', { round, set, commitment: await commit(second) });
            ana.receive('b', { round, nonce: second });
            await ana.settled;
            const forged = codes.length;
            ana.receive('b', { round, nonce: first });
            await until(() => codes.length > 0);
            return [forged, codes.length];
            """);

        Assert.Equal([0, 1], codes);
    }

    [Fact]
    public async Task Another_certificate_in_the_middle_of_a_stay_takes_the_code_away()
    {
        var codes = await AskAsync<string?[]>("""
            const { meet, agree, people, codes } = gather(module, ['a', 'b']);
            meet(['a', 'b']);
            await agree(['a', 'b']);
            people.a.meet([{ id: 'a', stay: 1, certificate: 'certificate of a' }, { id: 'b', stay: 1, certificate: 'certificate of Mallory' }]);
            await people.a.settled;
            return [codes.a, codes.b];
            """);

        Assert.Null(codes[0]);
        Assert.NotNull(codes[1]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("'code'")]
    [InlineData("{ code: 1 }")]
    [InlineData("{ code: { round: 'x' } }")]
    [InlineData("{ code: { round: 'a'.repeat(64) } }")]
    [InlineData("{ code: { round: 'a'.repeat(64), nonce: ['b'.repeat(64)] } }")]
    [InlineData("{ code: { round: 'a'.repeat(64), set: 'b'.repeat(64), commitment: 'C'.repeat(64) } }")]
    public async Task Whatever_is_no_message_of_it_is_ignored(string message) =>
        Assert.Null(await AskAsync<object?>($"return module.readCodeMessage({message});"));

    [Fact]
    public async Task A_dishonest_server_that_swaps_the_certificates_of_two_is_given_away_by_their_codes()
    {
        await using var modules = await Modules.InAsync(chromium.Process);

        var honest = await modules.AskAsync<string[]>("mesh.js", $$"""async ({ Mesh }) => { {{Two}} between(ana, bo); return codes(); }""");
        var dishonest = await modules.AskAsync<string[]>("mesh.js", $$"""async ({ Mesh }) => { {{Two}} {{Mallory}} return codes(); }""");

        Assert.Single(honest.Distinct());
        Assert.Equal(2, dishonest.Distinct().Count());
    }

    [Fact]
    public async Task People_in_a_meeting_see_one_code_and_a_newcomer_another_that_is_everybodys_again()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var people = await app.MeetAsync(meeting, "Ana", "Bo");
        var first = await people[0].ReadsRoomCodeAsync();
        Assert.Equal(first, await people[1].ReadsRoomCodeAsync());

        var cleo = await app.StrangerAsync("Cleo");
        await cleo.JoinsAsync(meeting.Link);

        var now = await cleo.ReadsRoomCodeAsync();
        Assert.NotEqual(first, now);
        foreach (var one in people)
            await Expect(one.RoomCode).ToHaveAttributeAsync("data-room-code", now);
    }

    private async Task<T> AskAsync<T>(string script)
    {
        await using var modules = await Modules.InAsync(chromium.Process);
        return await modules.AskAsync<T>("room-code.js", $$"""async (module) => { {{People}} {{script}} }""");
    }

    private const string Two = """
        const open = async (id, other) => {
          const certificate = await RTCPeerConnection.generateCertificate({ name: 'ECDSA', namedCurve: 'P-256' });
          const mesh = new Mesh({ me: { id, stay: 1 }, certificates: [certificate] });
          mesh.roster([{ id, stay: 1 }, { id: other, stay: 1 }]);
          const code = new Promise((found) => mesh.addEventListener('code', ({ detail: { code } }) => code && found(JSON.stringify(code))));
          return { mesh, code };
        };
        const [ana, bo] = [await open('a', 'b'), await open('b', 'a')];
        const between = (one, other) => {
          one.mesh.send = (batch) => batch.forEach(({ signal }) => other.mesh.receive('a', signal));
          other.mesh.send = (batch) => batch.forEach(({ signal }) => one.mesh.receive('b', signal));
          one.mesh.connect([{ id: 'b', stay: 1 }]);
        };
        const codes = async () => {
          const found = await Promise.all([ana.code, bo.code]);
          [ana, bo].forEach(({ mesh }) => mesh.close());
          return found;
        };
        """;

    // To each of the two, the other; what they say over the data channel is passed on as it is.
    private const string Mallory = """
        const face = (victim, as) => {
          const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
          const say = (part) => victim.mesh.receive(as, { from: 1, to: 1, build: 0, ...part });
          pc.onicecandidate = ({ candidate }) => candidate && say({ candidates: [candidate.toJSON()] });
          const channel = pc.createDataChannel('room', { negotiated: true, id: 0 });
          let told = Promise.resolve();
          victim.mesh.send = (batch) => batch.forEach(({ signal: { description, candidates = [] } }) => {
            told = told.then(async () => {
              if (description) await pc.setRemoteDescription(description);
              if (description?.type === 'offer') { await pc.setLocalDescription(); say({ description: pc.localDescription.toJSON() }); }
              for (const candidate of candidates) await pc.addIceCandidate(candidate);
            });
          });
          return { pc, channel, say };
        };
        const [bo2, ana2] = [face(ana, 'b'), face(bo, 'a')];
        const pass = (from, to) => {
          const kept = [];
          from.onmessage = ({ data }) => (to.readyState === 'open' ? to.send(data) : kept.push(data));
          to.onopen = () => kept.forEach((data) => to.send(data));
        };
        pass(bo2.channel, ana2.channel);
        pass(ana2.channel, bo2.channel);
        ana.mesh.connect([{ id: 'b', stay: 1 }]);
        for (const kind of ['audio', 'video', 'video', 'audio']) ana2.pc.addTransceiver(kind);
        await ana2.pc.setLocalDescription();
        ana2.say({ description: ana2.pc.localDescription.toJSON() });
        """;
}

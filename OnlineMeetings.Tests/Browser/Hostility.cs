namespace OnlineMeetings.Tests.InChromium;

/// <summary>What a page does that is not ours, though it came in like everybody.</summary>
internal static class Hostility
{
    extension(Somebody mallory)
    {
        /// <summary>Says to one of the others, directly, whatever could harm: bytes, a megabyte, deep nesting, wrong types, thousands of messages.</summary>
        public Task SaysGarbageAsync() => mallory.Page.EvaluateAsync("""
            async () => {
              const drained = async () => { while (channel.bufferedAmount > 0) await new Promise((resolve) => setTimeout(resolve, 20)); };
              const wrong = [null, true, 0, -1e308, '', 'x', [], {}, [[]], { camera: 'large' }, { toString: 1 }, { __proto__: null, constructor: 1 }];
              for (const value of wrong) {
                for (const key of ['wish', 'report', 'code', '__proto__', 'constructor']) channel.send(JSON.stringify({ [key]: value }));
                channel.send(JSON.stringify(value));
                for (const field of ['camera', 'screen']) channel.send(JSON.stringify({ wish: { camera: 'large', screen: 'large', [field]: value } }));
                for (const field of ['speaks', 'hears', 'isSoundOnly', 'limit']) {
                  channel.send(JSON.stringify({ report: { speaks: true, hears: true, isSoundOnly: false, limit: 'none', [field]: value } }));
                }
              }
              await drained();
              channel.send(new Uint8Array(60_000));
              channel.send(new Blob([new Uint8Array(1_000)]));
              channel.send('['.repeat(200_000));
              channel.send(`{"wish":${'{"wish":'.repeat(400)}1${'}'.repeat(400)}}`);
              await drained();
              for (let at = 0; at < 5; at++) channel.send('x'.repeat(210_000));
              await drained();
              for (let at = 0; at < 5_000; at++) {
                channel.send(at % 2 ? '{"wish":{"camera":"hidden","screen":"hidden"}}' : '{"wish":{"camera":"large","screen":"large"}}');
              }
              await drained();
            }
            """);
    }
}

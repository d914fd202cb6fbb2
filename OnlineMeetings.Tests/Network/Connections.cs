using OnlineMeetings.Tests.InChromium;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>What is seen of somebody's peer connections themselves, past the media engine.</summary>
internal static class Connections
{
    extension(Somebody somebody)
    {
        /// <summary>Called before the first page is opened.</summary>
        public Task NotesConnectionsAsync() => somebody.Page.AddInitScriptAsync("""
            window.connections = [];
            window.iceErrors = [];
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...options) {
                super(...options);
                connections.push(this);
                this.addEventListener('icecandidateerror', ({ errorCode }) => iceErrors.push(errorCode));
              }
            };
            """);

        /// <summary>Between which kinds of candidates each connection flows, like "host relay".</summary>
        public Task<string[]> WaysAsync() => somebody.Page.EvaluateAsync<string[]>("""
            async () => (await Promise.all(connections.map(async connection => {
              const report = await connection.getStats();
              const transport = [...report.values()].find(({ type }) => type === 'transport');
              const pair = report.get(transport?.selectedCandidatePairId);
              return pair && `${report.get(pair.localCandidateId)?.candidateType} ${report.get(pair.remoteCandidateId)?.candidateType}`;
            }))).filter(Boolean)
            """);

        /// <summary>What came of the others' microphones so far.</summary>
        public Task<Heard> HeardAsync() => somebody.Page.EvaluateAsync<Heard>("""
            async () => {
              const heard = { samples: 0, concealed: 0 };
              for (const connection of connections) {
                for (const { type, kind, totalSamplesReceived = 0, concealedSamples = 0 } of (await connection.getStats()).values()) {
                  if (type !== 'inbound-rtp' || kind !== 'audio') continue;
                  heard.samples += totalSamplesReceived;
                  heard.concealed += concealedSamples;
                }
              }
              return heard;
            }
            """);

        /// <summary>A server that was asked for a way has answered so (RFC 8656, section 19; 701 is silence).</summary>
        public Task IsAnsweredByServerAsync(int error) => Somebody.EventuallyAsync(
            $"{somebody.Name} is answered {error}", () => somebody.Page.EvaluateAsync<bool>("error => iceErrors.includes(error)", error));

        /// <summary>Does now what a page does each minute.</summary>
        public Task RenewsAsync() => somebody.Frame.EvaluateAsync("() => { dispatchEvent(new Event('circuitup')); }");
    }
}

/// <summary>Samples of sound that were played, and how many of them were made up for ones that did not come in time.</summary>
public sealed record Heard
{
    public const int SamplesPerSecond = 48_000;

    public long Samples { get; init; }

    public long Concealed { get; init; }

    public static Heard operator -(Heard now, Heard before) => new() { Samples = now.Samples - before.Samples, Concealed = now.Concealed - before.Concealed };
}

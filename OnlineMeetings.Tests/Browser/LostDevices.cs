namespace OnlineMeetings.Tests.InChromium;

/// <summary>Devices that go away, as the browser tells a page of it: their tracks end.</summary>
internal static class LostDevices
{
    extension(Somebody somebody)
    {
        /// <param name="device">"microphone" or "camera".</param>
        public Task LosesAsync(string device) => somebody.Page.EvaluateAsync("""
            device => {
              const { track } = meeting.engine.devices[device];
              track.stop();
              track.dispatchEvent(new Event('ended'));
            }
            """, device);

        /// <summary>What the device gives now; null for nothing.</summary>
        public Task<string?> TrackOfAsync(string device) =>
            somebody.Page.EvaluateAsync<string?>("device => meeting.engine.devices[device].track?.id ?? null", device);

        /// <summary>Takes the permission away, beside the address.</summary>
        public Task RefusesAsync(string device) => somebody.Page.EvaluateAsync("""
            device => {
              const kind = device === 'camera' ? 'video' : 'audio';
              const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
              window.allow = () => { navigator.mediaDevices.getUserMedia = ask; };
              navigator.mediaDevices.getUserMedia = async (wish) => {
                if (wish[kind]) throw new DOMException('Permission denied', 'NotAllowedError');
                return ask(wish);
              };
            }
            """, device);

        public Task AllowsAgainAsync() => somebody.Page.EvaluateAsync("() => { allow(); }");
    }
}

using System.Diagnostics;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>Waits for a process through which the program answers.</summary>
internal static class Ready
{
    public static async Task UntilAsync(Process process, Uri address)
    {
        using var http = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });
        await Eventually.FindAsync($"{process.StartInfo.FileName} is ready", async () =>
        {
            Assert.False(process.HasExited, $"{process.StartInfo.FileName} did not start.");
            try
            {
                using var answer = await http.GetAsync(new Uri(address, "healthz/ready"));
                return answer.IsSuccessStatusCode ? process : null;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        });
    }
}

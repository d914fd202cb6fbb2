using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Mail;

/// <summary>
/// A real mail server (aiosmtpd) on a free port of this machine. It refuses nobody@…, has no time for later@…, and takes what is
/// for cut@… but breaks off before it says so.
/// </summary>
public sealed class MailServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mails-").FullName;
    private Process _process;

    private MailServer()
    {
        Port = FreePort();
        _process = Begin();
    }

    public int Port { get; }

    /// <summary>The settings of a server that sends by it.</summary>
    public (string Key, string Value)[] Settings =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{Port}"), ("Mail:Security", "None"), ("Mail:From", "meetings@example.org"),
    ];

    /// <summary>What it has taken, in the order in which it came.</summary>
    public IReadOnlyList<MimeMessage> Mails =>
        [.. Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))];

    public static MailServer Start()
    {
        Assert.SkipUnless(File.Exists("/usr/lib/python3/dist-packages/aiosmtpd/__init__.py"), "There is no aiosmtpd (python3-aiosmtpd) on this machine.");
        return new MailServer();
    }

    /// <summary>Waits until it has taken a mail more than so many.</summary>
    public Task<MimeMessage> NextAsync(int after = 0) =>
        Eventually.FindAsync($"mail number {after + 1}", () => Task.FromResult(Mails.Skip(after).FirstOrDefault()));

    /// <summary>Waits until it has taken a mail to somebody.</summary>
    public Task<MimeMessage> ToAsync(string address) =>
        Eventually.FindAsync($"a mail to {address}", () => Task.FromResult(Mails.FirstOrDefault(m => m.To.Mailboxes.Single().Address == address)));

    public void Stop()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Starts again after <see cref="Stop"/>.</summary>
    public void Resume() => _process = Begin();

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private Process Begin()
    {
        var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Mail", "mail_server.py"), $"{Port}", _folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace OnlineMeetings.Tests;

/// <summary>A browser as far as HTTP goes: it keeps cookies and fills in forms. It follows no redirects and runs no script.</summary>
public sealed partial class Browser
{
    /// <param name="from">The address of this machine by which it is known to the server, where it is to have one of its own.</param>
    public Browser(Uri address, IPAddress? from = null)
    {
        Http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
            ConnectCallback = from is null ? null : (wanted, ct) => ConnectAsync(from, wanted.DnsEndPoint.Port, ct),
        })
        { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    /// <summary>Loads a page and posts its form with these fields, as a person would.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await Http.GetStringAsync(path);
        return await PostAsync(path, page, fields);
    }

    /// <summary>Posts a form of a page that was loaded before: of several, the one that has these fields.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string page, params (string Name, string Value)[] fields)
    {
        var form = page.Split("<form").Skip(1).FirstOrDefault(one => fields.All(field => one.Contains($"name=\"{field.Name}\"", StringComparison.Ordinal))) ?? page;
        var hidden = Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)));
        var all = hidden.Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return Http.PostAsync(path, new FormUrlEncodedContent(all));
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string query = "") =>
        PostFormAsync("/account/sign-in" + query, ("Email", email), ("Password", password));

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, int port, CancellationToken ct)
    {
        var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" ?/>""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}

using System.Net;
using System.Net.Sockets;
using System.Text;
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
        var all = HiddenIn(form).Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return Http.PostAsync(path, new FormUrlEncodedContent(all));
    }

    /// <summary>Chooses a file in the form of a page and posts it.</summary>
    public async Task<HttpResponseMessage> PostFileAsync(string path, string file, string name)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "File", name } };
        foreach (var (field, value) in HiddenIn(await Http.GetStringAsync(path)))
            form.Add(new StringContent(value), field);
        return await Http.PostAsync(path, form);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string query = "") =>
        PostFormAsync("/account/sign-in" + query, ("Email", email), ("Password", password));

    private static IEnumerable<KeyValuePair<string, string>> HiddenIn(string form) =>
        Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)));

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

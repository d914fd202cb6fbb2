using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;
using FileOptions = OnlineMeetings.Files.FileOptions;

namespace OnlineMeetings.Tests.Files;

/// <summary>The real program with rooms that write down what they are told, and browsers of whomever the test wants.</summary>
public sealed class FilesHost : IAsyncLifetime
{
    private TestServer _server = null!;

    /// <summary>How much may be stored, where it is not the program's own limit.</summary>
    public FileOptions? Limits { get; init; }

    /// <summary>How a new file is opened on the disk, where it is not as always.</summary>
    public Func<string, Stream>? Create { get; init; }

    /// <summary>Configuration keys and their values.</summary>
    public (string Key, string Value)[] Keys { get; init; } = [];

    /// <summary>What the program writes into its log.</summary>
    public KeptLog Log { get; } = new();

    public RecordingRooms Rooms { get; } = new();

    public IDbContextFactory<MeetingsDb> Data => _server.Get<IDbContextFactory<MeetingsDb>>();

    public ServerSettingsStore Settings => _server.Get<ServerSettingsStore>();

    public Uri Address => _server.Address;

    public string Folder => _server.Folder;

    public static async Task<FilesHost> StartAsync(FileOptions? limits = null, Func<string, Stream>? create = null, params (string Key, string Value)[] keys)
    {
        var host = new FilesHost { Limits = limits, Create = create, Keys = keys };
        await host.InitializeAsync();
        return host;
    }

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(settings: Keys, services: services =>
        {
            services.AddSingleton(Rooms.Live);
            services.AddSingleton<ILoggerProvider>(Log);
            if (Limits is not null)
                services.AddSingleton(Limits);
            if (Create is not null)
                services.AddSingleton<IFileStore>(all => new DiskFileStore(all.GetRequiredService<DataFolder>()) { Create = Create });
        });
        Data.AddAccount(Viewers.Organizer);
    }

    public IReadOnlyList<string> OnDisk(Meeting meeting)
    {
        var folder = ((DiskFileStore)_server.Get<IFileStore>()).FolderOf(meeting.Id);
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }

    /// <summary>A browser of this person: sends what browsers send.</summary>
    public HttpClient BrowserOf(Viewer viewer, Meeting meeting)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        })
        { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (CookieOf(viewer, meeting) is { } cookie)
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    /// <summary>The same person's connection, on which any bytes can be sent.</summary>
    public async Task<(TcpClient Socket, Stream Bytes)> ConnectAsync()
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(Address.Host, Address.Port);
        var bytes = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
        await bytes.AuthenticateAsClientAsync(Address.Host);
        return (socket, bytes);
    }

    public string? CookieOf(Viewer viewer, Meeting meeting) => viewer.Kind switch
    {
        ViewerKind.Member => AccountCookieOf(viewer),
        ViewerKind.Guest => TicketCookieOf(viewer, meeting),
        _ => null,
    };

    public static string PathOf(Meeting meeting, Guid? file = null) =>
        $"/api/meetings/{meeting.Code}/files" + (file is { } id ? $"/{id:N}" : "");

    /// <summary>A form with one file, its name written as browsers write it.</summary>
    public static MultipartFormDataContent Form(string name, byte[] bytes) => Form(name, new ByteArrayContent(bytes));

    public static MultipartFormDataContent Form(string name, HttpContent content)
    {
        content.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
        var form = new MultipartFormDataContent { content };
        form.HeaderEncodingSelector = (_, _) => Encoding.UTF8;
        return form;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // As a sign-in makes it, without the work of a password.
    private string AccountCookieOf(Viewer member)
    {
        using var scope = _server.Services.CreateScope();
        using var db = Data.CreateDbContext();
        var claims = scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>();
        var user = claims.CreateAsync(db.Users.Single(u => u.Id == member.Person.Value)).GetAwaiter().GetResult();
        var options = _server.Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(new AuthenticationTicket(user, IdentityConstants.ApplicationScheme))}";
    }

    private string TicketCookieOf(Viewer guest, Meeting meeting)
    {
        var http = new DefaultHttpContext();
        _server.Get<Tickets>().Issue(http, new Ticket(meeting.Id, guest.Person, guest.Name, guest.PasswordProven));
        return http.Response.Headers.SetCookie.ToString().Split(';')[0];
    }
}

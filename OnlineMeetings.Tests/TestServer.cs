using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OnlineMeetings.Accounts;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests;

/// <summary>
/// The real program on real Kestrel with its self-made certificate, on a port and a data folder of its own, which are kept
/// through a restart. Any number of them run side by side.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly Dictionary<string, string> _settings;
    private readonly Action<IServiceCollection> _services;
    private readonly TestServer? _beside;
    private readonly string? _database;
    private Factory _factory;
    private Person? _administrator;

    private TestServer(Dictionary<string, string> settings, Action<IServiceCollection> services, IPAddress? alsoAt, TestServer? beside)
    {
        _beside = beside;
        _settings = settings;
        _services = services;
        Folder = beside?.Folder ?? Directory.CreateTempSubdirectory("meetings-").FullName;
        _database = beside?._database ?? (PostgreSqlServer.IsWanted || IsClustered ? PostgreSqlServer.NewDatabase() : null);
        Address = new Uri($"https://localhost:{FreePort()}");
        AddressForOthers = alsoAt is null ? Address : new Uri($"https://{alsoAt}:{Address.Port}");
        _factory = Start();
    }

    /// <summary>Ends with a slash.</summary>
    public Uri Address { get; }

    /// <summary>The same from other networks.</summary>
    public Uri AddressForOthers { get; }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The connection string of its PostgreSQL database; null on SQLite.</summary>
    public string? Database => _database;

    public IServiceProvider Services => _factory.Services;

    private bool IsClustered => _settings.GetValueOrDefault("Cluster:Enabled") == "true";

    /// <summary>A started server without any account.</summary>
    /// <param name="time">A clock of the test's own, like a FakeTimeProvider.</param>
    /// <param name="services">Changes what the program registered.</param>
    /// <param name="alsoAt">An address of this machine at which it listens besides localhost.</param>
    /// <param name="beside">A server that it shares database and data folder with; it must be gone first.</param>
    /// <param name="settings">Configuration keys and their values.</param>
    public static async Task<TestServer> StartAsync(
        TimeProvider? time = null,
        Action<IServiceCollection>? services = null,
        IPAddress? alsoAt = null,
        TestServer? beside = null,
        params (string Key, string Value)[] settings)
    {
        // Off the test's thread: the start waits for itself.
        await Task.Yield();
        // Orleans takes a clock that leaps for a program that stood still, and says so as an error.
        if (time is not null)
            settings = [.. settings, ("Logging:LogLevel:Orleans.Runtime.MembershipService.LocalSiloHealthMonitor", "None")];
        return new TestServer(
            settings.ToDictionary(one => one.Key, one => one.Value),
            all =>
            {
                if (time is not null)
                    all.AddSingleton(time);
                services?.Invoke(all);
            },
            alsoAt,
            beside);
    }

    /// <summary>So many servers on one database, of which each room has people on all.</summary>
    public static async Task<TestServer[]> StartClusterAsync(int servers = 2)
    {
        PostgreSqlServer.MustBeHere();
        var first = await StartAsync(settings: Clustered);
        return [first, .. await Task.WhenAll(Enumerable.Range(1, servers - 1).Select(_ => StartAsync(beside: first, settings: Clustered)))];
    }

    /// <summary>The settings of one of several servers on this machine.</summary>
    public static (string Key, string Value)[] Clustered { get; } = [("Cluster:Enabled", "true"), ("Cluster:Address", "127.0.0.1"), ("Cluster:Port", "0")];

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Stops the server as a signal would, and starts it again on the same port and data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        Begin();
    }

    public async Task StopAsync() => await _factory.DisposeAsync();

    /// <summary>Starts again after <see cref="StopAsync"/>.</summary>
    /// <param name="settings">Configuration keys whose values are others from now on.</param>
    public void Begin(params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
            _settings[key] = value;
        _factory = Start();
    }

    /// <summary>A browser in which nobody is signed in. It follows no redirects.</summary>
    public Browser Stranger(IPAddress? from = null) => new(Address, from);

    /// <summary>Sets the server up; the first call only. Later ones give the same person.</summary>
    public async Task<Person> AdministratorAsync(string name = "Ana")
    {
        if (_administrator is not null)
            return _administrator;
        var (browser, email, password) = (Stranger(), EmailOf(name), PasswordOf(name));
        using var answer = await browser.PostFormAsync("/setup", ("Name", name), ("Email", email), ("Password", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return _administrator = await PersonAsync(name, browser);
    }

    /// <summary>Somebody with an account, signed in. Sets the server up where nobody has yet.</summary>
    public async Task<Person> MemberAsync(string name)
    {
        await AdministratorAsync();
        var (browser, email, password) = (Stranger(), EmailOf(name), PasswordOf(name));
        Assert.NotNull(await Get<AccountStore>().CreateAsync(new NewAccount(name, email, password), default));
        using var answer = await browser.SignInAsync(email, password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await PersonAsync(name, browser);
    }

    /// <summary>Somebody as a page has them before it that opens now.</summary>
    public async Task<ClaimsPrincipal> UserAsync(Person person)
    {
        await using var scope = Services.CreateAsyncScope();
        var account = await Get<AccountStore>().FindAsync(person.Id, default);
        return await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account!);
    }

    /// <summary>All accounts there are.</summary>
    public async Task<IReadOnlyList<Account>> AccountsAsync()
    {
        await using var db = await Get<IDbContextFactory<MeetingsDb>>().CreateDbContextAsync();
        return await db.Users.ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        // The timer of a pool keeps the whole server that opened it.
        SqliteConnection.ClearAllPools();
        if (_beside is not null)
            return;
        if (_database is not null)
            PostgreSqlServer.Drop(_database);
        Directory.Delete(Folder, recursive: true);
    }

    public static string EmailOf(string name) => $"{name.ToLowerInvariant()}@example.org";

    public static string PasswordOf(string name) => $"the password of {name}";

    private async Task<Person> PersonAsync(string name, Browser browser)
    {
        var account = await Get<AccountStore>().FindAsync(EmailOf(name), default);
        return new Person(account!.Person, name, EmailOf(name), PasswordOf(name), browser);
    }

    private Factory Start()
    {
        var factory = new Factory(this);
        factory.UseKestrel();
        factory.StartServer();
        return factory;
    }

    /// <summary>Below the ports that the system gives to outgoing connections, so that nobody takes it while the server restarts.</summary>
    internal static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(15_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one.
            }
        }
    }

    private sealed class Factory(TestServer server) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Production");
            builder.UseSetting("Urls", string.Join(';', new[] { server.Address, server.AddressForOthers }.Distinct().Select(url => url.GetLeftPart(UriPartial.Authority))));
            builder.UseSetting("Data:Folder", server.Folder);
            if (server._database is not null)
            {
                builder.UseSetting("Database:Provider", "PostgreSql");
                builder.UseSetting("ConnectionStrings:Default", server._database);
            }
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            builder.UseSetting("Logging:LogLevel:Orleans", "Error");
            foreach (var (key, value) in server._settings)
                builder.UseSetting(key, value);
            // Others live in this process.
            builder.ConfigureTestServices(all => all.AddSingleton(new LastResort(() => { })));
            builder.ConfigureTestServices(server._services);
        }
    }
}

/// <summary>Somebody with an account, and the browser in which they are signed in.</summary>
public sealed record Person(PersonId Id, string Name, string Email, string Password, Browser Browser)
{
    public HttpClient Http => Browser.Http;

    /// <summary>As the server's own services know them.</summary>
    public Viewer Viewer => new(Id, Name, ViewerKind.Member);
}

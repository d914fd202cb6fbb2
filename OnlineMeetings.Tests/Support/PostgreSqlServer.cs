using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OnlineMeetings.Data;

namespace OnlineMeetings.Tests.Support;

/// <summary>
/// A real PostgreSQL of this machine on a port and in a folder of its own, gone with the test run. Each test has a database of its own
/// in it, copied from one that was brought up to date once.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    private const string User = "postgres";
    private const string Template = "pattern";

    private static readonly Lazy<PostgreSqlServer> _shared = new(() => new PostgreSqlServer());
    private static int _databases;

    /// <summary>Where its files are, and the socket by which programs of this machine reach it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("postgresql-").FullName;
    private readonly int _port = FreePort();
    private readonly string _addresses;
    private Process? _process;

    private PostgreSqlServer(IPAddress? alsoAt = null)
    {
        _addresses = alsoAt is null ? "127.0.0.1" : $"127.0.0.1,{alsoAt}";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        // It does not run as root, and neither reads what only root may.
        Finished("chown", User, Folder);
        Finished("runuser", "-u", User, "--", Path.Combine(Programs, "initdb"), "-D", Data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N");
        if (alsoAt is not null)
            File.AppendAllText(Path.Combine(Data, "pg_hba.conf"), "host all all samenet trust\n");
        _process = Run();
        Execute($"CREATE DATABASE {Template}");
        using var db = new PostgreSqlMeetingsDb(new DbContextOptionsBuilder<PostgreSqlMeetingsDb>().UseNpgsql($"{Connection(Template)};Pooling=False").Options);
        db.Database.Migrate();
    }

    /// <summary>Whether the tests that need a database were asked to use this one.</summary>
    public static bool IsWanted => Environment.GetEnvironmentVariable("TESTS_DATABASE") == "PostgreSql";

    /// <summary>Skips the test where the program is missing.</summary>
    public static void MustBeHere() => Assert.SkipUnless(
        Directory.Exists("/usr/lib/postgresql"), "There is no PostgreSQL on this machine; ./test.sh installs it on Debian.");

    /// <summary>One for a test that stops it.</summary>
    public static PostgreSqlServer OfOneTest() => new();

    /// <summary>One for a test with networks of its own, which reach it at this address.</summary>
    public static PostgreSqlServer OfNetwork(IPAddress address) => new(address);

    /// <summary>The connection string of a new database, up to date and empty.</summary>
    public static string NewDatabase() => _shared.Value.AddDatabase();

    /// <inheritdoc cref="NewDatabase"/>
    public string AddDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        Execute($"CREATE DATABASE {name} TEMPLATE {Template} STRATEGY FILE_COPY");
        return Connection(name);
    }

    /// <summary>Ends it without a word, and whoever is connected with it.</summary>
    public void Kill()
    {
        if (_process is null)
            return;
        // Its word for "at once and as you are": all its processes end, and none is left that would keep the next one from starting.
        Finished("kill", "-QUIT", File.ReadLines(Path.Combine(Data, "postmaster.pid")).First());
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts it again after <see cref="Kill"/>, with what it had kept; returns when it answers.</summary>
    public void StartAgain() => _process = Run();

    /// <summary>Takes away what <see cref="NewDatabase"/> gave, also from who still uses it.</summary>
    public static void Drop(string connection)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        _shared.Value.Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
    }

    public void Dispose()
    {
        if (!Directory.Exists(Folder))
            return;
        Kill();
        Directory.Delete(Folder, recursive: true);
    }

    private static string Programs => Path.Combine(Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last(), "bin");

    private string Data => Path.Combine(Folder, "data");

    private string Connection(string database) => $"Host=127.0.0.1;Port={_port};Username={User};Database={database};Maximum Pool Size=60";

    private Process Run()
    {
        var process = Begin(
            "runuser", "-u", User, "--", Path.Combine(Programs, "postgres"), "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-c", $"listen_addresses={_addresses}", "-c", $"unix_socket_directories={Folder}", "-c", "fsync=off", "-c", "max_connections=400");
        // It stands still as soon as nobody reads what it logs.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        WaitUntilItAnswers(process);
        return process;
    }

    private void WaitUntilItAnswers(Process process)
    {
        for (var left = Stopwatch.StartNew(); ;)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!process.HasExited && left.Elapsed < TimeSpan.FromMinutes(1))
            {
                // It is on its way.
            }
        }
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection($"{Connection("postgres")};Pooling=False;Command Timeout=300");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Finished(string program, params string[] arguments)
    {
        using var process = Begin(program, arguments);
        var words = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} says: {words}");
    }

    private static Process Begin(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using Npgsql;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Data;

/// <summary>Which engine keeps the data.</summary>
/// <param name="ConnectionString">Of PostgreSQL; empty for the file in the data folder.</param>
internal sealed record DatabaseOptions(bool IsPostgreSql, string ConnectionString)
{
    /// <summary>
    /// PostgreSQL would keep what a server had locked when its network was cut, for hours, and nobody else could write there. A transaction of ours
    /// never pauses as long as this.
    /// </summary>
    private const string LetsGo = "-c idle_in_transaction_session_timeout=10s -c tcp_user_timeout=10s";

    internal static DatabaseOptions Read(SettingsReader settings)
    {
        var isPostgreSql = settings.OneOf("Database:Provider", "Sqlite", "PostgreSql") == "PostgreSql";
        var connection = settings.Text("ConnectionStrings:Default");
        return new DatabaseOptions(isPostgreSql, isPostgreSql ? Checked(connection, settings) : "");
    }

    private static string Checked(string connection, SettingsReader settings)
    {
        const string example = "Host=db.example.org;Database=meetings;Username=meetings;Password=…";
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            if (string.IsNullOrEmpty(builder.Host))
                settings.Fault("ConnectionStrings:Default", $"is needed with Database:Provider=PostgreSql, like {example}");
            builder.Options = $"{LetsGo} {builder.Options}".TrimEnd();
            return builder.ConnectionString;
        }
        catch (ArgumentException e)
        {
            // What is wrong is told; the text itself may hold a password.
            settings.Fault("ConnectionStrings:Default", $"must be like {example}: {e.Message}");
            return "";
        }
    }

    // A record prints all it holds; the password must not come into a log that way.
    public override string ToString() => IsPostgreSql ? "PostgreSql" : "Sqlite";
}

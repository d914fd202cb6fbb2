using OnlineMeetings.Hosting;

namespace OnlineMeetings.Data;

/// <summary>Which engine keeps the data.</summary>
/// <param name="ConnectionString">Of PostgreSQL; empty for the file in the data folder.</param>
internal sealed record DatabaseOptions(bool IsPostgreSql, string ConnectionString)
{
    internal static DatabaseOptions Read(SettingsReader settings)
    {
        var isPostgreSql = settings.OneOf("Database:Provider", "Sqlite", "PostgreSql") == "PostgreSql";
        var connection = settings.Text("ConnectionStrings:Default");
        if (isPostgreSql)
            Check(connection, settings);
        return new DatabaseOptions(isPostgreSql, isPostgreSql ? connection : "");
    }

    private static void Check(string connection, SettingsReader settings)
    {
        const string example = "Host=db.example.org;Database=meetings;Username=meetings;Password=…";
        try
        {
            if (string.IsNullOrEmpty(new Npgsql.NpgsqlConnectionStringBuilder(connection).Host))
                settings.Fault("ConnectionStrings:Default", $"is needed with Database:Provider=PostgreSql, like {example}");
        }
        catch (ArgumentException e)
        {
            // What is wrong is told; the text itself may hold a password.
            settings.Fault("ConnectionStrings:Default", $"must be like {example}: {e.Message}");
        }
    }

    // A record prints all it holds; the password must not come into a log that way.
    public override string ToString() => IsPostgreSql ? "PostgreSql" : "Sqlite";
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OnlineMeetings.Data.Migrations.PostgreSql;

/// <summary>
/// Which servers there are, for Orleans (Microsoft.Orleans.Clustering.AdoNet). It asks for "OrleansQuery" and does all else by the statements that
/// stand there under its names, with its parameters; a statement that changes something answers how many rows it changed. Not in the model: nobody
/// else reads or writes these.
/// </summary>
[DbContext(typeof(PostgreSqlMeetingsDb))]
[Migration("20261130081000_Membership")]
public sealed class Membership : Migration
{
    private const string Silo = "deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation";

    private const string Read =
        """
        SELECT v.deploymentid, s.address, s.port, s.generation, s.siloname, s.hostname, s.status, s.proxyport, s.suspecttimes, s.starttime, s.iamalivetime, v.version
        FROM cluster_versions v LEFT JOIN cluster_silos s ON s.deploymentid = v.deploymentid
        """;

    // Each change of the silos is one step of the version, and none without it: who knew an older version changes nothing.
    private const string Step =
        """
        UPDATE cluster_versions SET version = version + 1, changed = now() WHERE deploymentid = @DeploymentId AND version = @Version
        """;

    private static readonly (string Key, string Statement)[] _statements =
    [
        ("MembershipReadAllKey", $"{Read} WHERE v.deploymentid = @DeploymentId"),
        ("MembershipReadRowKey", $"{Read} AND s.address = @Address AND s.port = @Port AND s.generation = @Generation WHERE v.deploymentid = @DeploymentId"),
        ("GatewaysQueryKey", "SELECT address, proxyport, generation FROM cluster_silos WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0"),
        ("InsertMembershipVersionKey",
            """
            WITH added AS (INSERT INTO cluster_versions (deploymentid) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::int FROM added
            """),
        ("InsertMembershipKey",
            $"""
            WITH step AS ({Step} AND NOT EXISTS (SELECT FROM cluster_silos WHERE {Silo}) RETURNING 1),
            added AS (
                INSERT INTO cluster_silos (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
                SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM step
                RETURNING 1)
            SELECT count(*)::int FROM added
            """),
        ("UpdateMembershipKey",
            $"""
            WITH step AS ({Step} AND EXISTS (SELECT FROM cluster_silos WHERE {Silo}) RETURNING 1),
            changed AS (
                UPDATE cluster_silos SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime FROM step WHERE {Silo}
                RETURNING 1)
            SELECT count(*)::int FROM changed
            """),
        ("UpdateIAmAlivetimeKey", $"UPDATE cluster_silos SET iamalivetime = @IAmAliveTime WHERE {Silo}"),
        ("CleanupDefunctSiloEntriesKey", "DELETE FROM cluster_silos WHERE deploymentid = @DeploymentId AND iamalivetime < @IAmAliveTime AND status = 6"),
        ("DeleteMembershipTableEntriesKey", "DELETE FROM cluster_versions WHERE deploymentid = @DeploymentId"),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE TABLE orleansquery (querykey text PRIMARY KEY, querytext text NOT NULL);
            CREATE TABLE cluster_versions (
                deploymentid text PRIMARY KEY,
                version int NOT NULL DEFAULT 0,
                changed timestamptz NOT NULL DEFAULT now());
            CREATE TABLE cluster_silos (
                deploymentid text NOT NULL REFERENCES cluster_versions ON DELETE CASCADE,
                address text NOT NULL,
                port int NOT NULL,
                generation int NOT NULL,
                siloname text NOT NULL,
                hostname text NOT NULL,
                status int NOT NULL,
                proxyport int NULL,
                suspecttimes text NULL,
                starttime timestamptz NOT NULL,
                iamalivetime timestamptz NOT NULL,
                PRIMARY KEY (deploymentid, address, port, generation));
            """);
        foreach (var (key, statement) in _statements)
            migrationBuilder.InsertData("orleansquery", ["querykey", "querytext"], ["text", "text"], [key, statement]);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE orleansquery, cluster_silos, cluster_versions;");
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OnlineMeetings.Data.Migrations.PostgreSql;

/// <summary>What <see cref="PostgreSqlMeetingsDb.QueueAsync"/> locks; it holds nothing.</summary>
[DbContext(typeof(PostgreSqlMeetingsDb))]
[Migration("20261130093500_WriteQueue")]
public sealed class WriteQueue : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("CREATE TABLE write_queue ();");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE write_queue;");
}

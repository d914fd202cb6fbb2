using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OnlineMeetings.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LongOccurrences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Occurrences_OwnerId_EndsAt",
                table: "Occurrences");

            migrationBuilder.AddColumn<bool>(
                name: "IsLong",
                table: "Occurrences",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            // Those that are there already.
            migrationBuilder.Sql("""UPDATE "Occurrences" SET "IsLong" = 1 WHERE julianday("EndsAt") - julianday("StartsAt") > 7""");

            migrationBuilder.CreateIndex(
                name: "IX_Occurrences_OwnerId_IsLong_EndsAt",
                table: "Occurrences",
                columns: new[] { "OwnerId", "IsLong", "EndsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Occurrences_OwnerId_IsLong_EndsAt",
                table: "Occurrences");

            migrationBuilder.DropColumn(
                name: "IsLong",
                table: "Occurrences");

            migrationBuilder.CreateIndex(
                name: "IX_Occurrences_OwnerId_EndsAt",
                table: "Occurrences",
                columns: new[] { "OwnerId", "EndsAt" });
        }
    }
}

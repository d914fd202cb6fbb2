using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OnlineMeetings.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ListsIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Meetings_OrganizerId_CreatedAt",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_Meetings_OrganizerId_LastActivityAt",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_Meetings_OrganizerId_TitleFolded",
                table: "Meetings");

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_OrganizerId_ArchivedAt",
                table: "Meetings",
                columns: new[] { "OrganizerId", "ArchivedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Meetings_OrganizerId_ArchivedAt",
                table: "Meetings");

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_OrganizerId_CreatedAt",
                table: "Meetings",
                columns: new[] { "OrganizerId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_OrganizerId_LastActivityAt",
                table: "Meetings",
                columns: new[] { "OrganizerId", "LastActivityAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_OrganizerId_TitleFolded",
                table: "Meetings",
                columns: new[] { "OrganizerId", "TitleFolded" });
        }
    }
}

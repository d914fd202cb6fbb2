using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OnlineMeetings.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FeedsAndReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "Appointments",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Appointments",
                type: "TEXT",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "NextReminderAt",
                table: "Appointments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CalendarFeeds",
                columns: table => new
                {
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecretHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarFeeds", x => x.OwnerId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Appointments_NextReminderAt",
                table: "Appointments",
                column: "NextReminderAt");

            migrationBuilder.CreateIndex(
                name: "IX_CalendarFeeds_SecretHash",
                table: "CalendarFeeds",
                column: "SecretHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CalendarFeeds");

            migrationBuilder.DropIndex(
                name: "IX_Appointments_NextReminderAt",
                table: "Appointments");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Appointments");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Appointments");

            migrationBuilder.DropColumn(
                name: "NextReminderAt",
                table: "Appointments");
        }
    }
}

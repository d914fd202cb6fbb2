using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OnlineMeetings.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class JobEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EndedAt",
                table: "JobRuns",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "JobRuns");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OnlineMeetings.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SeveralPasswordLinks : Migration
    {
        // The links of before are let go: made anew, the table needs no copying, and a link lives for a day.
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "PasswordLinks");

            migrationBuilder.CreateTable(
                name: "PasswordLinks",
                columns: table => new
                {
                    SecretHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByMail = table.Column<bool>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasswordLinks", x => x.SecretHash);
                    table.ForeignKey(
                        name: "FK_PasswordLinks_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PasswordLinks_AccountId",
                table: "PasswordLinks",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Stays_To",
                table: "Stays",
                column: "To",
                filter: "\"To\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Stays_To",
                table: "Stays");

            migrationBuilder.DropTable(name: "PasswordLinks");

            migrationBuilder.CreateTable(
                name: "PasswordLinks",
                columns: table => new
                {
                    AccountId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecretHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PasswordLinks", x => x.AccountId);
                    table.ForeignKey(
                        name: "FK_PasswordLinks_AspNetUsers_AccountId",
                        column: x => x.AccountId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PasswordLinks_SecretHash",
                table: "PasswordLinks",
                column: "SecretHash",
                unique: true);
        }
    }
}

BEGIN TRANSACTION;
CREATE TABLE "AspNetRoleClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetRoleClaims" PRIMARY KEY AUTOINCREMENT,
    "RoleId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetRoleClaims_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetRoles" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetRoles" PRIMARY KEY,
    "Name" TEXT NULL,
    "NormalizedName" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL
);
INSERT INTO "AspNetRoles" VALUES('01A21258-8C83-7F46-811F-1B489B2F569D','Administrator','ADMINISTRATOR','ccc5eb74-7ee1-41f5-b5c4-a129953e169c');
CREATE TABLE "AspNetUserClaims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_AspNetUserClaims" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_AspNetUserClaims_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserLogins" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserLogins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_AspNetUserLogins_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUserRoles" (
    "UserId" TEXT NOT NULL,
    "RoleId" TEXT NOT NULL,
    CONSTRAINT "PK_AspNetUserRoles" PRIMARY KEY ("UserId", "RoleId"),
    CONSTRAINT "FK_AspNetUserRoles_AspNetRoles_RoleId" FOREIGN KEY ("RoleId") REFERENCES "AspNetRoles" ("Id") ON DELETE CASCADE,
    CONSTRAINT "FK_AspNetUserRoles_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
INSERT INTO "AspNetUserRoles" VALUES('01A21258-8BEE-7432-81F2-BBBB4B71C346','01A21258-8C83-7F46-811F-1B489B2F569D');
CREATE TABLE "AspNetUserTokens" (
    "UserId" TEXT NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_AspNetUserTokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_AspNetUserTokens_AspNetUsers_UserId" FOREIGN KEY ("UserId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "AspNetUsers" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_AspNetUsers" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "NameFolded" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" TEXT NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL
);
INSERT INTO "AspNetUsers" VALUES('01A21258-8BEE-7432-81F2-BBBB4B71C346','Ana Brandt','ana brandt','2026-11-25 10:55:22.7513057','ana@example.org','ANA@EXAMPLE.ORG','ana@example.org','ANA@EXAMPLE.ORG',0,'AQAAAAIAAzRQAAAAEM/5AYoBm+etzm94JWpD9yUkLE9c1RhwiA7YepIAdteaRoW908LIC9+N3ijTA73IDg==','70542F7A953F6851B8DF5C947A5DB8B4','576a3e48-27e1-499b-9d0a-fefbd6e86eb1',NULL,0,0,NULL,1,0);
CREATE TABLE "Audit" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Audit" PRIMARY KEY AUTOINCREMENT,
    "At" TEXT NOT NULL,
    "ActorId" TEXT NULL,
    "ActorName" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "SubjectKind" TEXT NOT NULL,
    "SubjectId" TEXT NULL,
    "SubjectName" TEXT NOT NULL,
    "Details" TEXT NOT NULL,
    "Folded" TEXT NOT NULL
);
INSERT INTO "Audit" VALUES(1,'2026-11-25 10:55:22.8704562','01A21258-8BEE-7432-81F2-BBBB4B71C346','Ana Brandt','AccountMade','Account','01A21258-8BEE-7432-81F2-BBBB4B71C346','Ana Brandt','','ana brandt
ana brandt
');
INSERT INTO "Audit" VALUES(2,'2026-11-25 10:55:25.5250664','01A21258-8BEE-7432-81F2-BBBB4B71C346','Ana Brandt','MeetingMade','Meeting','01A21258-96CC-7262-9673-BA1DF12BFD34','Autumn catalogue','','ana brandt
autumn catalogue
');
CREATE TABLE "CoOrganizer" (
    "MeetingId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    CONSTRAINT "PK_CoOrganizer" PRIMARY KEY ("MeetingId", "PersonId"),
    CONSTRAINT "FK_CoOrganizer_Meetings_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "Meetings" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Files" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Files" PRIMARY KEY,
    "MeetingId" TEXT NOT NULL,
    "UploaderId" TEXT NOT NULL,
    "UploaderName" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Bytes" INTEGER NOT NULL,
    "UploadedAt" TEXT NOT NULL,
    CONSTRAINT "FK_Files_Meetings_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "Meetings" ("Id") ON DELETE CASCADE
);
INSERT INTO "Files" VALUES('01A21258-CE04-7485-BA6E-52EF7A0C3751','01A21258-96CC-7262-9673-BA1DF12BFD34','01A21258-8BEE-7432-81F2-BBBB4B71C346','Ana Brandt','plan.txt',8,'2026-11-25 10:55:39.5387252');
CREATE TABLE "JobRuns" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_JobRuns" PRIMARY KEY,
    "LastAt" TEXT NOT NULL
);
INSERT INTO "JobRuns" VALUES('FoldersAreSwept','2026-11-25 10:55:12.4289901');
INSERT INTO "JobRuns" VALUES('MeetingsMoveOn','2026-11-25 10:55:12.5459359');
INSERT INTO "JobRuns" VALUES('LogIsSwept','2026-11-25 10:55:12.5588341');
CREATE TABLE "Meetings" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Meetings" PRIMARY KEY,
    "OrganizerId" TEXT NOT NULL,
    "Code" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "TitleFolded" TEXT NOT NULL,
    "PasswordHash" TEXT NULL,
    "PasswordVersion" INTEGER NOT NULL,
    "GuestsAllowed" INTEGER NOT NULL,
    "AttendeesMayStart" INTEGER NOT NULL,
    "WaitingRoom" INTEGER NOT NULL,
    "Uploads" INTEGER NOT NULL,
    "Quality" INTEGER NOT NULL,
    "Version" INTEGER NOT NULL,
    "IsLocked" INTEGER NOT NULL,
    "ArchivedAt" TEXT NULL,
    "CreatedAt" TEXT NOT NULL,
    "LastActivityAt" TEXT NOT NULL,
    "LiveSince" TEXT NULL,
    "IsStarted" INTEGER NOT NULL,
    "EndBehaviour" INTEGER NOT NULL,
    "NextAt" TEXT NULL,
    "NextEndsAt" TEXT NULL,
    "LastEndsAt" TEXT NULL,
    "EndToldAt" TEXT NULL,
    "EndedAt" TEXT NULL,
    "Schedule_End" TEXT NULL,
    "Schedule_Rule" TEXT NULL,
    "Schedule_Start" TEXT NULL,
    "Schedule_Zone" TEXT NULL
);
INSERT INTO "Meetings" VALUES('01A21258-96CC-7262-9673-BA1DF12BFD34','01A21258-8BEE-7432-81F2-BBBB4B71C346','PCMsK80A4HbWahHZWDBGzg','Autumn catalogue','autumn catalogue',NULL,0,1,1,0,0,0,0,0,NULL,'2026-11-25 10:55:25.3877584','2026-11-25 10:55:39.5387252','2026-11-25 10:55:30.2109013',1,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "Messages" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Messages" PRIMARY KEY AUTOINCREMENT,
    "MeetingId" TEXT NOT NULL,
    "AuthorId" TEXT NOT NULL,
    "AuthorName" TEXT NOT NULL,
    "ByGuest" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "SentAt" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    CONSTRAINT "FK_Messages_Meetings_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "Meetings" ("Id") ON DELETE CASCADE
);
INSERT INTO "Messages" VALUES(1,'01A21258-96CC-7262-9673-BA1DF12BFD34','01A21258-BA42-718B-91CE-A8A2E60B6F5B','Bo Larsen',1,'Hello Ana, see https://example.org/a','2026-11-25 10:55:37.8889585','FF0A8EB5-A328-087F-2E76-B49D9ECA6F17');
CREATE TABLE "Participations" (
    "PersonId" TEXT NOT NULL,
    "MeetingId" TEXT NOT NULL,
    "FirstAt" TEXT NOT NULL,
    "LastAt" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "IsGuest" INTEGER NOT NULL,
    "IsUnlisted" INTEGER NOT NULL,
    CONSTRAINT "PK_Participations" PRIMARY KEY ("PersonId", "MeetingId"),
    CONSTRAINT "FK_Participations_Meetings_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "Meetings" ("Id") ON DELETE CASCADE
);
INSERT INTO "Participations" VALUES('01A21258-8BEE-7432-81F2-BBBB4B71C346','01A21258-96CC-7262-9673-BA1DF12BFD34','2026-11-25 10:55:30.209553','2026-11-25 10:55:30.209553','Ana Brandt',0,0);
INSERT INTO "Participations" VALUES('01A21258-BA42-718B-91CE-A8A2E60B6F5B','01A21258-96CC-7262-9673-BA1DF12BFD34','2026-11-25 10:55:34.4927189','2026-11-25 10:55:34.4927189','Bo Larsen',1,0);
CREATE TABLE "PasswordLinks" (
    "AccountId" TEXT NOT NULL CONSTRAINT "PK_PasswordLinks" PRIMARY KEY,
    "SecretHash" TEXT NOT NULL,
    "EndsAt" TEXT NOT NULL,
    CONSTRAINT "FK_PasswordLinks_AspNetUsers_AccountId" FOREIGN KEY ("AccountId") REFERENCES "AspNetUsers" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Removal" (
    "MeetingId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    CONSTRAINT "PK_Removal" PRIMARY KEY ("MeetingId", "PersonId"),
    CONSTRAINT "FK_Removal_Meetings_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "Meetings" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Settings" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Settings" PRIMARY KEY AUTOINCREMENT,
    "RegistrationDomains" TEXT NOT NULL,
    "BlockedExtensions" TEXT NOT NULL,
    "MaxFileBytes" INTEGER NULL,
    "MaxMeetingBytes" INTEGER NULL,
    "GuestsAllowed" INTEGER NOT NULL
);
CREATE TABLE "Stays" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Stays" PRIMARY KEY,
    "MeetingId" TEXT NOT NULL,
    "PersonId" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "IsGuest" INTEGER NOT NULL,
    "From" TEXT NOT NULL,
    "To" TEXT NULL,
    CONSTRAINT "FK_Stays_Meetings_MeetingId" FOREIGN KEY ("MeetingId") REFERENCES "Meetings" ("Id") ON DELETE CASCADE
);
INSERT INTO "Stays" VALUES('01A21258-AA9D-77C0-BF35-510FA79B26F0','01A21258-96CC-7262-9673-BA1DF12BFD34','01A21258-8BEE-7432-81F2-BBBB4B71C346','Ana Brandt',0,'2026-11-25 10:55:30.2100852',NULL);
INSERT INTO "Stays" VALUES('01A21258-BA90-7F8A-A0A9-3B8645C4E166','01A21258-96CC-7262-9673-BA1DF12BFD34','01A21258-BA42-718B-91CE-A8A2E60B6F5B','Bo Larsen',1,'2026-11-25 10:55:34.4928617',NULL);
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261125080506_Initial','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE INDEX "IX_AspNetRoleClaims_RoleId" ON "AspNetRoleClaims" ("RoleId");
CREATE UNIQUE INDEX "RoleNameIndex" ON "AspNetRoles" ("NormalizedName");
CREATE INDEX "IX_AspNetUserClaims_UserId" ON "AspNetUserClaims" ("UserId");
CREATE INDEX "IX_AspNetUserLogins_UserId" ON "AspNetUserLogins" ("UserId");
CREATE INDEX "IX_AspNetUserRoles_RoleId" ON "AspNetUserRoles" ("RoleId");
CREATE INDEX "EmailIndex" ON "AspNetUsers" ("NormalizedEmail");
CREATE INDEX "IX_AspNetUsers_NameFolded" ON "AspNetUsers" ("NameFolded");
CREATE UNIQUE INDEX "UserNameIndex" ON "AspNetUsers" ("NormalizedUserName");
CREATE INDEX "IX_Audit_At" ON "Audit" ("At");
CREATE INDEX "IX_CoOrganizer_PersonId" ON "CoOrganizer" ("PersonId");
CREATE INDEX "IX_Files_MeetingId_UploadedAt" ON "Files" ("MeetingId", "UploadedAt");
CREATE UNIQUE INDEX "IX_Meetings_Code" ON "Meetings" ("Code");
CREATE INDEX "IX_Meetings_EndedAt_LastEndsAt" ON "Meetings" ("EndedAt", "LastEndsAt");
CREATE INDEX "IX_Meetings_LiveSince" ON "Meetings" ("LiveSince");
CREATE INDEX "IX_Meetings_NextEndsAt" ON "Meetings" ("NextEndsAt");
CREATE INDEX "IX_Meetings_OrganizerId_CreatedAt" ON "Meetings" ("OrganizerId", "CreatedAt");
CREATE INDEX "IX_Meetings_OrganizerId_LastActivityAt" ON "Meetings" ("OrganizerId", "LastActivityAt");
CREATE INDEX "IX_Meetings_OrganizerId_TitleFolded" ON "Meetings" ("OrganizerId", "TitleFolded");
CREATE UNIQUE INDEX "IX_Messages_MeetingId_AuthorId_Key" ON "Messages" ("MeetingId", "AuthorId", "Key");
CREATE INDEX "IX_Messages_MeetingId_Id" ON "Messages" ("MeetingId", "Id");
CREATE INDEX "IX_Participations_MeetingId_LastAt" ON "Participations" ("MeetingId", "LastAt");
CREATE UNIQUE INDEX "IX_PasswordLinks_SecretHash" ON "PasswordLinks" ("SecretHash");
CREATE INDEX "IX_Stays_MeetingId_From" ON "Stays" ("MeetingId", "From");
CREATE INDEX "IX_Stays_MeetingId_PersonId_To" ON "Stays" ("MeetingId", "PersonId", "To");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('Audit',2);
INSERT INTO "sqlite_sequence" VALUES('Messages',1);
COMMIT;
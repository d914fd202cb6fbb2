using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;
using OnlineMeetings.Attendance;
using OnlineMeetings.Audit;
using OnlineMeetings.Calendar;
using OnlineMeetings.Chat;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Exchange;
using OnlineMeetings.Files;
using OnlineMeetings.Hosting;
using OnlineMeetings.Housekeeping;
using OnlineMeetings.Invitations;
using OnlineMeetings.Mail;
using OnlineMeetings.Meetings;
using OnlineMeetings.Meetings.Occurrences;
using OnlineMeetings.Rooms;
using OnlineMeetings.Shell;
using OnlineMeetings.Telemetry;

if (args is [MoveCommand.Name, .. var what])
    return await MoveCommand.RunAsync(what, MoveCommand.Settings(), Console.Out, Console.Error, CancellationToken.None);

try
{
    // The program finds its settings and pages beside itself, wherever it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.WebHost.UseStaticWebAssets();

    builder.AddHosting();
    builder.AddData();
    builder.AddTelemetry();
    builder.AddCluster();
    builder.AddAudit();
    builder.AddAccounts();
    builder.AddMeetings();
    builder.AddCalendar();
    builder.AddInvitations();
    builder.AddExchange();
    builder.AddRooms();
    builder.AddChat();
    builder.AddFiles();
    builder.AddAttendance();
    builder.AddOccurrences();
    builder.AddMail();
    builder.AddAdministration();
    builder.AddHousekeeping();
    builder.AddShell();

    var app = builder.Build();
    await app.MigrateDatabaseAsync();

    app.UseHosting();
    app.UseAccounts();
    app.UseConnectionLimit();
    app.MapHosting();
    app.MapAccounts();
    app.MapMeetings();
    app.MapInvitations();
    app.MapExchange();
    app.MapRooms();
    app.MapChat();
    app.MapFiles();
    app.MapAttendance();
    app.MapShell();

    await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception e) when (StartFault.InWords(e) is { } words)
{
    await Console.Error.WriteLineAsync(words);
    return 1;
}

/// <summary>Named for the tests, which start the program in their own process.</summary>
public sealed partial class Program;

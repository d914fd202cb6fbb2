using System.Diagnostics;
using System.Text.Json;

namespace OnlineMeetings.Tests.Invitations;

/// <summary>What another program (python3-icalendar) makes of a calendar file.</summary>
public sealed record ReadInvitation(string? Method, string[] Zones, ReadEvent[] Events)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static async Task<ReadInvitation> OfAsync(string file)
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/python3/dist-packages/icalendar"), "There is no python3-icalendar on this machine.");
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Invitations", "read_invitation.py")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await python.StandardInput.WriteAsync(file);
        python.StandardInput.Close();
        var read = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return JsonSerializer.Deserialize<ReadInvitation>(read, _json)!;
    }
}

public sealed record ReadEvent(
    string Uid, int Sequence, string Start, string? Zone, string? Of, string? Rule, string Subject, string Notes, string Status, string Organizer, string? OrganizerName,
    string[][] Attendees);

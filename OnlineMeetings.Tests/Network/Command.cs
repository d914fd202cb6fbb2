using System.Diagnostics;

namespace OnlineMeetings.Tests.OnNetworks;

/// <summary>One command of the system, run to its end.</summary>
internal static class Command
{
    /// <exception cref="CommandFailedException">It is not here, or did not succeed.</exception>
    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Begin(program, arguments);
        var words = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new CommandFailedException($"'{program} {string.Join(' ', arguments)}' says: {words.Trim()}");
    }

    private static Process Begin(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new CommandFailedException($"'{program}' is not installed.");
        }
    }
}

/// <summary>What a command could not do, in its own words.</summary>
public sealed class CommandFailedException(string message) : Exception(message);

using System.Diagnostics;

namespace OnlineMeetings.Tests.Calendar.Independent;

/// <summary>Debian's Python, with its packages python3-dateutil and python3-icalendar, as test.sh installs them.</summary>
internal static class Python
{
    // Another one, found first on the path, has none of Debian's packages.
    private static readonly string _program = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>What a script beside this file says to this input; the test is skipped where it can't be run.</summary>
    public static async Task<string> AnswerAsync(string script, string package, string input)
    {
        Assert.SkipUnless(await HasAsync(package), $"{_program} with {package} is not here; ./test.sh installs python3-{package} on Debian.");
        var (code, output, errors) = await RunAsync(Path.Combine(AppContext.BaseDirectory, "Calendar", "Independent", script), input);
        Assert.True(code == 0, errors);
        return output;
    }

    private static async Task<bool> HasAsync(string package)
    {
        try
        {
            return (await RunAsync("-", $"import {package}")).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string script, string input)
    {
        var start = new ProcessStartInfo(_program, [script])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var python = Process.Start(start)!;
        var (output, errors) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.StandardInput.WriteAsync(input);
        python.StandardInput.Close();
        await python.WaitForExitAsync();
        return (python.ExitCode, await output, await errors);
    }
}

using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Tests.Rooms;

/// <summary>What the documents ask for beforehand is what their modules import, and nothing else.</summary>
public sealed partial class PreloadsTests
{
    [Fact]
    public void The_shell_names_all_that_its_module_imports() =>
        Assert.Equal(ImportsOf("js/shell.js").Except(["js/shell.js"]).Order(StringComparer.Ordinal), Preloads.Shell.Order(StringComparer.Ordinal));

    [Fact]
    public void The_frame_names_all_that_the_door_and_the_stage_need() => Assert.Equal(
        ImportsOf("js/room-boot.js", "Rooms/RoomPage.razor.js", "Rooms/DoorForm.razor.js", "Rooms/Stage.razor.js").Order(StringComparer.Ordinal),
        Preloads.Frame.Order(StringComparer.Ordinal));

    private static HashSet<string> ImportsOf(params IEnumerable<string> modules)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(modules);
        while (open.TryPop(out var module))
        {
            if (!found.Add(module))
                continue;
            foreach (Match import in Import().Matches(File.ReadAllText(FileOf(module))))
                open.Push(Path.GetRelativePath("/", Path.GetFullPath(import.Groups["from"].Value, "/" + Path.GetDirectoryName(module))));
        }
        return found;
    }

    // A component's module lies beside it, and not under wwwroot.
    private static string FileOf(string module) => Path.Combine(Program(), module.StartsWith("js/", StringComparison.Ordinal) ? "wwwroot" : "", module);

    private static string Program([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "OnlineMeetings.Blazor"));

    [GeneratedRegex("^import .*? from '(?<from>[^']+)';", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Import();
}

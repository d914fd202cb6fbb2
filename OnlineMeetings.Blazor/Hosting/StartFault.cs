using System.Text.Json;
using Microsoft.AspNetCore.Connections;

namespace OnlineMeetings.Hosting;

/// <summary>Puts into a sentence why the program could not start, where that is the settings' fault and not the program's.</summary>
internal static class StartFault
{
    /// <summary>Null for what is a fault of the program: that keeps its stack trace.</summary>
    public static string? InWords(Exception e) => e switch
    {
        SettingsException => "The settings can't be used:" + Environment.NewLine + e.Message,
        InvalidDataException => UnreadableFile(e),
        IOException { InnerException: AddressInUseException } => $"Urls holds an address that another program is using. {e.Message}",
        _ => null,
    };

    private static string UnreadableFile(Exception e)
    {
        var where = e.GetBaseException() is JsonException { LineNumber: { } line } json
            ? $" It is no JSON at line {line + 1}, column {json.BytePositionInLine + 1}."
            : "";
        return $"appsettings.json can't be read. {e.Message}{where}";
    }
}

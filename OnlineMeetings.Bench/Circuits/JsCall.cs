using System.Text.Json;

namespace OnlineMeetings.Bench.Circuits;

/// <summary>The server calls a script of its page.</summary>
/// <param name="Module">The script's path, where it is one that was imported; else empty.</param>
/// <param name="Arguments">A JSON array; undefined where there are none.</param>
internal sealed record JsCall(string Module, string Function, JsonElement Arguments)
{
    /// <summary>The number of the .NET object that was given as this argument.</summary>
    public long DotNetObject(int argument) => Arguments[argument].GetProperty("__dotNetObject").GetInt64();
}

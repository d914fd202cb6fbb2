using System.Runtime.CompilerServices;

namespace OnlineMeetings.Tests;

/// <summary>Many servers start at once, each waiting for itself on a thread: with one thread a core they would wait for each other.</summary>
internal static class Threads
{
    private const int Least = 64;

    [ModuleInitializer]
    internal static void BeEnough() => ThreadPool.SetMinThreads(Least, Least);
}

namespace OnlineMeetings.Tests;

/// <summary>Tests that measure, or that need the processor for themselves: one after another, when the others are done.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

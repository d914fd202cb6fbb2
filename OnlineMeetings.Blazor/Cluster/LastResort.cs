namespace OnlineMeetings.Cluster;

/// <summary>Ends the process as it is; a test has another one.</summary>
internal sealed record LastResort(Action End);

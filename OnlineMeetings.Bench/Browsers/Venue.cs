namespace OnlineMeetings.Bench.Browsers;

/// <summary>A place where people meet. The bare page speaks to people in the program's words, so that one driver serves both.</summary>
/// <param name="IsFramed">What people see is in a frame of the page, as in the program.</param>
internal sealed record Venue(string Name, Uri Address, bool IsFramed);

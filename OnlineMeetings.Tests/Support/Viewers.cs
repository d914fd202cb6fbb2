using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Support;

/// <summary>Who looks at meetings in the tests; members come from <see cref="Given.Member"/>, since they have accounts.</summary>
public static class Viewers
{
    /// <summary>Organizes every meeting that a test is given.</summary>
    public static Viewer Organizer { get; } = new(PersonId.New(), "Ana", ViewerKind.Member);

    public static Viewer Guest(string name) => new(PersonId.New(), name, ViewerKind.Guest);
}

namespace OnlineMeetings.Rooms;

/// <summary>Marks the texts of this feature.</summary>
public sealed class RoomTexts;

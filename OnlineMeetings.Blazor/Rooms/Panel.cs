namespace OnlineMeetings.Rooms;

/// <summary>What lies beside the stage; one at a time.</summary>
public enum Panel
{
    None,
    Chat,
    People,
    Files,
    Settings,
    Devices,
}

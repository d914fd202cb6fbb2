namespace OnlineMeetings.Hosting;

/// <summary>Marks what is answered although the server has no administrator yet.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpenBeforeSetupAttribute : Attribute
{
    public static readonly OpenBeforeSetupAttribute Marker = new();
}

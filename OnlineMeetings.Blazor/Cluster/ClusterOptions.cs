using System.Globalization;
using System.Net;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Cluster;

/// <summary>How the servers of one installation reach each other, so that a room has people on several of them.</summary>
/// <param name="IsEnabled">False for a server of its own, which others neither find nor reach.</param>
/// <param name="Address">Of this server, for the others. What goes there is neither sealed nor signed, so that it leaves no private network.</param>
/// <param name="Port">0 for any free one: then a server that starts again after a power cut is a stranger, and the others are long waited for.</param>
internal sealed record ClusterOptions(bool IsEnabled, IPAddress Address, int Port)
{
    private const string Example = "10.0.0.11";
    private const string UsualPort = "11111";

    internal static ClusterOptions Read(SettingsReader settings)
    {
        var isEnabled = settings.OneOf("Cluster:Enabled", "false", "true") == "true";
        if (isEnabled && !settings.OneOf("Database:Provider", "Sqlite", "PostgreSql").Equals("PostgreSql", StringComparison.Ordinal))
            settings.Fault("Database:Provider", "must be PostgreSql where Cluster:Enabled is true: the servers find each other through it.");
        return new ClusterOptions(isEnabled, ReadAddress(settings, isEnabled), isEnabled ? ReadPort(settings) : 0);
    }

    private static IPAddress ReadAddress(SettingsReader settings, bool isNeeded)
    {
        var text = settings.Text("Cluster:Address");
        if (text.Length == 0 && isNeeded)
            settings.Fault("Cluster:Address", $"is needed where Cluster:Enabled is true: this server's address for the other servers, like {Example}.");
        if (text.Length == 0)
            return IPAddress.Loopback;
        if (!IPAddress.TryParse(text, out var address))
            settings.Fault("Cluster:Address", $"must be this server's address for the other servers, like {Example}, and is \"{text}\".");
        else if (!Network.IsPrivate(address))
            settings.Fault("Cluster:Address", $"must be of a private network, like {Example}, since what the servers say to each other is not sealed, and is \"{text}\".");
        return address ?? IPAddress.Loopback;
    }

    private static int ReadPort(SettingsReader settings)
    {
        var text = settings.Text("Cluster:Port", UsualPort);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort)
            return port;
        settings.Fault("Cluster:Port", $"must be a port, or 0 for any free one, and is \"{text}\".");
        return 0;
    }
}

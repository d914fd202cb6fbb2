namespace OnlineMeetings.Hosting;

/// <summary>Makes the links that leave this server. They come from the settings, never from what a request says of itself.</summary>
public sealed class PublicAddress(ServerOptions options)
{
    /// <summary>The root of all pages, with a slash at its end.</summary>
    public Uri Root => options.PublicUrl;

    /// <summary>The absolute link to a path like "/m/…".</summary>
    public string To(string path) => new Uri(Root, path).AbsoluteUri;
}

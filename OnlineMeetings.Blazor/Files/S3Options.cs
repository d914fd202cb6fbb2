using System.Text.RegularExpressions;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Files;

/// <summary>The bucket that keeps files, of Amazon or of whoever speaks the same language.</summary>
internal sealed partial record S3Options
{
    private const string AnyRegion = "us-east-1";

    public required string Bucket { get; init; }

    /// <summary>Null for Amazon.</summary>
    public Uri? Endpoint { get; init; }

    public string Region { get; init; } = AnyRegion;

    /// <summary>Empty, with the secret: what Amazon's own variables, profiles and roles say.</summary>
    public string AccessKey { get; init; } = "";

    public string SecretKey { get; init; } = "";

    /// <summary>Null where files lie on the disk.</summary>
    internal static S3Options? Read(SettingsReader settings)
    {
        if (settings.OneOf("Files:Store", "Disk", "S3") == "Disk")
            return null;
        var endpoint = ReadEndpoint(settings);
        return new S3Options
        {
            Bucket = ReadBucket(settings),
            Endpoint = endpoint,
            Region = ReadRegion(settings),
            AccessKey = ReadKey(settings, "Files:S3:AccessKey", "Files:S3:SecretKey"),
            SecretKey = ReadKey(settings, "Files:S3:SecretKey", "Files:S3:AccessKey"),
        };
    }

    private static string ReadBucket(SettingsReader settings)
    {
        var bucket = settings.Text("Files:S3:Bucket");
        if (bucket.Length == 0)
            settings.Fault("Files:S3:Bucket", "is needed with Files:Store=S3: the name of the bucket that keeps the files.");
        else if (!BucketName().IsMatch(bucket))
            settings.Fault("Files:S3:Bucket", $"must be 3 to 63 small letters, digits, dots and hyphens, and is \"{bucket}\".");
        return bucket;
    }

    private static Uri? ReadEndpoint(SettingsReader settings)
    {
        var text = settings.Text("Files:S3:Endpoint");
        if (text.Length == 0)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint is { Scheme: "https" or "http", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" })
            return endpoint;
        // What is wrong with it may be that it holds a password.
        settings.Fault("Files:S3:Endpoint", "must be an address like https://s3.example.org, without anything secret in it.");
        return null;
    }

    private static string ReadRegion(SettingsReader settings)
    {
        var region = settings.Text("Files:S3:Region");
        if (region.Length == 0 && settings.Text("Files:S3:Endpoint").Length == 0)
            settings.Fault("Files:S3:Region", "is needed where Files:S3:Endpoint is empty: where the bucket is, like eu-central-1.");
        else if (region.Length > 0 && !RegionName().IsMatch(region))
            settings.Fault("Files:S3:Region", $"must be a region like eu-central-1, and is \"{region}\".");
        return region.Length > 0 ? region : AnyRegion;
    }

    private static string ReadKey(SettingsReader settings, string key, string other)
    {
        var text = settings.Text(key);
        if (text.Length == 0 && settings.Text(other).Length > 0)
            settings.Fault(key, $"is needed where {other} is given.");
        return text;
    }

    // A record prints all it holds; the secret must not come into a log that way.
    public override string ToString() => $"{Bucket} at {Endpoint?.Authority ?? $"Amazon, {Region}"}";

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BucketName();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegionName();
}

using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Tests.Hosting;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Urls", "nonsense")]
    [InlineData("Urls", "ftp://localhost")]
    [InlineData("Urls", "https://localhost:99999")]
    [InlineData("Urls", "https://localhost/path")]
    [InlineData("PublicUrl", "meet.example.org")]
    [InlineData("PublicUrl", "http://meet.example.org")]
    [InlineData("PublicUrl", "https://meet.example.org/sub")]
    [InlineData("Data:Folder", "/dev/null/data")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Cluster:Enabled", "yes")]
    [InlineData("Cluster:Address", "here")]
    [InlineData("Cluster:Address", "203.0.113.7")]
    [InlineData("Cluster:Address", "2001:db8::7")]
    [InlineData("Files:Store", "Tape")]
    [InlineData("Files:MaxFileBytes", "100 MB")]
    [InlineData("Files:MaxFileBytes", "0")]
    [InlineData("Files:MaxMeetingBytes", "-1")]
    [InlineData("Ice:Stun", "stun.example.org")]
    [InlineData("Ice:Stun", "turn:turn.example.org")]
    [InlineData("Ice:Stun", "stun:")]
    [InlineData("Mail:Port", "mail")]
    [InlineData("Mail:Port", "70000")]
    [InlineData("Mail:From", "somebody")]
    [InlineData("Mail:Security", "Maybe")]
    [InlineData("Certificate:Path", "/nowhere/at/all.pem")]
    [InlineData("Proxy:Trusted", "10.0.0.0/8 everybody")]
    [InlineData("Logging:LogLevel:Default", "Loud")]
    public void A_wrong_value_is_told_with_its_key(string key, string value)
    {
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => Read((key, value))).Faults);
        Assert.StartsWith(key + " ", fault, StringComparison.Ordinal);
        Assert.EndsWith(".", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PublicUrl", "Urls", "http://localhost:80")]
    [InlineData("Ice:TurnSecret", "Ice:Turn", "turn:turn.example.org")]
    [InlineData("Mail:From", "Mail:Host", "mail.example.org")]
    [InlineData("Certificate:Path", "Certificate:KeyPath", "key.pem")]
    public void What_is_missing_is_told_with_its_key(string missing, string key, string value) =>
        Assert.StartsWith(missing + " is needed", Assert.Single(Assert.Throws<SettingsException>(() => Read((key, value))).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("Files:S3:Bucket")]
    [InlineData("Files:S3:Bucket", "Files:S3:Bucket", "Our Files")]
    [InlineData("Files:S3:Bucket", "Files:S3:Bucket", "a/b")]
    [InlineData("Files:S3:Endpoint", "Files:S3:Endpoint", "s3.example.org")]
    [InlineData("Files:S3:Endpoint", "Files:S3:Endpoint", "ftp://s3.example.org")]
    [InlineData("Files:S3:Endpoint", "Files:S3:Endpoint", "https://somebody:hush@s3.example.org")]
    [InlineData("Files:S3:Region", "Files:S3:Endpoint", "")]
    [InlineData("Files:S3:Region", "Files:S3:Region", "over there")]
    [InlineData("Files:S3:SecretKey", "Files:S3:SecretKey", "")]
    [InlineData("Files:S3:AccessKey", "Files:S3:AccessKey", "")]
    public void What_is_wrong_with_a_bucket_is_told_without_its_secret(string faulty, string key = "Files:S3:Bucket", string value = "")
    {
        var settings = new Dictionary<string, string>
        {
            ["Files:Store"] = "S3",
            ["Files:S3:Bucket"] = "our-files",
            ["Files:S3:Endpoint"] = "https://s3.example.org",
            ["Files:S3:AccessKey"] = "ana",
            ["Files:S3:SecretKey"] = "hush",
            [key] = value,
        };
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => Read([.. settings.Select(one => (one.Key, one.Value))])).Faults);
        Assert.StartsWith(faulty + " ", fault, StringComparison.Ordinal);
        Assert.EndsWith(".", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Files:S3:Endpoint", "https://s3.example.org")]
    [InlineData("Files:S3:Endpoint", "http://10.0.0.7:9000")]
    [InlineData("Files:S3:Region", "eu-central-1")]
    public void A_bucket_is_Amazons_or_another_ones(string key, string value) =>
        Read(("Files:Store", "S3"), ("Files:S3:Bucket", "our-files"), (key, value));

    [Fact]
    public void Servers_of_a_cluster_say_where_the_others_reach_them() => Assert.Contains(
        Assert.Throws<SettingsException>(() => Read(("Cluster:Enabled", "true"))).Faults, fault => fault.StartsWith("Cluster:Address is needed", StringComparison.Ordinal));

    [Fact]
    public void Servers_can_be_a_cluster_only_on_one_database() => Assert.StartsWith(
        "Database:Provider must be PostgreSql", Assert.Single(Assert.Throws<SettingsException>(() => Read(("Cluster:Enabled", "true"), ("Cluster:Address", "10.0.0.11"))).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.11")]
    [InlineData("::1")]
    [InlineData("fd00::11")]
    [InlineData("::ffff:192.168.1.11")]
    public void The_servers_of_a_cluster_talk_within_a_private_network(string address) => Read(("Cluster:Address", address));

    [Fact]
    public void All_that_is_wrong_is_told_at_once() => Assert.Equal(
        3, Assert.Throws<SettingsException>(() => Read(("Urls", "x"), ("Files:MaxFileBytes", "y"), ("Proxy:Trusted", "z"))).Faults.Count);

    [Fact]
    public void A_file_that_is_no_certificate_is_told_without_its_password()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "not a certificate");
        var fault = Assert.Throws<SettingsException>(() => Read(("Certificate:Path", file), ("Certificate:Password", "hush hush")));
        Assert.StartsWith("Certificate:Path ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", fault.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Nothing_set_is_a_good_start()
    {
        var server = ServerOptions.Read(new SettingsReader(new ConfigurationBuilder().Build()));
        Assert.Equal("https://localhost:7443", Assert.Single(server.Urls).ToString());
        Assert.Equal("https://localhost:7443/", server.PublicUrl.ToString());
    }

    [Theory]
    [InlineData("https://*:7443", "", "https://localhost:7443/")]
    [InlineData("http://*:80;https://meet.example.org", "", "https://meet.example.org/")]
    [InlineData("http://127.0.0.1:5000", "https://meet.example.org", "https://meet.example.org/")]
    public void The_public_address_is_the_one_given_or_the_first_secure_one(string urls, string publicUrl, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Urls", urls), new("PublicUrl", publicUrl)]).Build();
        var address = new PublicAddress(ServerOptions.Read(new SettingsReader(configuration)));
        Assert.Equal(expected + "m/abc", address.To("/m/abc"));
    }

    [Fact]
    public async Task The_program_says_what_is_wrong_and_does_not_start()
    {
        var (code, output) = await RunAsync(AppContext.BaseDirectory, "--Files:MaxFileBytes=lots", "--Urls=nonsense");
        Assert.Equal(1, code);
        Assert.Contains("Files:MaxFileBytes must be a whole number of bytes", output, StringComparison.Ordinal);
        Assert.Contains("Urls must be addresses", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_settings_file_is_named_with_the_place()
    {
        var copy = Directory.CreateTempSubdirectory("program-").FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.CreateSymbolicLink(Path.Combine(copy, Path.GetFileName(file)), file);
        // .NET looks for what belongs to the program beside it: the real file, not the link.
        foreach (var name in new[] { "OnlineMeetings.Blazor.dll", "appsettings.json" })
            File.Delete(Path.Combine(copy, name));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "OnlineMeetings.Blazor.dll"), Path.Combine(copy, "OnlineMeetings.Blazor.dll"));
        await File.WriteAllTextAsync(Path.Combine(copy, "appsettings.json"), "{\n  \"Urls\": \"https://localhost:7443\"\n  \"PublicUrl\": \"\"\n}");
        var (code, output) = await RunAsync(copy);
        Directory.Delete(copy, recursive: true);
        Assert.Equal(1, code);
        Assert.Contains("appsettings.json can't be read.", output, StringComparison.Ordinal);
        Assert.Contains("line 3", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private static void Read(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var folder = Directory.CreateTempSubdirectory("settings-");
        builder.Configuration.AddInMemoryCollection([new("Data:Folder", folder.FullName)]);
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)));
        try
        {
            builder.AddHosting();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(folder, "OnlineMeetings.Blazor.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}

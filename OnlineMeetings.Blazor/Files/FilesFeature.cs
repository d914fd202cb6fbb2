using OnlineMeetings.Accounts;
using OnlineMeetings.Cluster;
using OnlineMeetings.Hosting;

namespace OnlineMeetings.Files;

internal static class FilesFeature
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.AddStore();
        builder.Services.AddSingleton<SharedFiles>();
        builder.Services.AddSingleton<UploadsUnderWay>();
        var spared = ClusterOptions.Read(new SettingsReader(builder.Configuration)).IsEnabled ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<FileSweep>(services, spared));
        builder.Services.AddSingleton<FolderSweep>();
        builder.Services.AddSingleton<IPersonalData, OwnFiles>();
    }

    public static void MapFiles(this WebApplication app) => app.MapFileEndpoints();

    private static void AddStore(this WebApplicationBuilder builder)
    {
        if (S3Options.Read(new SettingsReader(builder.Configuration)) is { } s3)
        {
            builder.Services.AddSingleton(s3);
            builder.Services.AddSingleton<Bucket>();
            builder.Services.AddSingleton<IFileStore, S3FileStore>();
        }
        else
        {
            builder.Services.AddSingleton<IFileStore, DiskFileStore>();
        }
    }
}

using OnlineMeetings.Accounts;

namespace OnlineMeetings.Files;

internal static class FilesFeature
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IFileStore, DiskFileStore>();
        builder.Services.AddSingleton<SharedFiles>();
        builder.Services.AddSingleton<UploadsUnderWay>();
        builder.Services.AddHostedService<FileSweep>();
        builder.Services.AddSingleton<FolderSweep>();
        builder.Services.AddSingleton<IPersonalData, OwnFiles>();
    }

    public static void MapFiles(this WebApplication app) => app.MapFileEndpoints();
}

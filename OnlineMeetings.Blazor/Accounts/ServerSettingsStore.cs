using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;

namespace OnlineMeetings.Accounts;

/// <summary>Keeps what the administrator sets. Reading is cheap: the database is asked every few seconds only.</summary>
public sealed class ServerSettingsStore(IDbContextFactory<MeetingsDb> dbs, TimeProvider time)
{
    // Another server on the same database may have saved.
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);

    private volatile Kept? _kept;

    /// <summary>The settings as they are now, in a copy of one's own.</summary>
    public async Task<ServerSettings> ReadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_kept is { } kept && now - kept.At < _fresh)
            return kept.Settings.Copy();
        await using var db = await dbs.CreateDbContextAsync(ct);
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ServerSettings();
        _kept = new Kept(settings, now);
        return settings.Copy();
    }

    /// <summary>Saves all settings; they hold at once.</summary>
    public async Task SaveAsync(ServerSettings settings, CancellationToken ct)
    {
        var saved = settings.Copy();
        await dbs.WriteAsync(
            async db =>
            {
                if (await db.Settings.AnyAsync(ct))
                    db.Settings.Update(saved);
                else
                    db.Settings.Add(saved);
            },
            ct);
        _kept = new Kept(saved.Copy(), time.GetUtcNow());
    }

    private sealed record Kept(ServerSettings Settings, DateTimeOffset At);
}

using System.Security.Claims;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;

namespace OnlineMeetings.Accounts;

/// <summary>Keeps what the administrator sets. Reading is cheap: the database is asked every few seconds only.</summary>
public sealed class ServerSettingsStore(IDbContextFactory<MeetingsDb> dbs, IValidator<ServerSettings> rules, TimeProvider time)
{
    // Another server on the same database may have saved.
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly List<Action> _watchers = [];
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

    /// <summary>Changes the settings that it changes, and no others; they hold at once.</summary>
    /// <returns>All settings as they are now.</returns>
    /// <exception cref="NotAdministratorException">Only administrators set them.</exception>
    /// <exception cref="ValidationException">The change breaks <see cref="ServerSettingsRules"/>.</exception>
    public async Task<ServerSettings> ChangeAsync(ClaimsPrincipal administrator, Action<ServerSettings> change, CancellationToken ct)
    {
        var saved = await dbs.WriteAsync(
            async db =>
            {
                var by = await db.AskAdministratorAsync(administrator, ct);
                var settings = await db.Settings.SingleOrDefaultAsync(ct) ?? db.Settings.Add(new ServerSettings()).Entity;
                var before = settings.Copy();
                change(settings);
                await rules.ValidateAndThrowAsync(settings, ct);
                settings.Tidy();
                foreach (var (setting, details) in settings.ChangesSince(before))
                    await db.NoteAsync(time, AuditActor.Of(by), AuditKind.SettingChanged, AuditSubject.OfSetting(setting), ct, details);
                return settings;
            },
            ct);
        _kept = new Kept(saved.Copy(), time.GetUtcNow());
        Tell();
        return saved;
    }

    /// <summary>Calls back after every change on this server until the returned watch is disposed, on any thread.</summary>
    public IDisposable Watch(Action changed)
    {
        lock (_lock)
            _watchers.Add(changed);
        return new Watching(this, changed);
    }

    private void Tell()
    {
        Action[] watchers;
        lock (_lock)
            watchers = [.. _watchers];
        foreach (var changed in watchers)
            changed();
    }

    private sealed record Kept(ServerSettings Settings, DateTimeOffset At);

    private sealed class Watching(ServerSettingsStore store, Action changed) : IDisposable
    {
        public void Dispose()
        {
            lock (store._lock)
                store._watchers.Remove(changed);
        }
    }
}

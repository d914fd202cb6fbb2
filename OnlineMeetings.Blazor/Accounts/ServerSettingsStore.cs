using System.Security.Claims;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Audit;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;

namespace OnlineMeetings.Accounts;

/// <summary>The administrator set something.</summary>
[GenerateSerializer, Immutable]
public sealed record SettingsSaved : ServerNews;

/// <summary>Keeps what the administrator sets. Reading is cheap: the database is asked every few seconds only.</summary>
public sealed class ServerSettingsStore
{
    // Another server that is not to be heard just now may have saved.
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<MeetingsDb> _dbs;
    private readonly IValidator<ServerSettings> _rules;
    private readonly Bulletin _bulletin;
    private readonly TimeProvider _time;
    private volatile Kept? _kept;
    private volatile int _saves;

    public ServerSettingsStore(IDbContextFactory<MeetingsDb> dbs, IValidator<ServerSettings> rules, Bulletin bulletin, TimeProvider time)
    {
        (_dbs, _rules, _bulletin, _time) = (dbs, rules, bulletin, time);
        bulletin.Read<SettingsSaved>(_ => Forget());
    }

    /// <summary>The settings as they are now, in a copy of one's own.</summary>
    public async Task<ServerSettings> ReadAsync(CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        if (_kept is { } kept && now - kept.At < _fresh)
            return kept.Settings.Copy();
        await using var db = await _dbs.CreateDbContextAsync(ct);
        var saves = _saves;
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(ct) ?? new ServerSettings();
        // What was read while somebody saved may be what was before.
        if (saves == _saves)
            _kept = new Kept(settings, now);
        return settings.Copy();
    }

    /// <summary>Changes the settings that it changes, and no others; they hold at once.</summary>
    /// <returns>All settings as they are now.</returns>
    /// <exception cref="NotAdministratorException">Only administrators set them.</exception>
    /// <exception cref="ValidationException">The change breaks <see cref="ServerSettingsRules"/>.</exception>
    public async Task<ServerSettings> ChangeAsync(ClaimsPrincipal administrator, Action<ServerSettings> change, CancellationToken ct)
    {
        var saved = await _dbs.WriteAsync(
            async db =>
            {
                var by = await db.AskAdministratorAsync(administrator, ct);
                var settings = await db.Settings.SingleOrDefaultAsync(ct) ?? db.Settings.Add(new ServerSettings()).Entity;
                var before = settings.Copy();
                change(settings);
                await _rules.ValidateAndThrowAsync(settings, ct);
                settings.Tidy();
                foreach (var (setting, details) in settings.ChangesSince(before))
                    await db.NoteAsync(_time, AuditActor.Of(by), AuditKind.SettingChanged, AuditSubject.OfSetting(setting), ct, details);
                return settings;
            },
            ct);
        _bulletin.Tell(new SettingsSaved());
        return saved;
    }

    /// <summary>Calls back after every change until the returned watch is disposed, on any thread.</summary>
    public IDisposable Watch(Action changed) => _bulletin.Read<SettingsSaved>(_ =>
    {
        // Readers come in any order, and who is called back reads.
        Forget();
        changed();
    });

    private void Forget()
    {
        Interlocked.Increment(ref _saves);
        _kept = null;
    }

    private sealed record Kept(ServerSettings Settings, DateTimeOffset At);
}

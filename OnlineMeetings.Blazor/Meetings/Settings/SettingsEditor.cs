using FluentValidation;
using OnlineMeetings.Accounts;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Meetings.Settings;

/// <summary>
/// The settings of one meeting while somebody edits them: what holds, what was typed, what is wrong with it, and what somebody
/// else saved meanwhile. Lives as long as its page, so that nothing typed is lost by closing a panel.
/// </summary>
public sealed class SettingsEditor(
    SettingsDesk desk, IValidator<MeetingSettings> rules, LiveRooms rooms, Viewer viewer, MeetingId meeting)
{
    public MeetingId Meeting => meeting;

    public Viewer Viewer => viewer;

    /// <summary>What holds; null until it was read, and where it is not for this person.</summary>
    public SettingsSheet? Sheet { get; private set; }

    /// <summary>The meeting is gone, or no longer theirs to edit.</summary>
    public bool IsLost { get; private set; }

    /// <summary>What was typed.</summary>
    public MeetingSettings Form { get; private set; } = new();

    public Faults Faults { get; private set; } = Faults.None;

    /// <summary>What somebody else changed while this was edited.</summary>
    public IReadOnlyList<Setting> Meanwhile { get; private set; } = [];

    public IReadOnlyList<Setting> Changes => Sheet is null ? [] : Setting.ChangedBetween(Sheet.Settings, Form);

    /// <summary>How many guests are inside, as last looked.</summary>
    public int GuestsInside { get; private set; }

    /// <summary>How many will have to leave when this is saved.</summary>
    public int WillLeave => Sheet is { Settings.GuestsAllowed: true } && !Form.GuestsAllowed ? GuestsInside : 0;

    public bool HasChanged(string setting) => Changes.Any(s => s.Name == setting);

    public async Task ReadAsync(CancellationToken ct) => Take(await desk.ReadAsync(viewer, meeting, ct), keepTyped: Sheet is not null);

    /// <summary>Something was typed: what it would do to those inside is looked up.</summary>
    public async Task TypedAsync()
    {
        Faults = Faults.Of(rules, Form);
        GuestsInside = (await rooms.LookAsync(meeting))?.People.Where(p => p.IsGuest).DistinctBy(p => p.Person).Count() ?? 0;
    }

    /// <summary>True where all of it holds now. Where not, the form says why, and nothing typed is lost.</summary>
    public async Task<bool> SaveAsync(CancellationToken ct)
    {
        Faults = Form is { HasPassword: true, Password.Length: 0 } && Sheet is { Settings.HasPassword: false }
            ? Faults.With(nameof(MeetingSettings.Password), PasswordMissing)
            : Faults.Of(rules, Form);
        if (Faults.Any || Sheet is null)
            return false;
        var outcome = await desk.SaveAsync(viewer, meeting, Sheet.Version, Form, ct);
        Take(outcome.Now, keepTyped: !outcome.Saved);
        // A lock or a removal raises the version too: where no setting was changed meanwhile, there is nothing to ask about.
        if (!outcome.Saved && !IsLost && Meanwhile.Count == 0)
        {
            outcome = await desk.SaveAsync(viewer, meeting, Sheet.Version, Form, ct);
            Take(outcome.Now, keepTyped: !outcome.Saved);
        }
        return outcome.Saved;
    }

    /// <summary>The key of the sentence for a password that was switched on and not given.</summary>
    public const string PasswordMissing = "Give a password, or switch it off.";

    public void Discard()
    {
        Form = Sheet!.Settings with { };
        (Faults, Meanwhile) = (Faults.None, []);
    }

    public async Task ReplaceLinkAsync(CancellationToken ct) => Take(await desk.ReplaceLinkAsync(viewer, meeting, ct), keepTyped: true);

    private void Take(SettingsSheet? now, bool keepTyped)
    {
        IsLost = now is null;
        if (now is null)
            return;
        Meanwhile = keepTyped && Sheet is not null ? Setting.ChangedBetween(Sheet.Settings, now.Settings) : [];
        Form = keepTyped && Sheet is not null ? Setting.Rebase(Form, Sheet.Settings, now.Settings) : now.Settings with { };
        Sheet = now;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Components;

namespace OnlineMeetings.Administration;

/// <summary>A long list that is searched and read page by page; what was asked for last is what is shown.</summary>
public abstract class AdminList : AdminComponent
{
    private static readonly TimeSpan _typingPause = TimeSpan.FromMilliseconds(200);

    private CancellationTokenSource? _reading;

    [Inject] public required TimeProvider Time { get; set; }

    /// <summary>What the lines were searched by.</summary>
    protected string Search { get; private set; } = "";

    /// <summary>How many lines come before the shown ones.</summary>
    protected int Skip { get; private set; }

    /// <summary>How many lines there are in all; null until the first ones were read.</summary>
    protected int? Total { get; private set; }

    /// <summary>Why the lines could not be read; null where they could.</summary>
    protected string? Refusal { get; private set; }

    protected override Task OnInitializedAsync() => ReadAsync();

    /// <summary>Reads the lines, answers what shows them and how many there are in all.</summary>
    protected abstract Task<(Action Show, int Total)> ReadAsync(ClaimsPrincipal user, string search, int skip, CancellationToken ct);

    protected Task SearchAsync(ChangeEventArgs typed) => ReadAsync((typed.Value as string ?? "").Trim(), skip: 0, _typingPause);

    protected Task TurnToAsync(int skip) => ReadAsync(Search, skip, TimeSpan.Zero);

    /// <summary>Reads the shown lines again.</summary>
    protected Task ReadAsync() => ReadAsync(Search, Skip, TimeSpan.Zero);

    private async Task ReadAsync(string search, int skip, TimeSpan after)
    {
        if (_reading is { } earlier)
            await earlier.CancelAsync();
        using var reading = _reading = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        try
        {
            await Task.Delay(after, Time, reading.Token);
            Refusal = await TryAsync(async user =>
            {
                var (show, total) = await ReadAsync(user, search, skip, reading.Token);
                reading.Token.ThrowIfCancellationRequested();
                show();
                (Search, Skip, Total) = (search, skip, total);
            });
        }
        catch (OperationCanceledException) when (reading.IsCancellationRequested)
        {
            // Something else was asked for, or nobody looks any more.
        }
        finally
        {
            if (_reading == reading)
                _reading = null;
        }
    }
}

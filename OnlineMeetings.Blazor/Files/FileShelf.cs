using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Shell;

namespace OnlineMeetings.Files;

/// <summary>
/// The files of a meeting as one viewer has them before them, newest first. Lives as long as the page, also while the panel is
/// closed. Used by one circuit only.
/// </summary>
public sealed class FileShelf(SharedFiles files, MeetingId meeting)
{
    private readonly List<FileLine> _lines = [];
    private readonly Watchers _watchers = new();
    private int _reads;

    /// <summary>What has been read so far, newest first.</summary>
    public IReadOnlyList<FileLine> Lines => _lines;

    public FileTotals Totals { get; private set; } = new(0, 0);

    /// <summary>Whether the first page has been read.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Something happened that <see cref="Totals"/> cannot know of; reading again mends it.</summary>
    public bool IsStale { get; private set; }

    public bool HasOlder { get; private set; }

    /// <summary>Calls back after every change until the returned watch is disposed.</summary>
    public IDisposable Watch(Action changed) => _watchers.Add(changed);

    /// <summary>Takes in what the room tells; events that are not about files change nothing.</summary>
    public void Apply(RoomEvent news)
    {
        switch (news)
        {
            case FileShared { File: var file } when _lines.TrueForAll(l => l.Id != file.Id):
                _lines.Insert(0, file);
                Totals = new FileTotals(Totals.Count + 1, Totals.Bytes + file.Bytes);
                Changed();
                break;
            case FileDeleted { File: var id } when _lines.Find(l => l.Id == id) is { } file:
                _lines.Remove(file);
                Totals = new FileTotals(Totals.Count - 1, Totals.Bytes - file.Bytes);
                Changed();
                break;
            case FilesCleared:
            case FileDeleted when HasOlder:
                IsStale = true;
                Changed();
                break;
        }
    }

    /// <summary>Reads the newest page and the totals for the first time; later calls do nothing unless something was missed.</summary>
    public Task OpenAsync(Viewer viewer, CancellationToken ct) => IsOpen && !IsStale ? Task.CompletedTask : ReadAsync(viewer, ct);

    /// <summary>Reads everything again, after a lost connection for example.</summary>
    public async Task ReadAsync(Viewer viewer, CancellationToken ct)
    {
        var read = ++_reads;
        IsStale = false;
        var before = _lines.ToList();
        var page = await files.ListAsync(meeting, viewer, before: null, ct);
        var totals = await files.TotalsAsync(meeting, ct);
        if (read != _reads)
            return;
        // What was told while it was read is told once more by the list itself, or must be read again.
        var changedMeanwhile = !before.SequenceEqual(_lines);
        _lines.Clear();
        _lines.AddRange(page);
        Totals = totals;
        HasOlder = page.Count < totals.Count;
        IsOpen = true;
        if (changedMeanwhile)
            await ReadAsync(viewer, ct);
        else
            Changed();
    }

    /// <summary>Puts the page before the last file at the end.</summary>
    public async Task LoadOlderAsync(Viewer viewer, CancellationToken ct)
    {
        if (!HasOlder || _lines.Count == 0)
            return;
        var read = ++_reads;
        var page = await files.ListAsync(meeting, viewer, _lines[^1], ct);
        if (read != _reads)
            return;
        _lines.AddRange(page.ExceptBy(_lines.Select(l => l.Id), l => l.Id));
        HasOlder = page.Count == SharedFiles.PageSize;
        Changed();
    }

    private void Changed() => _watchers.Tell();
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Telemetry;

/// <summary>What this server counts of itself, for OTLP and `dotnet-counters`. Rooms are those that live at this server.</summary>
public sealed class Figures
{
    public const string MeterName = "OnlineMeetings";

    private readonly ConcurrentDictionary<MeetingId, Room> _rooms = [];
    private readonly Counter<long> _messages;
    private readonly Counter<long> _signals;
    private readonly Counter<long> _jobs;

    public Figures(IMeterFactory meters, IDbContextFactory<MeetingsDb> dbs)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("meetings.rooms", () => _rooms.Count, "{room}", "Rooms with somebody inside");
        meter.CreateObservableGauge("meetings.people", () => _rooms.Values.Sum(room => room.Inside), "{person}", "People inside, each tab for itself");
        meter.CreateObservableGauge("meetings.seats", () => _rooms.Values.Sum(room => room.Seats), "{seat}", "Seats taken");
        meter.CreateObservableGauge("meetings.mails", () => Waiting(dbs), "{mail}", "Mails in the outbox that are still to go");
        _messages = meter.CreateCounter<long>("meetings.chat.messages", "{message}", "Chat messages that were told to a room");
        _signals = meter.CreateCounter<long>("meetings.signals", "{signal}", "Signals that were passed on between browsers");
        _jobs = meter.CreateCounter<long>("meetings.jobs", "{run}", "Runs of the jobs, by job and outcome");
    }

    /// <summary>How many are inside a room that lives here.</summary>
    public void NoteRoom(MeetingId meeting, int inside, int seats)
    {
        if (inside == 0)
            _rooms.TryRemove(meeting, out _);
        else
            _rooms[meeting] = new Room(inside, seats);
    }

    /// <summary>The room lives here no longer.</summary>
    public void ForgetRoom(MeetingId meeting) => _rooms.TryRemove(meeting, out _);

    public void CountMessage() => _messages.Add(1);

    public void CountSignals(int signals) => _signals.Add(signals);

    public void CountJob(string job, bool succeeded) => _jobs.Add(1, new("job", job), new("outcome", succeeded ? "done" : "failed"));

    private static IEnumerable<Measurement<int>> Waiting(IDbContextFactory<MeetingsDb> dbs)
    {
        try
        {
            using var db = dbs.CreateDbContext();
            return [new(db.Outbox.Count(mail => mail.NextTryAt != null))];
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            // The database is away: no figure is truer than an old one.
            return [];
        }
    }

    private sealed record Room(int Inside, int Seats);
}

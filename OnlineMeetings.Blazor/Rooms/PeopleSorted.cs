using System.Collections.Immutable;

namespace OnlineMeetings.Rooms;

/// <summary>The people of a room by what everybody asks for.</summary>
internal sealed class PeopleSorted(ImmutableArray<Participant> people)
{
    public ImmutableArray<Participant> People => people;

    public Dictionary<ParticipantId, Participant> ById { get; } = people.ToDictionary(p => p.Id);

    public ImmutableArray<Participant> Queue { get; } = [.. people.Where(p => p.Queued is not null).OrderBy(p => p.Queued)];

    public ImmutableArray<Participant> Hands { get; } = [.. people.Where(p => p.Hand is not null).OrderBy(p => p.Hand)];

    public ImmutableArray<Participant> Screens { get; } = [.. people.Where(p => p.Screen is not null).OrderBy(p => p.Screen)];

    public ImmutableArray<Participant> Recorders { get; } = [.. people.Where(p => p.Records)];

    public ImmutableArray<Participant> Seated { get; } = [.. people.Where(p => p.Seat is not null)];
}

using System.Text.Json.Serialization;
using OnlineMeetings.Attendance;

namespace OnlineMeetings.Rooms;

/// <summary>What a room's page and its browser say to each other.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JoinWish))]
[JsonSerializable(typeof(JoinAnswer))]
[JsonSerializable(typeof(RoomState))]
[JsonSerializable(typeof(RoomRenewal))]
[JsonSerializable(typeof(SignalMessage[]))]
[JsonSerializable(typeof(IEnumerable<SignalMessage>))]
[JsonSerializable(typeof(LinkReview))]
[JsonSerializable(typeof(ShownReaction))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class RoomJson : JsonSerializerContext;

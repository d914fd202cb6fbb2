using OnlineMeetings.Bench.Circuits;
using OnlineMeetings.Bench.Server;

namespace OnlineMeetings.Bench.Load;

/// <summary>A place where many hear what is written.</summary>
/// <param name="OpenAsync">Starts its server, with nobody there.</param>
/// <param name="ComeAsync">One more comes in, reads along, and notes what they hear.</param>
internal sealed record Hall(string Name, Func<Task<RunningServer>> OpenAsync, Func<RunningServer, int, Deliveries, Task<IMember>> ComeAsync)
{
    /// <summary>A meeting, in which everybody takes part by text and has the chat open.</summary>
    public static Hall Program(string program)
    {
        var premises = new Premises();
        return new Hall(
            "program",
            () => RunningServer.StartAsync(program, data => (premises = new Premises()).FurnishAsync(data, meetings: 1)),
            (server, number, deliveries) => ReaderAsync(server, premises.Codes[0], number, deliveries));
    }

    public static Hall Floor() => new(
        "bare hub",
        () => RunningServer.StartAsync(Environment.ProcessPath!, furnish: null, HubServer.Command),
        (server, number, deliveries) => HubMember.ComeAsync(server.Address, (text, at) => deliveries.Hear(number, text, at)));

    /// <summary>Somebody who takes part by text and has the chat open.</summary>
    /// <param name="code">The secret part of the meeting's link.</param>
    public static async Task<IMember> ReaderAsync(RunningServer server, string code, int number, Deliveries deliveries)
    {
        var attendee = new Attendee(server.Address, code, $"Guest {number}", (batch, at) => Note(batch, number, deliveries, at));
        await Arrival.OrGoneAsync(attendee, async () =>
        {
            await attendee.ArriveAsync(CancellationToken.None);
            await attendee.JoinAsync(wantsSeat: false, CancellationToken.None);
            await attendee.OpenChatAsync();
        });
        return attendee;
    }

    private static void Note(RenderBatch batch, int number, Deliveries deliveries, long at)
    {
        if (!batch.Holds(deliveries.Mark))
            return;
        for (var text = 0; text < batch.Strings; text++)
            deliveries.Hear(number, batch.String(text), at);
    }
}

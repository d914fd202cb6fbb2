using OnlineMeetings.Bench;
using OnlineMeetings.Bench.Calendars;
using OnlineMeetings.Bench.Invitations;
using OnlineMeetings.Bench.Join;
using OnlineMeetings.Bench.Lists;
using OnlineMeetings.Bench.Load;
using OnlineMeetings.Bench.Load.Across;
using OnlineMeetings.Bench.Load.Full;
using OnlineMeetings.Bench.Load.Idle;
using OnlineMeetings.Bench.Load.Seats;
using OnlineMeetings.Bench.Mesh;
using OnlineMeetings.Bench.Settings;
using OnlineMeetings.Bench.Views;

// What can be measured, one line each. Every benchmark prints a table, writes JSON to artifacts/bench, and asserts nothing.
try
{
    return await RunAsync();
}
catch (WrongWishException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}

Task<int> RunAsync() => args switch
{
    ["join", .. var options] => JoinCommand.RunAsync(options),
    ["mesh", .. var options] => MeshCommand.RunAsync(options),
    ["lists", .. var options] => ListsCommand.RunAsync(options),
    ["calendar", .. var options] => CalendarCommand.RunAsync(options),
    ["invitations", .. var options] => InvitationsCommand.RunAsync(options),
    ["setting", .. var options] => SettingCommand.RunAsync(options),
    ["views", .. var options] => ViewsCommand.RunAsync(options),
    ["load", "idle", .. var options] => IdleCommand.RunAsync(options),
    ["load", "seats", .. var options] => SeatsCommand.RunAsync(options),
    ["load", "library", .. var options] => LibraryCommand.RunAsync(options),
    ["load", "across", .. var options] => AcrossCommand.RunAsync(options),
    ["load", .. var options] => LoadCommand.RunAsync(options),
    [HubServer.Command] => HubServer.RunAsync(),
    _ => Task.FromResult(Usage()),
};

static int Usage()
{
    Console.WriteLine("""
        dotnet run -c Release --project OnlineMeetings.Bench -- <what>

          join [runs [people]]    from the click on Join to the others' pictures; what a first visit weighs (7 runs, up to 4 people)
          mesh [rounds [people]]  rooms of 2 to 9 people: links, pictures, upload, sound, processors (3 rounds, up to 9 people, about 5 minutes)
          load [--people 500] [--rate 10] [--minutes 10] [--runs 1] [--pace 20]
                                  that many people in one room: from a message to everybody, beside a bare hub; they come at that pace a second
          load idle [--people 1000] [--runs 1] [--pace 20]
                                  that many people in one room who do nothing: memory of each, and what is left of it when they have left
          load seats [--meetings 100] [--seconds 60] [--runs 1]
                                  so many meetings of nine come together in that time: offers and answers of all pairs
          load library [--messages 100000] [--files 5000] [--runs 20]
                                  until the newest message and file of such a meeting are drawn, beside one with next to nothing
          load across [--people 100] [--rate 5] [--minutes 1] [--runs 3] [--pace 20]
                                  one room with everybody at one of two servers, and with half of them at each; on the empty PostgreSQL
                                  database of ConnectionStrings__Default
          lists [meetings]        server time of a page of meetings, by list, order and search (5,000 meetings in each list)
          calendar [runs]         a weekly rule over 10 years and a calendar of 1 MB, beside Ical.Net alone (25 runs)
          invitations [people]    how long others wait to write while so many are invited (500 people)
          setting [runs]          from the click on Save to what another browser's room shows of it (15 runs)
          views [appointments]    server time of each view of a calendar (2,000 appointments, half of them repeating)
        """);
    return 2;
}

using OnlineMeetings.Accounts;
using OnlineMeetings.Administration;
using OnlineMeetings.Audit;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Administration;

public sealed class ServerMeetingsTests : IDisposable
{
    private readonly AdministrationOfTests _tests = new();
    private readonly CancellationToken _ct = CancellationToken.None;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task The_largest_comes_first_with_its_owner()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        await _tests.MeetingAsync(_tests.Database.Member("Bo").Person, "Small", 10);
        await _tests.MeetingAsync(_tests.Database.Member("Cleo").Person, "Large", 1000);
        await _tests.Book.MakeAsync(ada.Person!.Value, "Empty");

        var all = await _tests.Meetings.ListAsync(ada, "", 0, _ct);

        Assert.Equal([("Large", "Cleo", 1000L), ("Small", "Bo", 10L), ("Empty", "Ada", 0L)], all.Lines.Select(m => (m.Title, m.Owner, m.Bytes)));
        Assert.Equal(3, all.Total);
        Assert.Equal(new Storage(4, 3, 2, 1010), await _tests.Meetings.StorageAsync(ada, _ct));
    }

    [Theory]
    [InlineData("strasse")]
    [InlineData("zoë")]
    [InlineData("Öko ZOE")]
    public async Task Search_looks_through_titles_and_owners(string search)
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        await _tests.Book.MakeAsync(_tests.Database.Member("Zoë").Person, "Ökostraße");
        await _tests.Book.MakeAsync(ada.Person!.Value, "Else");
        Assert.Equal("Ökostraße", Assert.Single((await _tests.Meetings.ListAsync(ada, search, 0, _ct)).Lines).Title);
    }

    [Fact]
    public async Task An_administrator_deletes_anybodys_meeting_whole()
    {
        var ada = await _tests.Database.AdministratorAsync("Ada");
        var meeting = await _tests.MeetingAsync(_tests.Database.Member("Bo").Person, "Goes", 10);

        await _tests.Meetings.DeleteAsync(ada, meeting.Id, _ct);
        await _tests.Meetings.DeleteAsync(ada, meeting.Id, _ct);

        Assert.Null(await _tests.OrganizerOfAsync(meeting.Id));
        Assert.False(Directory.Exists(_tests.Book.Files.FolderOf(meeting.Id)));
        Assert.Equal([(meeting.Id, new MeetingDeleted())], _tests.Book.Rooms.Told);
        Assert.Equal(("Ada", AuditKind.MeetingDeleted, "Goes"), (await _tests.LoggedAsync())[0]);
    }
}

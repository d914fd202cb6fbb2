using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OnlineMeetings.Accounts;
using OnlineMeetings.Cluster;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;
using FileOptions = OnlineMeetings.Files.FileOptions;

namespace OnlineMeetings.Tests.Files;

public sealed class FilesPanelTests : BunitContext, IAsyncLifetime
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly SharedFiles _files;
    private Meeting _meeting = null!;
    private FileShelf _shelf = null!;

    public FilesPanelTests()
    {
        _files = new SharedFiles(_db, new DiskFileStore(_db.Folder), _rooms.Live, new FileOptions(), TimeProvider.System);
        Services.AddLocalization();
        Services.AddSingleton(new FileOptions());
        Services.AddSingleton(_files);
        Services.AddSingleton(new ServerSettingsStore(_db, new ServerSettingsRules(Texts.Of<AccountTexts>()), new Bulletin(), TimeProvider.System));
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<ViewerClock>();
        Services.AddSingleton<TimeWords>();
        var module = JSInterop.SetupModule("./Files/FilesPanel.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        var panel = module.SetupModule("open", _ => true);
        panel.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<string?>("document.documentElement.getAttribute", "data-time-zone").SetResult("Europe/Berlin");
    }

    public async ValueTask InitializeAsync()
    {
        _meeting = await _db.MeetingAsync();
        _shelf = new FileShelf(_files, _meeting.Id);
        // The room's part: who is told, applies it.
        _rooms.OnTold = told => _ = Renderer.Dispatcher.InvokeAsync(() => _shelf.Apply(told));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        _db.Dispose();
    }

    [Fact]
    public void Who_may_upload_has_the_button_and_who_may_not_has_none()
    {
        Assert.Equal("Upload file", Open(Viewers.Organizer).Find("[data-upload]").TextContent);
        var guests = Open(Viewers.Guest("Bo"));
        Assert.Empty(guests.FindAll("[data-upload]"));
        Assert.Equal("false", guests.Find("aside").GetAttribute("data-may-upload"));
    }

    [Fact]
    public void An_empty_shelf_says_what_to_do()
    {
        var panel = Open(Viewers.Organizer);
        panel.WaitForAssertion(() => Assert.Contains("drop or paste it here", panel.Markup, StringComparison.Ordinal));
        var guests = Open(Viewers.Guest("Bo"));
        guests.WaitForAssertion(() => Assert.Contains("appear here", guests.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_file_is_a_link_named_by_its_name()
    {
        var panel = Open(Viewers.Guest("Bo"));
        var file = await ShareAsync("<b>plan</b>.pdf");
        panel.WaitForAssertion(() => Assert.Equal("<b>plan</b>.pdf", panel.Find(".file a").TextContent));
        Assert.Equal($"api/meetings/{_meeting.Code}/files/{file.Id:N}", panel.Find(".file a").GetAttribute("href"));
        Assert.Contains("3 B", panel.Find(".file small").TextContent, StringComparison.Ordinal);
        Assert.Contains("Ana", panel.Find(".file small").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 file, 3 B", panel.Markup, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll(".file button"));
    }

    [Fact]
    public async Task Deleting_asks_first_and_then_goes_for_everybody()
    {
        await ShareAsync("plan.pdf");
        var panel = Open(Viewers.Organizer);
        await panel.WaitForElement("button[aria-label='Delete plan.pdf']").ClickAsync();
        await panel.FindAll(".file-ask button")[1].ClickAsync();
        Assert.Single(panel.FindAll(".file a"));
        await panel.Find("button[aria-label='Delete plan.pdf']").ClickAsync();
        await panel.FindAll(".file-ask button")[0].ClickAsync();
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".file")));
        Assert.Equal(0, (await _files.TotalsAsync(_meeting.Id, default)).Count);
    }

    [Fact]
    public async Task What_was_deleted_by_another_meanwhile_is_said()
    {
        var file = await ShareAsync("plan.pdf");
        var panel = Open(Viewers.Organizer);
        await panel.WaitForElement("button[aria-label='Delete plan.pdf']").ClickAsync();
        _rooms.OnTold = null;
        await _files.DeleteAsync(_meeting.Id, Viewers.Organizer, file.Id, default);
        await panel.FindAll(".file-ask button")[0].ClickAsync();
        panel.WaitForAssertion(() => Assert.Contains("no longer there", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<FilesPanel> Open(Viewer viewer) => Render<FilesPanel>(parameters => parameters
        .Add(p => p.Meeting, _meeting.Id)
        .Add(p => p.Code, _meeting.Code)
        .Add(p => p.Viewer, viewer)
        .Add(p => p.May, MeetingPolicy.Decide(_meeting.Rules, viewer))
        .Add(p => p.Shelf, _shelf));

    private async Task<FileLine> ShareAsync(string name)
    {
        await using var received = await _files.ReceiveAsync(_meeting.Id, name, new MemoryStream([1, 2, 3]), default);
        return await _files.ShareAsync(received, name, Viewers.Organizer);
    }
}

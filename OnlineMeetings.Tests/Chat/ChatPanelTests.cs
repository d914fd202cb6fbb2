using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OnlineMeetings.Chat;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Chat;

public sealed class ChatPanelTests : BunitContext, IAsyncLifetime
{
    private readonly TestDatabase _db = new();
    private readonly RecordingRooms _rooms = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly Viewer _me = Viewers.Guest("Bo");
    private Meeting _meeting = null!;
    private ChatLog _log = null!;

    public ChatPanelTests()
    {
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddScoped<ViewerClock>();
        Services.AddSingleton<TimeWords>();
        Services.AddSingleton(new ChatStore(_db, _rooms.Live, new ChatPace(TimeProvider.System), new Clock()));
        var module = JSInterop.SetupModule("./Chat/ChatPanel.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        var panel = module.SetupModule("open", _ => true);
        panel.Mode = JSRuntimeMode.Loose;
        JSInterop.Setup<string?>("document.documentElement.getAttribute", "data-time-zone").SetResult("Asia/Tokyo");
    }

    public async ValueTask InitializeAsync()
    {
        _meeting = await _db.MeetingAsync();
        _log = new ChatLog(Services.GetRequiredService<ChatStore>(), _meeting.Id, _me.Person);
        // The room's part: who is told, applies it.
        _rooms.OnTold = told => _ = Renderer.Dispatcher.InvokeAsync(() => _log.Apply(told));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        _db.Dispose();
    }

    [Fact]
    public void Holds_what_people_and_screen_readers_look_for()
    {
        var panel = Open();
        Assert.Equal("Chat", panel.Find("[role=log]").GetAttribute("aria-label"));
        Assert.NotNull(panel.Find("textarea[aria-label=Message]"));
        Assert.NotNull(panel.Find("button[aria-label=Send]"));
        panel.WaitForAssertion(() => Assert.Contains("Nothing written yet", panel.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sent_message_stands_in_the_log_as_ones_own()
    {
        var panel = Open();
        Assert.True(await SendAsync(panel, "Hello"));
        panel.WaitForAssertion(() => Assert.Equal("Hello", panel.Find("[data-message] p").TextContent));
        Assert.Equal("You", panel.Find("[data-message] b").TextContent);
        Assert.Equal("Guest", panel.Find("[data-message] .tag").TextContent);
        Assert.Empty(panel.FindAll("[role=alert]:not([hidden])"));
    }

    [Fact]
    public async Task A_refusal_says_why_and_goes_with_the_next_success()
    {
        var panel = Open();
        panel.WaitForAssertion(() => Assert.Contains("Nothing written yet", panel.Markup, StringComparison.Ordinal));
        Assert.False(await SendAsync(panel, new string('a', 4001)));
        Assert.Contains("4000 characters", panel.Find("[role=alert]:not([hidden])").TextContent, StringComparison.Ordinal);
        Assert.True(await SendAsync(panel, "shorter"));
        Assert.Empty(panel.FindAll("[role=alert]:not([hidden])"));
    }

    [Fact]
    public async Task Hostile_calls_are_refused_and_nothing_breaks()
    {
        var panel = Open();
        Assert.False(await panel.InvokeAsync(() => panel.Instance.SendAsync(null, default)));
        Assert.True(await SendAsync(panel, "half \ud83d"));
        panel.WaitForAssertion(() => Assert.Equal("half \ufffd", panel.Find("[data-message] p").TextContent));
        for (var i = 0; i < 500; i++)
            await panel.InvokeAsync(() => panel.Instance.SendAsync("x", Guid.NewGuid()));
        Assert.Contains("faster", panel.Find("[role=alert]:not([hidden])").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("</p><iframe src='javascript:alert(1)'>")]
    [InlineData("{{constructor.constructor('alert(1)')()}}")]
    [InlineData("<svg/onload=alert(1)>")]
    public async Task T18_Markup_in_names_and_messages_is_text(string markup)
    {
        var panel = Open();
        var store = Services.GetRequiredService<ChatStore>();
        await store.PostAsync(_meeting.Id, Viewers.Guest(markup), markup, markup, Guid.NewGuid(), default);
        panel.WaitForAssertion(() => Assert.Equal(markup, panel.Find("[data-message] p").TextContent));
        Assert.Equal(markup, panel.Find("[data-message] b").TextContent);
        Assert.Empty(panel.FindAll("[data-message] script, [data-message] img, [data-message] iframe, [data-message] p svg"));
    }

    [Fact]
    public async Task T21_Links_open_apart_and_show_where_they_go()
    {
        var panel = Open();
        await SendAsync(panel, "see https://youtube.com@evil.example javascript:alert(1)");
        panel.WaitForAssertion(() => panel.Find("[data-message] a"));
        var link = Assert.Single(panel.FindAll("[data-message] a"));
        Assert.Equal(("https://evil.example/", "https://evil.example/"), (link.TextContent, link.GetAttribute("href")));
        Assert.Equal(("_blank", "noopener noreferrer nofollow"), (link.GetAttribute("target"), link.GetAttribute("rel")));
        Assert.Equal("see https://evil.example/ javascript:alert(1)", panel.Find("[data-message] p").TextContent);
    }

    [Fact]
    public async Task Older_pages_come_when_the_reader_nears_the_edge()
    {
        await _db.ChatterAsync(_meeting, 70);
        var panel = Open();
        panel.WaitForAssertion(() => Assert.Equal(50, panel.FindAll("[data-message]").Count));
        Assert.NotNull(panel.Find("[data-older]"));
        Assert.True(await panel.InvokeAsync(panel.Instance.LoadOlderAsync));
        panel.WaitForAssertion(() => Assert.Equal(70, panel.FindAll("[data-message]").Count));
        Assert.Empty(panel.FindAll("[data-older]"));
    }

    [Fact]
    public async Task Who_reads_further_up_is_offered_the_new_messages()
    {
        var panel = Open();
        await panel.InvokeAsync(() => panel.Instance.Sees(true));
        await WriteAsync("one");
        panel.WaitForAssertion(() => Assert.Single(panel.FindAll("[data-message]")));
        Assert.Empty(panel.FindAll(".newest"));
        await panel.InvokeAsync(() => panel.Instance.Sees(false));
        await WriteAsync("two");
        panel.WaitForAssertion(() => Assert.Equal("New messages", panel.Find(".newest").TextContent));
        await panel.InvokeAsync(() => panel.Instance.Sees(true));
        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll(".newest")));
    }

    [Fact]
    public async Task Times_and_days_are_those_of_the_viewers_zone()
    {
        Texts.Speak("en");
        var panel = Open();
        var utc = new DateTime(2026, 3, 1, 20, 30, 0, DateTimeKind.Utc);
        await panel.InvokeAsync(() => _log.Apply(new MessagePosted(new ChatLine(1, PersonId.New(), "Ana", false, "Late", utc, Guid.NewGuid()))));
        panel.WaitForAssertion(() => panel.Find("[data-message]"));
        Assert.Equal("5:30", panel.Find("time").TextContent);
        Assert.Equal("2026-03-01T20:30:00.0000000Z", panel.Find("time").GetAttribute("datetime"));
        Assert.Equal("2 March", panel.Find(".day").TextContent);
    }

    [Fact]
    public async Task After_midnight_what_was_today_is_yesterday_also_where_nothing_came_to_it()
    {
        Texts.Speak("en");
        // An hour before midnight in Tokyo.
        _time.SetUtcNow(new DateTimeOffset(_time.GetUtcNow().Date.AddDays(1).AddHours(14), TimeSpan.Zero));
        var panel = Open();
        for (var id = 1; id <= ChatBlocks.Size; id++)
            await HearsAsync(id);
        panel.WaitForAssertion(() => Assert.Equal(["Today"], panel.FindAll(".day").Select(day => day.TextContent)));

        _time.Advance(TimeSpan.FromHours(2));
        await HearsAsync(ChatBlocks.Size + 1);

        panel.WaitForAssertion(() => Assert.Equal(["Yesterday", "Today"], panel.FindAll(".day").Select(day => day.TextContent)));

        Task HearsAsync(int id) => panel.InvokeAsync(() => _log.Apply(new MessagePosted(
            new ChatLine(id, PersonId.New(), "Ana", ByGuest: false, "Hello", _time.GetUtcNow().UtcDateTime, Guid.NewGuid()))));
    }

    [Fact]
    public async Task Who_may_no_longer_be_here_is_told_and_shown_nothing()
    {
        await _db.ChatterAsync(_meeting, 3);
        await _db.ChangeAsync(_meeting, m => m.GuestsAllowed = false);
        var panel = Open();
        panel.WaitForAssertion(() => Assert.NotEmpty(panel.FindAll("[role=alert]:not([hidden])")));
        Assert.Empty(panel.FindAll("[data-message]"));
    }

    private IRenderedComponent<ChatPanel> Open() => Render<ChatPanel>(parameters => parameters
        .Add(p => p.Meeting, _meeting.Id)
        .Add(p => p.Viewer, _me)
        .Add(p => p.Name, _me.Name)
        .Add(p => p.Log, _log));

    private static Task<bool> SendAsync(IRenderedComponent<ChatPanel> panel, string text) =>
        panel.InvokeAsync(() => panel.Instance.SendAsync(text, Guid.NewGuid()));

    private Task WriteAsync(string text) =>
        Services.GetRequiredService<ChatStore>().PostAsync(_meeting.Id, Viewers.Organizer, "Ana", text, Guid.NewGuid(), default);
}

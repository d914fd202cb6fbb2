using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading.Channels;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using OnlineMeetings.Accounts;
using OnlineMeetings.Calendar;
using OnlineMeetings.Cluster;
using OnlineMeetings.Data;
using OnlineMeetings.Hosting;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Shell;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

public sealed class MeetingsPageTests : IAsyncLifetime
{
    private readonly BunitContext _browser = new();
    private readonly BookOfTests _tests = new();
    private readonly PersonId _ana;
    private readonly LiveByHand _live = new();

    public MeetingsPageTests()
    {
        Texts.Speak("en");
        _ana = _tests.Database.Member("Ana").Person;
        _browser.Services.AddMudServices();
        _browser.Services.AddLocalization();
        _browser.Services.AddSingleton(_tests.Book);
        _browser.Services.AddSingleton(_tests.Lists);
        _browser.Services.AddSingleton<TimeProvider>(_tests.Time);
        _browser.Services.AddSingleton<ILiveCounts>(_live);
        _browser.Services.AddSingleton(new PublicAddress(new ServerOptions { PublicUrl = new Uri("https://meet.example/") }));
        _browser.Services.AddSingleton(new ServerSettingsStore(_tests.Database, new ServerSettingsRules(Texts.Of<AccountTexts>()), new Bulletin(), _tests.Time));
        _browser.Services.AddSingleton<IValidator<NewMeeting>>(new NewMeetingRules(Texts.Of<MeetingTexts>(), new ScheduleRules(Texts.Of<CalendarTexts>())));
        _browser.Services.AddScoped<ViewerClock>();
        _browser.Services.AddSingleton<TimeWords>();
        _browser.Services.AddSingleton<ScheduleWords>();
        _browser.JSInterop.Mode = JSRuntimeMode.Loose;
        _browser.JSInterop.SetupModule("./js/copy.js").SetupModule("open", _ => true).Setup<bool>("copied").SetResult(true);
        _browser.AddAuthorization().SetAuthorized("ana@holm.example").SetClaims(new Claim(ClaimTypes.NameIdentifier, _ana.Value.ToString()));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _tests.Dispose();
    }

    [Fact]
    public void Without_meetings_the_page_says_so_and_offers_to_make_one()
    {
        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("No meetings yet", page.Markup, StringComparison.Ordinal));
        Assert.Equal("My meetings", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task Each_meeting_is_an_article_named_by_its_title_which_links_to_the_room()
    {
        var meeting = await _tests.MakeAsync(_ana, "<b>Autumn</b> catalogue");

        var page = Open();

        var article = page.WaitForElement("article");
        var title = page.Find($"#{article.GetAttribute("aria-labelledby")}");
        Assert.Equal("<b>Autumn</b> catalogue", title.TextContent);
        Assert.Equal($"/m/{meeting.Code}", title.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("_top", title.QuerySelector("a")!.GetAttribute("target"));
        Assert.Equal("Actions", article.QuerySelector("button")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_meeting_is_made_by_its_title_alone()
    {
        var page = Open();
        AskForNew(page);
        page.WaitForElement("#new-title").Change("Office hours");

        page.Find("form#new-meeting").Submit();

        page.WaitForAssertion(() => Assert.Contains("Office hours", page.Find("article").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=dialog]")));
        Assert.Contains("“Office hours” is ready", page.Find(".toasts[role=status]").TextContent, StringComparison.Ordinal);
        var made = Assert.Single((await _tests.Lists.ReadAsync(new ListWish(_ana, MeetingShelf.Mine), 0, CancellationToken.None)).Cards);
        Assert.False(made.HasPassword || made.GuestsAllowed);
        Assert.Equal($"https://meet.example/m/{made.Code}", page.Find(".toast [data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Save_and_open_leads_into_the_meeting()
    {
        var page = Open();
        AskForNew(page);
        page.WaitForElement("#new-title").Change("Office hours");
        page.Find("#new-password").Change("secret");
        page.Find("input[type=checkbox]").Change(true);

        await Button(page, "Open it at once").ClickAsync();

        page.WaitForElement("article");
        var made = Assert.Single((await _tests.Lists.ReadAsync(new ListWish(_ana, MeetingShelf.Mine), 0, CancellationToken.None)).Cards);
        Assert.True(made is { HasPassword: true, GuestsAllowed: true });
        var navigation = _browser.Services.GetRequiredService<BunitNavigationManager>();
        page.WaitForAssertion(() => Assert.Equal($"http://localhost/m/{made.Code}", navigation.Uri));
        Assert.True(navigation.History.First().Options.ForceLoad);
    }

    [Fact]
    public void A_meeting_without_a_title_is_refused_beside_the_field()
    {
        var page = Open();
        AskForNew(page);
        page.WaitForElement("#new-title");

        page.Find("form#new-meeting").Submit();

        page.WaitForAssertion(() => Assert.Contains("Give the meeting a title.", page.Find(".field").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", page.Find("#new-title").GetAttribute("aria-invalid"));
        Assert.Empty(page.FindAll("article"));
    }

    [Fact]
    public async Task Deleting_asks_first_and_says_what_goes()
    {
        var meeting = await _tests.MakeAsync(_ana, "Autumn catalogue");
        var page = Open();
        page.WaitForElement("article");
        Say(new LiveCount(meeting.Id, 2, null));
        page.WaitForElement(".mark.live");

        await ChooseAsync(page, "Delete");

        var question = page.WaitForElement("[role=dialog]");
        Assert.Contains("Delete “Autumn catalogue”?", question.TextContent, StringComparison.Ordinal);
        Assert.Contains("The chat goes too.", question.TextContent, StringComparison.Ordinal);
        Assert.Contains("2 people are inside and will leave.", question.TextContent, StringComparison.Ordinal);
        Assert.NotNull(await _tests.Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, CancellationToken.None));

        await question.QuerySelector(".danger-fill")!.ClickAsync();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("article")));
        Assert.Contains("“Autumn catalogue” was deleted", page.Find(".toasts").TextContent, StringComparison.Ordinal);
        Assert.Null(await _tests.Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Copy_link_carries_the_whole_address_and_is_told()
    {
        var meeting = await _tests.MakeAsync(_ana, "Autumn catalogue");
        var page = Open();
        page.WaitForElement("article");

        await OpenActionsAsync(page);
        Assert.Equal(["Open", "Copy link", "Settings", "Duplicate", "Archive", "Delete"], page.FindAll("[role=menuitem]").Select(item => item.TextContent.Trim()));
        Assert.Equal($"https://meet.example/m/{meeting.Code}", page.Find("[role=menuitem][data-copy]").GetAttribute("data-copy"));
        await page.Find("[role=menuitem][data-copy]").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Link copied", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_live_mark_comes_and_goes_by_itself()
    {
        var meeting = await _tests.MakeAsync(_ana, "Autumn catalogue");
        var page = Open();
        page.WaitForElement("article");
        Assert.Empty(page.FindAll(".mark.live"));

        Say(new LiveCount(meeting.Id, 4, new DateTime(2026, 9, 15, 10, 2, 0, DateTimeKind.Utc)));
        page.WaitForAssertion(() => Assert.Equal(["Live · 4", "since 10:02"], page.FindAll("article .when span").Select(span => span.TextContent)));

        Say(new LiveCount(meeting.Id, 0, null));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mark.live")));
    }

    [Fact]
    public async Task A_meeting_that_comes_alive_behind_the_first_page_is_put_first()
    {
        var oldest = await _tests.MakeAsync(_ana, "Oldest");
        for (var i = 0; i < MeetingLists.PageSize; i++)
            await _tests.MakeAsync(_ana, $"Meeting {i}");
        var page = Open();
        page.WaitForAssertion(() => Assert.Equal(MeetingLists.PageSize, page.FindAll("article").Count));

        Say(new LiveCount(oldest.Id, 1, null));
        page.WaitForAssertion(() => Assert.Contains("Oldest", page.Find("article").TextContent, StringComparison.Ordinal));

        await Button(page, "Show more").ClickAsync();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".more")));
        Assert.Equal(MeetingLists.PageSize + 1, page.FindAll("article").Count);
    }

    [Fact]
    public async Task Search_narrows_the_cards_and_says_when_nothing_fits()
    {
        await _tests.MakeAsync(_ana, "Autumn catalogue");
        await _tests.MakeAsync(_ana, "Office hours");
        var page = Open();
        page.WaitForElement("article");

        Search(page, "ÁUTUMN");
        page.WaitForAssertion(() => Assert.Equal("Autumn catalogue", Assert.Single(page.FindAll("article h2")).TextContent));

        Search(page, "winter");
        page.WaitForAssertion(() => Assert.Contains("Nothing found for “winter”", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_offers_another_try()
    {
        await _tests.MakeAsync(_ana, "Autumn catalogue");
        _tests.Database.Away = true;
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("could not be loaded", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        _tests.Database.Away = false;
        await Button(page, "Try again").ClickAsync();

        page.WaitForElement("article");
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task An_archived_meeting_leaves_the_page_and_can_be_brought_back_at_once()
    {
        await _tests.MakeAsync(_ana, "Summer catalogue");
        var page = Open();
        page.WaitForElement("article");

        await ChooseAsync(page, "Archive");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("article")));
        Assert.Contains("“Summer catalogue” is in the archive now", page.Find(".toasts").TextContent, StringComparison.Ordinal);

        await Button(page, "Undo").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("is among your meetings again", page.Find(".toasts").TextContent, StringComparison.Ordinal));
        Assert.Equal(["Summer catalogue"], Titles(page));
        Assert.NotNull(await FindAsync(MeetingShelf.Mine, "Summer catalogue"));
    }

    [Fact]
    public async Task Search_finds_an_archived_meeting_marked_as_such_and_restores_it()
    {
        var meeting = await _tests.MakeAsync(_ana, "Summer catalogue");
        await _tests.Book.ArchiveAsync(_ana, meeting.Id, CancellationToken.None);
        var page = Open();
        page.WaitForAssertion(() => Assert.Contains("No meetings yet", page.Markup, StringComparison.Ordinal));

        Search(page, "summer");
        page.WaitForAssertion(() => Assert.Equal("Archived: Today", page.Find("article.is-over .when").TextContent.Trim()));
        await ChooseAsync(page, "Restore");

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".is-over")));
        Assert.Single(page.FindAll("article"));
    }

    [Fact]
    public async Task The_archive_shows_what_can_be_done_there()
    {
        var meeting = await _tests.MakeAsync(_ana, "Summer catalogue");
        await _tests.MakeAsync(_ana, "Autumn catalogue");
        await _tests.Book.ArchiveAsync(_ana, meeting.Id, CancellationToken.None);

        var page = Open<ArchivePage>();

        Assert.Equal("Summer catalogue", page.WaitForElement("article h2").TextContent);
        await OpenActionsAsync(page);
        Assert.Equal(["Open", "Copy link", "Restore", "Delete"], page.FindAll("[role=menuitem]").Select(item => item.TextContent.Trim()));
        await page.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == "Restore").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("The archive is empty", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_participated_are_read_only_and_name_their_organizer()
    {
        var bo = _tests.Database.Member("Bo").Person;
        var meeting = await _tests.MakeAsync(bo, "Of Bo");
        await _tests.TakesPartAsync(new Viewer(_ana, "Ana", ViewerKind.Member), meeting.Id);
        await _tests.TakesPartAsync(new Viewer(bo, "Bo", ViewerKind.Member), meeting.Id);

        var page = Open<ParticipatedPage>();

        Assert.Contains("Organized by Bo", page.WaitForElement("article").TextContent, StringComparison.Ordinal);
        _live.Say(new LiveCount(meeting.Id, 1, null), bo);
        page.WaitForElement(".mark.live");
        await OpenActionsAsync(page);
        Assert.Equal(["Open", "Copy link", "Remove from this list"], page.FindAll("[role=menuitem]").Select(item => item.TextContent.Trim()));
        await page.FindAll("[role=menuitem]")[^1].ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("No meetings of others yet", page.Markup, StringComparison.Ordinal));
        Assert.NotNull(await _tests.Lists.FindAsync(new ListWish(bo, MeetingShelf.Mine), meeting.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_copy_is_shown_first_with_its_link_to_be_copied()
    {
        var meeting = await _tests.MakeAsync(_ana, "Autumn catalogue");
        await _tests.MakeAsync(_ana, "Office hours");
        _browser.Services.GetRequiredService<BunitNavigationManager>().NavigateTo("meetings?sort=title");
        var page = Open();
        page.WaitForElement("article");

        await ChooseAsync(page, "Duplicate");

        page.WaitForAssertion(() => Assert.Equal(["Autumn catalogue (copy)", "Autumn catalogue", "Office hours"], Titles(page)));
        var copy = (await FindAsync(MeetingShelf.Mine, "Autumn catalogue (copy)"))!;
        Assert.Equal($"https://meet.example/m/{copy.Code}", page.Find(".toast [data-copy]").GetAttribute("data-copy"));
        Assert.NotEqual(meeting.Code, copy.Code);
    }

    [Fact]
    public async Task Search_and_order_are_in_the_address_and_taken_from_it()
    {
        await _tests.MakeAsync(_ana, "Autumn catalogue");
        await _tests.MakeAsync(_ana, "Winter catalogue");
        await _tests.MakeAsync(_ana, "Office hours");
        var navigation = _browser.Services.GetRequiredService<BunitNavigationManager>();
        navigation.NavigateTo("meetings?sort=title&search=catalogue");

        var page = Open();

        page.WaitForAssertion(() => Assert.Equal(["Autumn catalogue", "Winter catalogue"], Titles(page)));
        Assert.Equal("catalogue", page.Find("input[type=search]").GetAttribute("value"));
        Assert.Equal("Sort: Title", page.Find(".sort button").GetAttribute("aria-label"));

        await page.Find(".sort button").ClickAsync();
        await page.FindAll("[role=menuitemradio]").Single(item => item.TextContent.Trim() == "Newest").ClickAsync();
        page.WaitForAssertion(() => Assert.Equal(["Winter catalogue", "Autumn catalogue"], Titles(page)));
        Assert.EndsWith("meetings?sort=newest&search=catalogue", navigation.Uri, StringComparison.Ordinal);
        Assert.True(navigation.History.First().Options.ReplaceHistoryEntry);

        Search(page, "");
        page.WaitForAssertion(() => Assert.Equal(3, Titles(page).Length));
        Assert.EndsWith("meetings?sort=newest", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_asked_for_nonsense_is_sorted_as_usual()
    {
        await _tests.MakeAsync(_ana, "Autumn catalogue");
        _browser.Services.GetRequiredService<BunitNavigationManager>().NavigateTo($"meetings?sort=77&search={new string('x', 5000)}");

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("Nothing found", page.Markup, StringComparison.Ordinal));
        Assert.Equal("Sort: Last activity", page.Find(".sort button").GetAttribute("aria-label"));
    }

    [Fact]
    public async Task People_are_named_up_to_four_and_counted_beyond()
    {
        var meeting = await _tests.MakeAsync(_ana, "Autumn catalogue");
        foreach (var name in new[] { "Cem Kaya", "Dora Novak", "Emil Roux", "Fay Lund" })
            await _tests.TakesPartAsync(Viewers.Guest(name), meeting.Id);
        var page = Open();
        Assert.Equal("Fay Lund, Emil Roux, Dora Novak, Cem Kaya", page.WaitForElement("article .monos").GetAttribute("aria-label"));

        await _tests.TakesPartAsync(Viewers.Guest("Gus Berg"), meeting.Id);
        Search(page, "autumn");

        page.WaitForAssertion(() => Assert.Equal("Gus Berg, Fay Lund, Emil Roux and 2 more", page.Find("article .monos").GetAttribute("aria-label")));
        Assert.Equal(["GB", "FL", "ER", "+2"], page.FindAll("article .mono").Select(mono => mono.TextContent));
    }

    [Fact]
    public async Task What_could_not_be_done_is_said_and_the_card_stays()
    {
        await _tests.MakeAsync(_ana, "Autumn catalogue");
        var page = Open();
        page.WaitForElement("article");
        _tests.Database.Away = true;

        await ChooseAsync(page, "Archive");

        page.WaitForAssertion(() => Assert.Contains("That could not be done.", page.Find(".toasts").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("article"));
    }

    [Fact]
    public async Task A_meeting_that_is_shared_with_somebody_shows_them_that_it_is_live()
    {
        var bo = _tests.Database.Member("Bo").Person;
        var meeting = await _tests.MakeAsync(bo, "Of Bo");
        await _tests.Database.WriteAsync(
            db => { db.Add(new CoOrganizer { MeetingId = meeting.Id, PersonId = _ana }); return Task.CompletedTask; }, CancellationToken.None);
        var page = Open();
        page.WaitForElement("article");

        _live.Say(new LiveCount(meeting.Id, 2, null), bo);

        page.WaitForAssertion(() => Assert.Equal("Live · 2", page.Find("article .mark.live").TextContent));
    }

    private void Say(LiveCount count) => _live.Say(count, _ana);

    private IRenderedComponent<IComponent> Open() => Open<MeetingsPage>();

    private IRenderedComponent<IComponent> Open<TPage>()
        where TPage : IComponent => _browser.Render(builder =>
    {
        builder.OpenComponent<MudPopoverProvider>(0);
        builder.CloseComponent();
        builder.OpenComponent<MudDialogProvider>(1);
        builder.CloseComponent();
        builder.OpenComponent<TPage>(2);
        builder.CloseComponent();
    });

    // Not awaited: the click's handler ends with the dialog.
    private static void AskForNew(IRenderedComponent<IComponent> page) => Button(page, "New meeting").Click();

    private void Search(IRenderedComponent<IComponent> page, string text)
    {
        page.Find("input[type=search]").Input(text);
        _tests.Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static Task OpenActionsAsync(IRenderedComponent<IComponent> page) => page.Find("article button[aria-label=Actions]").ClickAsync();

    private static async Task ChooseAsync(IRenderedComponent<IComponent> page, string action)
    {
        await OpenActionsAsync(page);
        page.WaitForElement("[role=menuitem]");
        await page.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == action).ClickAsync();
    }

    private static IElement Button(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("button").First(button => button.TextContent.Trim() == name);

    private static string[] Titles(IRenderedComponent<IComponent> page) => [.. page.FindAll("article h2").Select(title => title.TextContent)];

    private async Task<MeetingCard?> FindAsync(MeetingShelf shelf, string title) =>
        (await _tests.Lists.ReadAsync(new ListWish(_ana, shelf), 0, CancellationToken.None)).Cards.SingleOrDefault(card => card.Title == title);

    private sealed class LiveByHand : ILiveCounts
    {
        private readonly ConcurrentDictionary<PersonId, Channel<LiveCount>> _counts = [];

        public void Say(LiveCount count, PersonId organizer) => Assert.True(Of(organizer).Writer.TryWrite(count));

        public IAsyncEnumerable<LiveCount> WatchAsync(PersonId organizer, CancellationToken ct) => Of(organizer).Reader.ReadAllAsync(ct);

        private Channel<LiveCount> Of(PersonId organizer) => _counts.GetOrAdd(organizer, _ => Channel.CreateUnbounded<LiveCount>());
    }
}

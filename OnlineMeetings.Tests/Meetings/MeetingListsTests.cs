using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

public sealed class MeetingListsTests : IDisposable
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    private readonly BookOfTests _tests = new();
    private readonly PersonId _ana;
    private readonly Viewer _bo;

    public MeetingListsTests() => (_ana, _bo) = (_tests.Database.Member("Ana").Person, _tests.Database.Member("Bo"));

    private MeetingLists Lists => _tests.Lists;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task The_list_has_the_newest_activity_first_and_nobody_elses_meetings()
    {
        await _tests.MakeAsync(_ana, "First");
        await _tests.MakeAsync(_bo.Person, "Of Bo");
        await _tests.MakeAsync(_ana, "Second");

        Assert.Equal(["Second", "First"], await TitlesAsync(_ana));
    }

    [Theory]
    [InlineData("oko")]
    [InlineData("ŐKO")]
    [InlineData("strasse")]
    [InlineData("straße öko")]
    [InlineData("  jurgen ")]
    public async Task Search_folds_case_and_accents_and_wants_every_word(string search)
    {
        await _tests.MakeAsync(_ana, "Ökostraße: Jürgen & Zoë");
        await _tests.MakeAsync(_ana, "Something else");

        Assert.Equal(["Ökostraße: Jürgen & Zoë"], await TitlesAsync(_ana, search));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("öko nothing")]
    [InlineData("\ud800")]
    public async Task Search_takes_wildcards_and_rubbish_as_text(string search)
    {
        await _tests.MakeAsync(_ana, "Ökostraße");

        Assert.Empty(await TitlesAsync(_ana, search));
    }

    [Fact]
    public async Task The_list_comes_in_pages()
    {
        for (var i = 0; i <= MeetingLists.PageSize; i++)
            await _tests.MakeAsync(_ana, $"Meeting {i}");

        var first = await Lists.ReadAsync(new ListWish(_ana, MeetingShelf.Mine), 0, _ct);
        var second = await Lists.ReadAsync(new ListWish(_ana, MeetingShelf.Mine), first.Cards.Count, _ct);

        Assert.Equal((MeetingLists.PageSize, true), (first.Cards.Count, first.More));
        Assert.Equal((1, false), (second.Cards.Count, second.More));
        Assert.Equal("Meeting 0", second.Cards[0].Title);
    }

    [Fact]
    public async Task Titles_are_sorted_without_case_and_accents()
    {
        foreach (var title in new[] { "zebra", "Apple", "Öl", "apple pie", "Zürich", "orange" })
            await _tests.MakeAsync(_ana, title);

        Assert.Equal(["Apple", "apple pie", "Öl", "orange", "zebra", "Zürich"], await TitlesAsync(new ListWish(_ana, MeetingShelf.Mine, Sort: MeetingSort.Title)));
    }

    [Fact]
    public async Task The_newest_come_first_whatever_happened_in_the_older_ones()
    {
        var first = await _tests.MakeAsync(_ana, "First");
        await _tests.MakeAsync(_ana, "Second");
        await _tests.Database.WriteAsync(
            db => db.Meetings.Where(m => m.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.LastActivityAt, DateTime.MaxValue)), _ct);

        Assert.Equal(["Second", "First"], await TitlesAsync(new ListWish(_ana, MeetingShelf.Mine, Sort: MeetingSort.Newest)));
        Assert.Equal(["First", "Second"], await TitlesAsync(_ana));
    }

    [Fact]
    public async Task An_archived_meeting_is_in_the_archive_and_found_by_search_on_my_meetings_too()
    {
        var meeting = await _tests.MakeAsync(_ana, "Summer catalogue");
        await _tests.MakeAsync(_ana, "Autumn catalogue");
        await _tests.Book.ArchiveAsync(_ana, meeting.Id, _ct);

        Assert.Equal(["Autumn catalogue"], await TitlesAsync(_ana));
        Assert.Equal(["Summer catalogue"], await TitlesAsync(new ListWish(_ana, MeetingShelf.Archive)));
        var found = (await Lists.ReadAsync(new ListWish(_ana, MeetingShelf.Mine, "catalogue"), 0, _ct)).Cards;
        Assert.Equal([("Autumn catalogue", false), ("Summer catalogue", true)], found.Select(card => (card.Title, card.ArchivedAt is not null)));
        Assert.Empty(await TitlesAsync(new ListWish(_ana, MeetingShelf.Archive, "autumn")));
    }

    [Fact]
    public async Task Participated_are_those_one_was_in_and_does_not_organize()
    {
        var ofAna = await _tests.MakeAsync(_ana, "Of Ana");
        await _tests.MakeAsync(_ana, "Without Bo");
        var ofBo = await _tests.MakeAsync(_bo.Person, "Of Bo");
        await _tests.TakesPartAsync(_bo, ofAna.Id);
        await _tests.TakesPartAsync(_bo, ofBo.Id);

        var card = Assert.Single((await Lists.ReadAsync(new ListWish(_bo.Person, MeetingShelf.Participated), 0, _ct)).Cards);

        Assert.Equal(("Of Ana", "Ana", _ana), (card.Title, card.OrganizerName, card.Organizer));
        Assert.Empty(await TitlesAsync(new ListWish(_ana, MeetingShelf.Participated)));
    }

    [Fact]
    public async Task A_meeting_removed_from_the_participated_comes_back_when_one_comes_again()
    {
        var meeting = await _tests.MakeAsync(_ana, "Of Ana");
        var wish = new ListWish(_bo.Person, MeetingShelf.Participated);
        await _tests.TakesPartAsync(_bo, meeting.Id);

        await _tests.Book.UnlistAsync(_bo.Person, meeting.Id, _ct);
        Assert.Empty(await TitlesAsync(wish));
        Assert.Equal(1, (await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, _ct))!.People.Count);

        await _tests.TakesPartAsync(_bo, meeting.Id);
        Assert.Equal(["Of Ana"], await TitlesAsync(wish));
    }

    [Fact]
    public async Task A_deleted_meeting_vanishes_from_the_participated()
    {
        var meeting = await _tests.MakeAsync(_ana, "Of Ana");
        await _tests.TakesPartAsync(_bo, meeting.Id);

        await _tests.Book.DeleteAsync(_ana, meeting.Id, _ct);

        Assert.Empty(await TitlesAsync(new ListWish(_bo.Person, MeetingShelf.Participated)));
    }

    [Fact]
    public async Task A_card_names_the_last_four_who_came_and_counts_all_but_oneself()
    {
        var meeting = await _tests.MakeAsync(_ana, "Of Ana");
        var alone = await _tests.MakeAsync(_ana, "Alone");
        foreach (var name in new[] { "Cem", "Dora", "Emil", "Fay", "Gus" })
            await _tests.TakesPartAsync(Viewers.Guest(name), meeting.Id);
        await _tests.TakesPartAsync(_bo, meeting.Id);
        await _tests.TakesPartAsync(new Viewer(_ana, "Ana", ViewerKind.Member), meeting.Id);

        var cards = (await Lists.ReadAsync(new ListWish(_ana, MeetingShelf.Mine), 0, _ct)).Cards.ToDictionary(card => card.Id, card => card.People);

        Assert.Equal(6, cards[meeting.Id].Count);
        Assert.Equal(["Bo", "Gus", "Fay", "Emil"], cards[meeting.Id].Last);
        Assert.Equal(0, cards[alone.Id].Count);
    }

    [Fact]
    public async Task A_page_of_any_list_in_any_order_is_one_query()
    {
        var meeting = await _tests.MakeAsync(_bo.Person, "Of Bo");
        await _tests.MakeAsync(_ana, "Of Ana");
        await _tests.TakesPartAsync(new Viewer(_ana, "Ana", ViewerKind.Member), meeting.Id);
        ListWish[] wishes =
        [
            .. from shelf in Enum.GetValues<MeetingShelf>()
               from sort in Enum.GetValues<MeetingSort>()
               from search in new[] { "", "of" }
               select new ListWish(_ana, shelf, search, sort),
        ];
        foreach (var wish in wishes)
        {
            var before = _tests.Database.Queries.Count;
            await Lists.ReadAsync(wish, 0, _ct);
            Assert.Equal((wish, 1), (wish, _tests.Database.Queries.Count - before));
        }
    }

    [Fact]
    public async Task What_is_shared_with_somebody_is_in_their_list_and_not_among_the_participated()
    {
        var meeting = await _tests.MakeAsync(_bo.Person, "Of Bo");
        await _tests.MakeAsync(_ana, "Of Ana");
        await _tests.TakesPartAsync(new Viewer(_ana, "Ana", ViewerKind.Member), meeting.Id);
        await _tests.Database.WriteAsync(db => { db.Add(new CoOrganizer { MeetingId = meeting.Id, PersonId = _ana }); return Task.CompletedTask; }, _ct);

        Assert.Equal(["Of Ana", "Of Bo"], await TitlesAsync(_ana));
        Assert.Empty(await TitlesAsync(new ListWish(_ana, MeetingShelf.Participated)));
    }

    private Task<string[]> TitlesAsync(PersonId organizer, string search = "") =>
        TitlesAsync(new ListWish(organizer, MeetingShelf.Mine, search));

    private async Task<string[]> TitlesAsync(ListWish wish) => [.. (await Lists.ReadAsync(wish, 0, _ct)).Cards.Select(card => card.Title)];
}

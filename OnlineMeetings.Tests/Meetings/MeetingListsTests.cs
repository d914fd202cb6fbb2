using OnlineMeetings.Meetings;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

public sealed class MeetingListsTests : IDisposable
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    private readonly BookOfTests _tests = new();
    private readonly PersonId _ana;
    private readonly PersonId _bo;

    public MeetingListsTests() => (_ana, _bo) = (_tests.Database.Member("Ana").Person, _tests.Database.Member("Bo").Person);

    private MeetingLists Lists => _tests.Lists;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task The_list_has_the_newest_activity_first_and_nobody_elses_meetings()
    {
        await _tests.MakeAsync(_ana, "First");
        await _tests.MakeAsync(_bo, "Of Bo");
        await _tests.MakeAsync(_ana, "Second");

        Assert.Equal(["Second", "First"], await TitlesAsync(_ana, null));
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

        var first = await Lists.ReadAsync(_ana, null, 0, _ct);
        var second = await Lists.ReadAsync(_ana, null, first.Cards.Count, _ct);

        Assert.Equal((MeetingLists.PageSize, true), (first.Cards.Count, first.More));
        Assert.Equal((1, false), (second.Cards.Count, second.More));
        Assert.Equal("Meeting 0", second.Cards[0].Title);
    }

    private async Task<string[]> TitlesAsync(PersonId organizer, string? search) =>
        [.. (await Lists.ReadAsync(organizer, search, 0, _ct)).Cards.Select(card => card.Title)];
}

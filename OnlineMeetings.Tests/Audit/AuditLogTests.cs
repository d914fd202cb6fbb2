using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Data;
using OnlineMeetings.Tests.Administration;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private readonly AdministrationOfTests _tests = new();
    private readonly CancellationToken _ct = CancellationToken.None;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task Who_made_and_deleted_a_meeting_stays_known_by_name()
    {
        var bo = _tests.Database.Member("Bo");
        var meeting = await _tests.Book.MakeAsync(bo.Person, "Autumn");
        Assert.True(await _tests.Book.Book.DeleteAsync(bo.Person, meeting.Id, _ct));
        await _tests.Database.DeleteAccountAsync(bo);
        Assert.Equal([("Bo", AuditKind.MeetingDeleted, "Autumn"), ("Bo", AuditKind.MeetingMade, "Autumn")], await _tests.LoggedAsync());
    }

    [Fact]
    public async Task What_was_not_done_is_not_in_the_log()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _tests.Database.WriteAsync(
            async db =>
            {
                await db.NoteAsync(_tests.Book.Time, AuditActor.Server, AuditKind.SettingChanged, AuditSubject.OfSetting("x"), _ct);
                throw new InvalidOperationException();
            },
            _ct));
        Assert.Empty(await _tests.LoggedAsync());
    }

    [Fact]
    public async Task Settings_say_what_was_and_what_is()
    {
        var ada = await _tests.Database.AdministratorAsync();
        await _tests.Settings.ChangeAsync(ada, s => s.BlockedExtensions = "exe bat", _ct);
        await _tests.Settings.ChangeAsync(ada, s => s.BlockedExtensions = ".BAT svg", _ct);
        await _tests.Settings.ChangeAsync(ada, s => s.MaxFileBytes = 5 * ServerSettings.Megabyte, _ct);
        await _tests.Settings.ChangeAsync(ada, s => s.GuestsAllowed = true, _ct);
        await _tests.Settings.ChangeAsync(ada, s => s.GuestsAllowed = true, _ct);
        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal(["off → on", "– → 5 MB", "+svg −exe"], await db.Audit.OrderByDescending(e => e.Id).Select(e => e.Details).Take(3).ToListAsync(_ct));
        Assert.Equal(4, await db.Audit.CountAsync(_ct));
    }

    [Fact]
    public async Task A_sign_in_that_rests_is_noted_once_and_by_nobody()
    {
        var bo = (await _tests.Accounts.CreateAsync(new NewAccount("Bo", "bo@example.org", "long enough 1"), _ct))!;
        for (var i = 0; i < AccountStore.WrongBeforeRest; i++)
        {
            await _tests.Accounts.CountWrongAsync(bo.Email!, _ct);
            await _tests.Accounts.CountWrongAsync("nobody@example.org", _ct);
        }
        Assert.Equal([("", AuditKind.SignInRests, "Bo"), ("Bo", AuditKind.AccountMade, "Bo")], await _tests.LoggedAsync());
    }

    [Theory]
    [InlineData("autumn", 2)]
    [InlineData("gelöscht", 1)]
    [InlineData("BO geloscht", 1)]
    [InlineData("besprechung", 2)]
    [InlineData("", 3)]
    [InlineData("%", 0)]
    public async Task The_filter_looks_through_names_details_and_the_words_for_what_was_done(string search, int found)
    {
        Texts.Speak("de");
        var ada = await _tests.Database.AdministratorAsync();
        var bo = _tests.Database.Member("Bo");
        var meeting = await _tests.Book.MakeAsync(bo.Person, "Autumn");
        await _tests.Book.Book.DeleteAsync(bo.Person, meeting.Id, _ct);
        await _tests.People.LockAsync(ada, bo.Person, _ct);

        var lines = await _tests.Log.ListAsync(ada, search, new AuditWords(Texts.Of<AuditTexts>()).Of, 0, _ct);

        Assert.Equal((found, found), (lines.Lines.Count, lines.Total));
    }

    [Fact]
    public async Task The_newest_comes_first_page_by_page()
    {
        var ada = await _tests.Database.AdministratorAsync();
        for (var i = 0; i <= AuditLog.PageSize; i++)
            await _tests.Book.MakeAsync(ada.Person!.Value, $"Meeting {i}");
        var first = await _tests.Log.ListAsync(ada, "", kind => kind.ToString(), 0, _ct);
        var second = await _tests.Log.ListAsync(ada, "", kind => kind.ToString(), AuditLog.PageSize, _ct);
        Assert.Equal((AuditLog.PageSize, AuditLog.PageSize + 1), (first.Lines.Count, first.Total));
        Assert.Equal($"Meeting {AuditLog.PageSize}", first.Lines[0].SubjectName);
        Assert.Equal("Meeting 0", Assert.Single(second.Lines).SubjectName);
    }

    [Fact]
    public async Task A_line_is_kept_for_a_year()
    {
        var bo = _tests.Database.Member("Bo");
        await _tests.Book.MakeAsync(bo.Person, "Old");
        _tests.Book.Time.Advance(AuditLog.Kept - TimeSpan.FromMinutes(1));
        await _tests.Book.MakeAsync(bo.Person, "New");
        Assert.Equal(0, await _tests.Log.SweepAsync(_ct));
        _tests.Book.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await _tests.Log.SweepAsync(_ct));
        Assert.Equal("New", Assert.Single(await _tests.LoggedAsync()).About);
    }

    [Fact]
    public void Everything_that_is_done_has_words()
    {
        var words = new AuditWords(Texts.Of<AuditTexts>());
        Assert.All(Enum.GetValues<AuditKind>(), kind => Assert.NotEmpty(words.Of(kind)));
    }

    [Fact]
    public async Task Names_of_any_length_fit()
    {
        await _tests.Database.WriteAsync(
            db => db.NoteAsync(
                _tests.Book.Time, new AuditActor(null, new string('a', 500)), AuditKind.FileDeleted,
                new AuditSubject(AuditSubjectKind.File, Guid.NewGuid(), new string('b', 500)), _ct, new string('c', 5000)),
            _ct);
        await using var db = _tests.Database.CreateDbContext();
        var entry = await db.Audit.SingleAsync(_ct);
        Assert.Equal(
            (AuditEntry.MaxNameLength, AuditEntry.MaxNameLength, AuditEntry.MaxDetailsLength),
            (entry.ActorName.Length, entry.SubjectName.Length, entry.Details.Length));
    }
}

using FluentValidation;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Chat;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Meetings;

public sealed class MeetingBookTests : IDisposable
{
    private static readonly CancellationToken _ct = CancellationToken.None;

    private readonly BookOfTests _tests = new();
    private readonly PersonId _ana;
    private readonly PersonId _bo;

    public MeetingBookTests()
    {
        Texts.Speak("en");
        (_ana, _bo) = (_tests.Database.Member("Ana").Person, _tests.Database.Member("Bo").Person);
    }

    private MeetingBook Book => _tests.Book;

    private MeetingLists Lists => _tests.Lists;

    public void Dispose() => _tests.Dispose();

    [Fact]
    public async Task A_new_meeting_is_kept_with_its_title_trimmed_and_nothing_else_open()
    {
        var made = await Book.CreateAsync(_ana, new NewMeeting { Title = "  Autumn catalogue " }, _ct);

        var kept = await KeptAsync(made.Id);
        Assert.Equal("Autumn catalogue", kept.Title);
        Assert.Equal(_ana, kept.OrganizerId);
        Assert.Equal(made.Code, kept.Code);
        Assert.Equal(
            new MeetingRules(made.Id, _ana, Password: null, GuestsAllowed: false, UploadPermission.Organizer),
            kept.Rules with { CoOrganizers = [], Removed = [] });
        Assert.Empty(kept.CoOrganizers);
        Assert.Equal(BookOfTests.Start.UtcDateTime, kept.LastActivityAt);
    }

    [Fact]
    public async Task A_password_is_kept_as_a_hash_that_knows_it_again()
    {
        var made = await Book.CreateAsync(_ana, new NewMeeting { Title = "Secret", Password = "open sesame", GuestsAllowed = true }, _ct);

        var kept = await KeptAsync(made.Id);
        Assert.DoesNotContain("sesame", kept.PasswordHash, StringComparison.Ordinal);
        Assert.True(await _tests.Passwords.VerifyAsync(kept.PasswordHash, "open sesame", _ct));
        Assert.True(made is { HasPassword: true, GuestsAllowed: true });
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("   ", 0)]
    [InlineData("fine", 201)]
    public async Task A_form_that_breaks_the_rules_makes_nothing(string title, int passwordLength)
    {
        var form = new NewMeeting { Title = title, Password = new string('p', passwordLength) };

        await Assert.ThrowsAsync<ValidationException>(() => Book.CreateAsync(_ana, form, _ct));

        Assert.Empty((await Lists.ReadAsync(new ListWish(_ana, MeetingShelf.Mine), 0, _ct)).Cards);
    }

    [Fact]
    public async Task A_title_may_have_200_characters_and_no_more()
    {
        var longest = await Book.CreateAsync(_ana, new NewMeeting { Title = $" {new string('t', 200)} " }, _ct);

        Assert.Equal(200, longest.Title.Length);
        await Assert.ThrowsAsync<ValidationException>(() => Book.CreateAsync(_ana, new NewMeeting { Title = new string('t', 201) }, _ct));
    }

    [Fact]
    public async Task Markup_in_a_title_stays_as_it_was_typed()
    {
        var made = await _tests.MakeAsync(_ana, "<script>alert('1')</script> & co");

        Assert.Equal("<script>alert('1')</script> & co", (await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), made.Id, _ct))!.Title);
    }

    [Fact]
    public async Task Deleting_takes_chat_and_files_along_and_tells_the_room()
    {
        var meeting = await _tests.MakeAsync(_ana, "Gone soon");
        await FillAsync(meeting.Id);
        Assert.Equal(1, (await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, _ct))!.Files);

        Assert.True(await Book.DeleteAsync(_ana, meeting.Id, _ct));

        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal((0, 0, 0), (await db.Meetings.CountAsync(), await db.Messages.CountAsync(), await db.Files.CountAsync()));
        Assert.False(Directory.Exists(_tests.Files.FolderOf(meeting.Id)));
        Assert.Equal([(meeting.Id, new MeetingDeleted())], _tests.Rooms.Told);
        Assert.Null(await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, _ct));
    }

    [Fact]
    public async Task Deleting_goes_on_where_the_room_cannot_be_reached()
    {
        var meeting = await _tests.MakeAsync(_ana, "Gone soon");
        await FillAsync(meeting.Id);
        _tests.Rooms.Away = true;

        Assert.True(await Book.DeleteAsync(_ana, meeting.Id, _ct));

        Assert.False(Directory.Exists(_tests.Files.FolderOf(meeting.Id)));
    }

    [Fact]
    public async Task T9_Whose_account_was_locked_or_deleted_neither_makes_nor_deletes_a_meeting()
    {
        var ana = _tests.Database.Member("Ana");
        var meeting = await _tests.MakeAsync(ana.Person, "Stays");
        await _tests.Database.LockAsync(ana);
        await Assert.ThrowsAsync<AccountClosedException>(() => _tests.MakeAsync(ana.Person, "One more"));
        Assert.False(await Book.DeleteAsync(ana.Person, meeting.Id, _ct));
        await _tests.Database.DeleteAccountAsync(ana);
        await Assert.ThrowsAsync<AccountClosedException>(() => _tests.MakeAsync(ana.Person, "One more"));
        Assert.Single((await Lists.ReadAsync(new ListWish(ana.Person, MeetingShelf.Mine), 0, _ct)).Cards);
    }

    [Fact]
    public async Task Somebody_elses_meeting_is_not_found_and_not_deleted()
    {
        var meeting = await _tests.MakeAsync(_ana, "Of Ana");

        Assert.Null(await Lists.FindAsync(new ListWish(_bo, MeetingShelf.Mine), meeting.Id, _ct));
        Assert.False(await Book.DeleteAsync(_bo, meeting.Id, _ct));

        Assert.NotNull(await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, _ct));
        Assert.Empty(_tests.Rooms.Told);
    }

    [Fact]
    public async Task What_is_gone_already_is_not_deleted_twice()
    {
        var meeting = await _tests.MakeAsync(_ana, "Once");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Book.DeleteAsync(_ana, meeting.Id, _ct)));

        Assert.Single(answers, deleted => deleted);
        Assert.Single(_tests.Rooms.Told);
    }

    [Fact]
    public async Task Archiving_takes_a_meeting_from_the_list_and_restoring_brings_it_back()
    {
        var meeting = await _tests.MakeAsync(_ana, "Summer catalogue");

        Assert.True(await Book.ArchiveAsync(_ana, meeting.Id, _ct));
        Assert.Equal(_tests.Time.GetUtcNow().UtcDateTime, (await KeptAsync(meeting.Id)).ArchivedAt);
        Assert.Null(await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, _ct));
        Assert.NotNull(await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Archive), meeting.Id, _ct));

        Assert.True(await Book.RestoreAsync(_ana, meeting.Id, _ct));
        Assert.Null((await KeptAsync(meeting.Id)).ArchivedAt);
        Assert.NotNull(await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), meeting.Id, _ct));
    }

    [Fact]
    public async Task Nobody_but_the_organizer_archives_restores_or_duplicates()
    {
        var meeting = await _tests.MakeAsync(_ana, "Of Ana");

        Assert.False(await Book.ArchiveAsync(_bo, meeting.Id, _ct));
        Assert.Null(await Book.DuplicateAsync(_bo, meeting.Id, _ct));
        await Book.ArchiveAsync(_ana, meeting.Id, _ct);
        Assert.False(await Book.RestoreAsync(_bo, meeting.Id, _ct));

        Assert.NotNull((await KeptAsync(meeting.Id)).ArchivedAt);
        Assert.Empty((await Lists.ReadAsync(new ListWish(_bo, MeetingShelf.Mine), 0, _ct)).Cards);
    }

    [Fact]
    public async Task A_copy_has_settings_and_password_a_new_link_and_nothing_else()
    {
        var meeting = await Book.CreateAsync(_ana, new NewMeeting { Title = "Autumn catalogue", Password = "open sesame", GuestsAllowed = true }, _ct);
        await FillAsync(meeting.Id);
        await _tests.TakesPartAsync(_tests.Database.Member("Cem"), meeting.Id);

        var copy = await Book.DuplicateAsync(_ana, meeting.Id, _ct);

        Assert.Equal("Autumn catalogue (copy)", copy!.Title);
        Assert.NotEqual(meeting.Code, copy.Code);
        var card = (await Lists.FindAsync(new ListWish(_ana, MeetingShelf.Mine), copy.Id, _ct))!;
        Assert.Equal(copy, card);
        Assert.True(card is { HasPassword: true, GuestsAllowed: true, Files: 0, People.Count: 0 });
        Assert.True(await _tests.Passwords.VerifyAsync((await KeptAsync(copy.Id)).PasswordHash, "open sesame", _ct));
        await using var db = _tests.Database.CreateDbContext();
        Assert.Equal((1, 1, 1), (await db.Messages.CountAsync(), await db.Files.CountAsync(), await db.Participations.CountAsync()));
    }

    [Theory]
    [InlineData(193, "t (copy)")]
    [InlineData(194, "… (copy)")]
    [InlineData(200, "… (copy)")]
    public async Task A_long_title_gives_way_to_the_word_that_tells_the_copy_apart(int length, string end)
    {
        var meeting = await _tests.MakeAsync(_ana, new string('t', length));

        var copy = await Book.DuplicateAsync(_ana, meeting.Id, _ct);

        Assert.Equal(Meeting.MaxTitleLength, copy!.Title.Length);
        Assert.EndsWith(end, copy.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_is_never_cut_inside_a_character()
    {
        var meeting = await _tests.MakeAsync(_ana, string.Concat(Enumerable.Repeat("🦊", 100)));

        var copy = await Book.DuplicateAsync(_ana, meeting.Id, _ct);

        Assert.Equal(string.Concat(Enumerable.Repeat("🦊", 96)) + "… (copy)", copy!.Title);
    }

    private async Task<Meeting> KeptAsync(MeetingId id)
    {
        await using var db = _tests.Database.CreateDbContext();
        return await db.Meetings.SingleAsync(m => m.Id == id, _ct);
    }

    private async Task FillAsync(MeetingId meeting)
    {
        var now = BookOfTests.Start.UtcDateTime;
        await using var db = _tests.Database.CreateDbContext();
        db.Add(new ChatMessage
        {
            MeetingId = meeting, AuthorId = _bo, AuthorName = "Bo", ByGuest = true, Text = "Hello", SentAt = now, Key = Guid.NewGuid(),
        });
        db.Add(new SharedFile
        {
            Id = Guid.NewGuid(), MeetingId = meeting, UploaderId = _ana, UploaderName = "Ana", Name = "a.txt", Bytes = 1, UploadedAt = now,
        });
        await db.SaveChangesAsync(_ct);
        Directory.CreateDirectory(_tests.Files.FolderOf(meeting));
        await File.WriteAllTextAsync(Path.Combine(_tests.Files.FolderOf(meeting), "bytes"), "x", _ct);
    }
}

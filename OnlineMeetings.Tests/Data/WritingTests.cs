using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Data;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Data;

public sealed class WritingTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_is_done_is_kept_also_where_who_asked_for_it_goes_at_the_last_moment()
    {
        using var gone = new CancellationTokenSource();

        await _database.WriteAsync(
            async db =>
            {
                await RenameAllAsync(db, "Somebody else");
                await gone.CancelAsync();
            },
            gone.Token);

        Assert.Equal(["Somebody else"], await NamesAsync());
    }

    [Fact]
    public async Task What_fails_half_way_was_not_written()
    {
        var before = await NamesAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => _database.WriteAsync(
            async db =>
            {
                await RenameAllAsync(db, "Somebody else");
                throw new InvalidOperationException();
            },
            CancellationToken.None));

        Assert.Equal(before, await NamesAsync());
    }

    private static Task RenameAllAsync(MeetingsDb db, string name) =>
        db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.Name, name), CancellationToken.None);

    private async Task<string[]> NamesAsync()
    {
        await using var db = _database.CreateDbContext();
        return await db.Users.Select(u => u.Name).ToArrayAsync();
    }
}

using OnlineMeetings.Chat;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Chat;

public sealed class ChatBlocksTests
{
    private readonly ChatBlocks _blocks = new();

    [Fact]
    public void A_new_message_changes_the_last_block_alone()
    {
        var before = Of(1, 50);
        var after = Of(1, 51);

        Assert.Equal(before.SkipLast(1), after.SkipLast(1));
        Assert.Equal((before[^1].Key, before[^1].Ids + ",51"), after[^1]);
    }

    [Fact]
    public void Older_messages_are_blocks_of_their_own_and_those_that_go_take_no_other_with_them()
    {
        var before = Of(51, 100);
        var older = Of(1, 100);
        var later = Of(61, 100);

        Assert.Equal(before, older.TakeLast(before.Count));
        Assert.Equal(before.Skip(1), later.Skip(1));
        Assert.Equal(before[0].Key, later[0].Key);
    }

    [Fact]
    public void What_comes_between_the_messages_of_full_blocks_leaves_all_in_order_no_key_twice_and_few_blocks()
    {
        var late = new long[] { 11, 12, 13, 35 };
        Of(Ids(1, 80).Except(late));
        Of(Ids(1, 80).Except(late.Skip(1)));

        var blocks = Of(1, 80);

        Assert.Equal(Ids(1, 80), blocks.SelectMany(block => block.Ids.Split(',').Select(long.Parse)));
        Assert.Equal(blocks.Count, blocks.DistinctBy(block => block.Key).Count());
        Assert.InRange(blocks.Count, 4, 8);
    }

    private List<(int Key, string Ids)> Of(int first, int last) => Of(Ids(first, last));

    private List<(int Key, string Ids)> Of(IEnumerable<long> ids) =>
        [.. _blocks.Of([.. ids.Select(Line)]).Select(block => (block.Key, string.Join(',', block.Lines.Select(line => line.Id))))];

    private static IEnumerable<long> Ids(int first, int last) => Enumerable.Range(first, last - first + 1).Select(id => (long)id);

    private static ChatLine Line(long id) => new(id, PersonId.New(), "Ana", ByGuest: false, $"Message {id}", DateTime.UnixEpoch, Guid.NewGuid());
}

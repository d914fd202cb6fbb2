using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Meetings;

public sealed class GuestNameTests
{
    [Theory]
    [InlineData("Bo", "Bo")]
    [InlineData("  Tomás \t Rey \r\n", "Tomás Rey")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("evil\u202Egnp", "evilgnp")]
    [InlineData("tab\u0000nul", "tabnul")]
    [InlineData("👩\u200D💻", "👩\u200D💻")]
    public void A_name_is_one_line_of_what_can_be_seen(string given, string expected) => Assert.Equal(expected, GuestName.Clean(given));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u200B\u0000")]
    [InlineData("\uD800")]
    public void Nothing_is_no_name(string? given) => Assert.Null(GuestName.Clean(given));

    [Fact]
    public void A_name_has_an_end()
    {
        Assert.NotNull(GuestName.Clean(new string('a', Account.MaxNameLength)));
        Assert.Null(GuestName.Clean(new string('a', Account.MaxNameLength + 1)));
    }
}

using OnlineMeetings.Calendar.Editing;

namespace OnlineMeetings.Tests.Calendar.Editing;

public sealed class AddressesTests
{
    [Theory]
    [InlineData("bo@example.org", "bo@example.org|")]
    [InlineData("Bo Berg <bo@example.org>", "bo@example.org|Bo Berg")]
    [InlineData("\"Berg, Bo\" <bo@example.org>; ana@example.org", "bo@example.org|Berg, Bo ana@example.org|")]
    [InlineData("ana@example.org\n bo@example.org ,, ANA@example.org", "ana@example.org| bo@example.org|")]
    [InlineData("Jürgen <jürgen@müller.example>", "jürgen@müller.example|Jürgen")]
    [InlineData("", "")]
    public void Addresses_are_read_with_their_names_each_once(string text, string read)
    {
        var (good, bad) = Addresses.Read(text);

        Assert.Equal(read, string.Join(' ', good.Select(one => $"{one.Address}|{one.Name}")));
        Assert.Empty(bad);
        Assert.All(good, one => Assert.True(one.Rsvp));
    }

    [Theory]
    [InlineData("bo@")]
    [InlineData("Bo Berg")]
    [InlineData("bo@example.org>")]
    [InlineData("bo berg@example.org")]
    [InlineData("bo@exa mple.org")]
    [InlineData("bo@example.org\r\nBcc: all")]
    [InlineData("<>")]
    [InlineData("\"unclosed, bo@example.org")]
    public void What_is_no_address_is_named_and_the_good_ones_stay(string wrong)
    {
        var (good, bad) = Addresses.Read($"ana@example.org, {wrong}");

        Assert.Contains("ana@example.org", good.Select(one => one.Address));
        Assert.NotEmpty(bad);
        Assert.DoesNotContain(good, one => one.Address.Any(char.IsControl));
    }
}

using OnlineMeetings.Shell;

namespace OnlineMeetings.Tests.Shell;

public sealed class InitialsTests
{
    [Theory]
    [InlineData("Lena Brandt", "LB")]
    [InlineData("  ana   maria  kovač ", "AK")]
    [InlineData("Émile", "É")]
    [InlineData("\"Bo\" (Berlin)", "BB")]
    [InlineData("42 Crew", "4C")]
    [InlineData("李 小龍", "李小")]
    [InlineData("𝒜da", "𝒜")]
    [InlineData("🙂 !!", "?")]
    [InlineData("", "?")]
    [InlineData("<script>", "S")]
    public void Initials_are_the_first_letters_of_the_first_and_last_word(string name, string initials) =>
        Assert.Equal(initials, Initials.Of(name));

    [Fact]
    public void A_name_keeps_its_tint_in_every_process() =>
        Assert.Equal((1, 1, 6), (Initials.TintOf("Lena Brandt"), Initials.TintOf(" Lena Brandt "), Initials.TintOf("Jonas Weber")));

    [Fact]
    public void Names_use_all_six_tints() =>
        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(0, 200).Select(i => Initials.TintOf($"Person {i}")).Distinct().Order());
}

using OnlineMeetings.Accounts;

namespace OnlineMeetings.Tests.Accounts;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("/calendar?day=1", "/calendar?day=1")]
    [InlineData("//evil.example", "/meetings")]
    [InlineData("/\\evil.example", "/meetings")]
    [InlineData("https://evil.example", "/meetings")]
    [InlineData("javascript:alert(1)", "/meetings")]
    [InlineData("/\t/evil.example", "/meetings")]
    [InlineData("/a\r\nSet-Cookie: x=y", "/meetings")]
    [InlineData("evil.example", "/meetings")]
    [InlineData("", "/meetings")]
    public void Only_pages_of_this_server_are_led_to(string returnUrl, string leadsTo) => Assert.Equal(leadsTo, LocalUrl.Or(returnUrl));
}

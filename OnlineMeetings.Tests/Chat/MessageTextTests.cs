using OnlineMeetings.Chat;

namespace OnlineMeetings.Tests.Chat;

public class MessageTextTests
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("two\r\nlines\rthree", "two\nlines\nthree")]
    [InlineData("tab\tstays", "tab\tstays")]
    [InlineData("end  \n\n ", "end")]
    [InlineData("  start stays", "  start stays")]
    [InlineData("bell\a null\0 escape\u001b[31m c1\u0085", "bell null escape[31m c1")]
    [InlineData("👍🏽 family 👨‍👩‍👧", "👍🏽 family 👨‍👩‍👧")]
    public void Text_is_kept_without_control_characters(string typed, string kept) => Assert.Equal(kept, MessageText.Clean(typed));

    [Fact]
    public void T19_Half_an_emoji_becomes_a_replacement_character()
    {
        Assert.Equal("a\ufffdb", MessageText.Clean("a\ud83db"));
        Assert.Equal("\ufffd", MessageText.Clean("\udc4d"));
        Assert.Equal("\ufffd👍", MessageText.Clean("\ud83d👍"));
    }

    [Theory]
    [InlineData("https://example.com", "https://example.com", "https://example.com/")]
    [InlineData("http://example.com/a?b=c#d", "http://example.com/a?b=c#d", "http://example.com/a?b=c#d")]
    [InlineData("HTTPS://Example.com/A", "HTTPS://Example.com/A", "https://example.com/A")]
    [InlineData("https://example.com:8443/x", "https://example.com:8443/x", "https://example.com:8443/x")]
    [InlineData("https://[::1]/x", "https://[::1]/x", "https://[::1]/x")]
    // What is shown is where it goes
    [InlineData("https://youtube.com@evil.example/watch", "https://evil.example/watch", "https://evil.example/watch")]
    [InlineData("https://youtube.com:443@evil.example", "https://evil.example/", "https://evil.example/")]
    [InlineData("https://youtube.com%2Fwatch@evil.example", "https://evil.example/", "https://evil.example/")]
    [InlineData("https://аpple.com/", "https://xn--pple-43d.com/", "https://xn--pple-43d.com/")]
    [InlineData("https://bücher.example/a", "https://xn--bcher-kva.example/a", "https://xn--bcher-kva.example/a")]
    public void T21_A_link_shows_its_real_host(string typed, string shown, string href) =>
        Assert.Equal([new MessagePart(shown, href)], MessageText.Parts(typed));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x ftp://example.com file:///etc/passwd")]
    [InlineData("javascript:https")]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("http:example.com")]
    [InlineData("xhttps://example.com")]
    [InlineData("<a href='javascript:1'>click</a>")]
    [InlineData("")]
    public void T21_Everything_else_is_text(string typed) => Assert.DoesNotContain(MessageText.Parts(typed), p => p.Href is not null);

    [Theory]
    [InlineData("See https://a.example/b.", "See |https://a.example/b|.")]
    [InlineData("(https://a.example/b)", "(|https://a.example/b|)")]
    [InlineData("https://a.example/b_(c)!", "https://a.example/b_(c)|!")]
    [InlineData("<https://a.example>", "<|https://a.example|>")]
    [InlineData("\"https://a.example\"", "\"|https://a.example|\"")]
    [InlineData("https://a.example, https://b.example", "https://a.example|, |https://b.example")]
    [InlineData("https://a.example/\u202etxt.exe", "https://a.example/|\u202etxt.exe")]
    [InlineData("https://a.example\\@evil", "https://a.example|\\@evil")]
    public void Links_end_where_people_mean_them_to_end(string typed, string parts) =>
        Assert.Equal(parts.Split('|'), MessageText.Parts(typed).Select(p => p.Shown));

    [Fact]
    public void A_text_full_of_links_is_cut_quickly()
    {
        var text = string.Concat(Enumerable.Repeat("https://a.example((((", 190));
        Assert.Equal(text, string.Concat(MessageText.Parts(text).Select(p => p.Shown)));
    }
}

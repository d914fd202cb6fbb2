using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OnlineMeetings.Tests.InChromium;

/// <summary>What people write is text, wherever it is shown (T12, T18, T21).</summary>
[Collection("Pages")]
public sealed class MarkupTests(Chromium chromium)
{
    private static readonly string[] _scripts =
    [
        "<script>window.top.pwned=1</script>",
        "<img src=x onerror=window.top.pwned=1>",
        "\"><svg onload=window.top.pwned=1>",
        "</title></textarea><script>top.pwned=1</script>",
        "{{constructor.constructor('top.pwned=1')()}}",
        "<iframe srcdoc='<script>top.pwned=1</script>'>",
        "' onmouseover='top.pwned=1",
        "<a href=javascript:top.pwned=1>x</a>",
        "<!--<img src=--><img src=x onerror=top.pwned=1>//",
        "<b>bold</b> & &lt;i&gt;",
    ];

    [Fact]
    public async Task Markup_as_name_title_message_and_file_name_is_shown_as_text()
    {
        await using var app = await chromium.StartMeetingsAsync();
        foreach (var script in _scripts)
            await app.MeetingAsync(script);
        var meeting = await app.MeetingAsync(_scripts[0]);
        var ana = await app.AdministratorAsync();
        await ana.GoesToAsync("meetings");
        foreach (var script in _scripts[1..])
            await Expect(ana.Card(script)).ToHaveCountAsync(1);
        await ana.JoinsAsync(meeting.Link);
        var bo = await app.StrangerAsync(_scripts[1]);
        await bo.JoinsAsync(meeting.Link);
        await ana.SeesVideoOfAsync(_scripts[1]);

        foreach (var script in _scripts)
        {
            await bo.WritesAsync(script);
            await ana.ReadsAsync(script);
        }
        const string hostile = "' onmouseover='top.pwned=1' &lt;img src=x onerror=top.pwned=1&gt;.txt";
        await ana.UploadsAsync(hostile, "x"u8.ToArray());
        await ana.TriesToUploadAsync("<img src=x onerror=top.pwned=1>.txt", "x"u8.ToArray());
        await Expect(ana.Room.Locator(".uploads").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await bo.OpensPanelAsync("People");
        await Expect(bo.Room.GetByRole(AriaRole.Listitem).Filter(new() { HasText = _scripts[1] })).ToBeVisibleAsync();
        await bo.OpensPanelAsync("Files");
        await Expect(bo.FileLink(hostile)).ToBeVisibleAsync();
        await AssertNothingRanAsync(ana, bo);
    }

    [Fact]
    public async Task Only_web_addresses_are_links_and_they_show_where_they_lead()
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        foreach (var bad in new[] { "javascript:alert(1)", "data:text/html,<script>top.pwned=1</script>", "vbscript:x", "file:///etc/passwd" })
        {
            await ana.WritesAsync(bad);
            await ana.ReadsAsync(bad);
        }
        await Expect(ana.Messages.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);

        await ana.WritesAsync("see https://youtube.com@evil.example/x");
        await Expect(ana.Messages.GetByRole(AriaRole.Link)).ToHaveTextAsync("https://evil.example/x");
        await Expect(ana.Messages.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "https://evil.example/x");
        await AssertNothingRanAsync(ana);
    }

    [Theory]
    [InlineData("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>document.title='ran'</script></svg>")]
    [InlineData("page.html", "<script>document.title='ran'</script>")]
    [InlineData("data.xml", "<x xmlns:h='http://www.w3.org/1999/xhtml'><h:script>document.title='ran'</h:script></x>")]
    public async Task A_file_with_script_is_saved_and_never_run(string name, string content)
    {
        await using var app = await chromium.StartMeetingsAsync();
        var meeting = await app.MeetingAsync();
        var ana = await app.AdministratorAsync();
        await ana.JoinsAsync(meeting.Link);
        await ana.UploadsAsync(name, Encoding.UTF8.GetBytes(content));
        var address = new Uri(app.Server.Address, await ana.FileLink(name).GetAttributeAsync("href")).ToString();
        Assert.Equal(content, Encoding.UTF8.GetString(await ana.DownloadsAsync(name)));

        // Opened as a page: the browser saves it instead.
        var tab = await ana.Page.Context.NewPageAsync();
        var download = await tab.RunAndWaitForDownloadAsync(async () =>
        {
            var refused = await Assert.ThrowsAsync<PlaywrightException>(() => tab.GotoAsync(address));
            Assert.Contains("Download is starting", refused.Message, StringComparison.Ordinal);
        });
        Assert.Equal(name, download.SuggestedFilename);
        Assert.Equal("about:blank", tab.Url);

        // As a frame or a picture of a page of this server: nothing of it is shown or run.
        var ran = await ana.Page.EvaluateAsync<bool>("""
            async address => {
              const frame = Object.assign(document.createElement('iframe'), { src: address });
              document.body.append(frame);
              const object = Object.assign(document.createElement('object'), { data: address });
              document.body.append(object);
              await fetch(address).then(answer => answer.text());
              return document.title === 'ran' || frame.contentDocument?.title === 'ran';
            }
            """, address);
        Assert.False(ran);
    }

    private static async Task AssertNothingRanAsync(params Somebody[] people)
    {
        foreach (var one in people)
        {
            Assert.False(await one.Page.EvaluateAsync<bool>("() => 'pwned' in window"));
            Assert.Empty(one.Faults);
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;

namespace OnlineMeetings.Tests.Files;

/// <summary>The real program, whose files are in a bucket of a real S3-compatible server.</summary>
public sealed class FilesInBucketTests : IAsyncDisposable
{
    private const int Large = 20_000_000;

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private S3Server _server = null!;
    private TestBucket _bucket = null!;
    private FilesHost _host = null!;

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _server?.Dispose();
    }

    [Fact]
    public async Task A_file_goes_up_and_comes_down_whole_and_in_part()
    {
        var meeting = await BeginAsync();
        var bytes = new byte[Large];
        Random.Shared.NextBytes(bytes);
        bytes[0] = (byte)'#';
        var browser = _host.BrowserOf(Viewers.Organizer, meeting);
        var up = await browser.PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.bin", bytes), _ct);
        Assert.Equal(HttpStatusCode.Created, up.StatusCode);
        var file = _host.Rooms.In(meeting).OfType<FileShared>().Single().File;
        Assert.Equal([StoreInTest.NameOf(meeting.Id, file.Id)], await _bucket.FilesAsync());
        Assert.False(Directory.Exists(Path.Combine(_host.Folder, "files")));

        Assert.Equal(bytes, await browser.GetByteArrayAsync(FilesHost.PathOf(meeting, file.Id), _ct));
        foreach (var (from, to) in new (long?, long?)[] { (12_000_000, 12_000_099), (19_999_990, null), (null, 10), (0, 0) })
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, FilesHost.PathOf(meeting, file.Id));
            ask.Headers.Range = new RangeHeaderValue(from, to);
            using var down = await browser.SendAsync(ask, _ct);
            Assert.Equal(HttpStatusCode.PartialContent, down.StatusCode);
            var wanted = from is null ? bytes[^(int)to!.Value..] : bytes[(int)from.Value..(to is null ? Large : (int)to.Value + 1)];
            Assert.Equal(wanted, await down.Content.ReadAsByteArrayAsync(_ct));
        }
        using var head = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, FilesHost.PathOf(meeting, file.Id)), _ct);
        Assert.Equal((HttpStatusCode.OK, Large), (head.StatusCode, head.Content.Headers.ContentLength));

        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync(FilesHost.PathOf(meeting, file.Id), _ct)).StatusCode);
        Assert.Empty(await _bucket.FilesAsync());
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_leaves_nothing_in_the_bucket()
    {
        var meeting = await BeginAsync();
        var (socket, connection) = await _host.ConnectAsync();
        await SendAsync(connection,
            $"POST {FilesHost.PathOf(meeting)} HTTP/1.1\r\nHost: {_host.Address.Authority}\r\nSec-Fetch-Site: same-origin\r\n"
            + $"Cookie: {_host.CookieOf(Viewers.Organizer, meeting)}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: {Large}\r\n\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n");
        await SendAsync(connection, new string('x', 12_000_000));
        await Eventually.FindAsync("the first part has arrived", async () => await _bucket.ArrivedAsync() > 0 ? "" : null);
        Assert.Single(await _bucket.UnfinishedAsync());

        socket.Client.Close(0);

        await Eventually.FindAsync("nothing is unfinished", async () => await _bucket.UnfinishedAsync() is [] ? "" : null);
        Assert.Empty(await _bucket.FilesAsync());
        Assert.Equal(0, await RowsAsync());
    }

    [Theory]
    [InlineData("en", "The storage for files can't be reached. Try again later.")]
    [InlineData("de", "Der Dateispeicher ist nicht erreichbar. Versuchen Sie es später noch einmal.")]
    public async Task A_storage_that_is_away_is_said_and_loses_nothing(string language, string words)
    {
        var meeting = await BeginAsync();
        var browser = _host.BrowserOf(Viewers.Organizer, meeting);
        browser.DefaultRequestHeaders.Add("Accept-Language", language);
        await browser.PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.txt", "#1"u8.ToArray()), _ct);
        var file = _host.Rooms.In(meeting).OfType<FileShared>().Single().File;
        _server.Dispose();

        await SaysAsync(browser.PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("b.txt", "#2"u8.ToArray()), _ct));
        await SaysAsync(browser.GetAsync(FilesHost.PathOf(meeting, file.Id), _ct));
        Assert.Equal(1, await RowsAsync());
        Assert.Single(_host.Log.Lines, line => line.StartsWith("The storage for files", StringComparison.Ordinal));
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains(S3Server.SecretKey, StringComparison.Ordinal));
        // Its row goes all the same: nobody finds the file any more.
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync(FilesHost.PathOf(meeting, file.Id), _ct)).StatusCode);
        Assert.Equal(0, await RowsAsync());

        async Task SaysAsync(Task<HttpResponseMessage> answering)
        {
            using var answer = await answering;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(words, (await answer.Content.ReadFromJsonAsync<ProblemDetails>(_ct))!.Detail);
        }
    }

    private async Task<Meeting> BeginAsync()
    {
        _server = await S3Server.StartAsync();
        _bucket = await _server.BucketAsync();
        _host = await FilesHost.StartAsync(keys: _bucket.Settings);
        return await _host.Data.MeetingAsync();
    }

    private async Task<int> RowsAsync()
    {
        await using var db = await _host.Data.CreateDbContextAsync(_ct);
        return await db.Files.CountAsync(_ct);
    }

    private async Task SendAsync(Stream connection, string text) => await connection.WriteAsync(Encoding.ASCII.GetBytes(text), _ct);
}

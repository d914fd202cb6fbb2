using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Audit;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;
using OnlineMeetings.Rooms;
using OnlineMeetings.Tests.Support;
using FileOptions = OnlineMeetings.Files.FileOptions;

namespace OnlineMeetings.Tests.Files;

public sealed class FileEndpointsTests(FilesHost _host) : IClassFixture<FilesHost>, IAsyncDisposable
{
    private readonly List<FilesHost> _hosts = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task A_file_goes_up_and_comes_down_with_equal_bytes()
    {
        var meeting = await _host.Data.MeetingAsync();
        var bytes = Noise(3_000_000);
        var file = await UploadedAsync(meeting, "Größe 家族 \".pdf".Replace("\"", "%22", StringComparison.Ordinal), bytes);

        var down = await _host.BrowserOf(Viewers.Guest("Bo"), meeting).GetAsync(FilesHost.PathOf(meeting, file.Id));
        Assert.Equal(HttpStatusCode.OK, down.StatusCode);
        Assert.Equal(bytes, await down.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", down.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Größe 家族 \".pdf", down.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Single(_host.Rooms.In(meeting).OfType<FileShared>(), told => told.File.Id == file.Id && told.File.Bytes == bytes.Length);
    }

    [Theory]
    [InlineData("evil.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("evil.html", "<script>alert(1)</script>")]
    [InlineData("evil.xml", "<?xml-stylesheet href='x'?>")]
    [InlineData("evil.pdf", "%PDF-1.7 /JS")]
    public async Task T12_Whatever_is_in_a_file_it_is_given_to_be_saved(string name, string text)
    {
        var meeting = await _host.Data.MeetingAsync();
        var file = await UploadedAsync(meeting, name, Encoding.UTF8.GetBytes(text));
        var down = await Organizer(meeting).GetAsync(FilesHost.PathOf(meeting, file.Id));
        Assert.Equal("application/octet-stream", down.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", down.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", down.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", down.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(down.Headers.CacheControl is { NoStore: true, Private: true });
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_for()
    {
        var meeting = await _host.Data.MeetingAsync();
        var bytes = Noise(10_000);
        var file = await UploadedAsync(meeting, "a.bin", bytes);
        using var ask = new HttpRequestMessage(HttpMethod.Get, FilesHost.PathOf(meeting, file.Id));
        ask.Headers.Range = new RangeHeaderValue(100, 199);
        var down = await Organizer(meeting).SendAsync(ask);
        Assert.Equal(HttpStatusCode.PartialContent, down.StatusCode);
        Assert.Equal(bytes[100..200], await down.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Who_may_upload_is_the_policys_decision()
    {
        var meeting = await _host.Data.MeetingAsync();
        var member = _host.Data.Member("Cleo");
        var guest = Viewers.Guest("Bo");
        await RefusedAsync(HttpStatusCode.Forbidden, meeting, member);
        await RefusedAsync(HttpStatusCode.Forbidden, meeting, guest);
        await RefusedAsync(HttpStatusCode.Forbidden, meeting, Viewer.Stranger);
        await _host.Data.ChangeAsync(meeting, m => m.Uploads = UploadPermission.SignedIn);
        await UploadedAsync(meeting, "a.txt", Noise(10), member);
        await RefusedAsync(HttpStatusCode.Forbidden, meeting, guest);
        await _host.Data.ChangeAsync(meeting, m => m.Uploads = UploadPermission.Anyone);
        await UploadedAsync(meeting, "a.txt", Noise(10), guest);
    }

    [Fact]
    public async Task T3_Files_of_a_meeting_with_a_password_are_not_for_who_has_not_given_it()
    {
        var meeting = await _host.Data.MeetingAsync();
        var file = await UploadedAsync(meeting, "a.txt", Noise(10));
        await _host.Data.ChangeAsync(meeting, m => m.Secure("hash"));
        foreach (var viewer in new[] { Viewer.Stranger, Viewers.Guest("Bo"), _host.Data.Member("Cleo") })
        {
            var down = await _host.BrowserOf(viewer, meeting).GetAsync(FilesHost.PathOf(meeting, file.Id));
            Assert.Equal(HttpStatusCode.Forbidden, down.StatusCode);
        }
        var proven = Viewers.Guest("Bo") with { PasswordProven = 1 };
        Assert.True((await _host.BrowserOf(proven, meeting).GetAsync(FilesHost.PathOf(meeting, file.Id))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Files_are_found_in_their_own_meeting_only()
    {
        var meeting = await _host.Data.MeetingAsync();
        var other = await _host.Data.MeetingAsync();
        var file = await UploadedAsync(meeting, "a.txt", Noise(10));
        foreach (var path in new[]
        {
            FilesHost.PathOf(other, file.Id), FilesHost.PathOf(meeting, Guid.NewGuid()), $"{FilesHost.PathOf(meeting)}/..%2f..%2fmeetings.db",
            $"{FilesHost.PathOf(meeting)}/nonsense", $"/api/meetings/{MeetingCode.New()}/files/{file.Id}", $"/api/meetings/x/files/{file.Id}",
        })
        {
            var down = await Organizer(meeting).GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, down.StatusCode);
            Assert.Equal("application/problem+json", down.Content.Headers.ContentType!.MediaType);
        }
    }

    [Theory]
    [InlineData("setup.exe", "text", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("setup.exe.", "text", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("setup.EXE ", "text", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("holiday.jpg", "MZ\u0090\0\u0003\0\0\0", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("holiday.jpg", "\u007fELF\u0002", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("empty.txt", "", HttpStatusCode.BadRequest)]
    [InlineData("../x.txt", "text", HttpStatusCode.BadRequest)]
    [InlineData("..\\x.txt", "text", HttpStatusCode.BadRequest)]
    [InlineData("/etc/passwd", "text", HttpStatusCode.BadRequest)]
    [InlineData("", "text", HttpStatusCode.BadRequest)]
    [InlineData("CON.txt", "text", HttpStatusCode.BadRequest)]
    public async Task What_is_refused_is_refused_with_a_reason_and_nothing_is_kept(string name, string text, HttpStatusCode status) =>
        await RefusedAsync(status, await _host.Data.MeetingAsync(), Viewers.Organizer, FilesHost.Form(name, Encoding.Latin1.GetBytes(text)));

    [Fact]
    public async Task The_reason_is_said_in_the_readers_language()
    {
        var meeting = await _host.Data.MeetingAsync();
        var browser = Organizer(meeting);
        browser.DefaultRequestHeaders.Add("Accept-Language", "de");
        var answer = await browser.PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("empty.txt", []));
        Assert.Equal("Diese Datei ist leer. Wählen Sie eine mit Inhalt.", (await answer.Content.ReadFromJsonAsync<ProblemDetails>())!.Detail);
    }

    [Fact]
    public async Task T11_No_name_reaches_outside_the_file_root()
    {
        var meeting = await _host.Data.MeetingAsync();
        // The first connection makes the certificate.
        using var first = await Organizer(meeting).GetAsync(FilesHost.PathOf(meeting, Guid.NewGuid()));
        var before = Everything();
        foreach (var name in FileNameTests.Traversals.Select(row => row.Data))
        {
            var form = FilesHost.Form("x", Noise(10));
            form.First().Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileNameStar = name };
            var up = await Organizer(meeting).PostAsync(FilesHost.PathOf(meeting), form);
            var down = await Organizer(meeting).GetAsync($"{FilesHost.PathOf(meeting)}/{Uri.EscapeDataString(name)}");
            var away = await Organizer(meeting).DeleteAsync($"{FilesHost.PathOf(meeting)}/{Uri.EscapeDataString(name)}");
            Assert.False(up.IsSuccessStatusCode || down.IsSuccessStatusCode || away.IsSuccessStatusCode, name);
        }
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task One_byte_over_the_limit_is_refused_and_the_limit_is_not()
    {
        var host = await StartAsync(new FileOptions { MaxFileBytes = 100_000 });
        var meeting = await host.Data.MeetingAsync();
        await UploadedAsync(meeting, "a.bin", Noise(100_000), host: host);
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, meeting, Viewers.Organizer, FilesHost.Form("a.bin", Noise(100_001)), host, kept: 1);
    }

    [Theory]
    [InlineData("Content-Length: 2000000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task T14_A_megabyte_over_the_limit_is_refused_while_it_is_sent(string length)
    {
        var host = await StartAsync(new FileOptions { MaxFileBytes = 1_000_000 });
        var meeting = await host.Data.MeetingAsync();
        var (socket, bytes) = await host.ConnectAsync();
        await SendAsync(bytes, HeadOf(host, Viewers.Organizer, meeting, length));
        var sending = SendUntilStoppedAsync(bytes, chunked: length.EndsWith("chunked", StringComparison.Ordinal));
        using var answer = new StreamReader(bytes);
        Assert.StartsWith("HTTP/1.1 413", await answer.ReadLineAsync(), StringComparison.Ordinal);
        await Eventually.IsAsync("the files on disk are as many as they should be", () => host.OnDisk(meeting).Count == 0);
        socket.Close();
        await sending;
    }

    [Fact]
    public async Task A_request_that_is_no_form_is_refused()
    {
        var meeting = await _host.Data.MeetingAsync();
        await RefusedAsync(HttpStatusCode.BadRequest, meeting, Viewers.Organizer, new StringContent("hello"));
        await RefusedAsync(HttpStatusCode.BadRequest, meeting, Viewers.Organizer, new MultipartFormDataContent { { new StringContent("x"), "field" } });
        var two = FilesHost.Form("a.txt", Noise(10));
        var second = new ByteArrayContent(Noise(10));
        second.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"file\"; filename=\"b.txt\"");
        two.Add(second);
        await RefusedAsync(HttpStatusCode.BadRequest, meeting, Viewers.Organizer, two);
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, "https://evil.example")]
    [InlineData(null, null)]
    public async Task A_foreign_page_can_neither_upload_nor_delete(string? site, string? origin)
    {
        var meeting = await _host.Data.MeetingAsync();
        var file = await UploadedAsync(meeting, "a.txt", Noise(10));
        var browser = Organizer(meeting);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        if (site is not null)
            browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            browser.DefaultRequestHeaders.Add("Origin", origin);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.txt", Noise(10)))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.DeleteAsync(FilesHost.PathOf(meeting, file.Id))).StatusCode);
        Assert.Single(_host.OnDisk(meeting));
    }

    [Fact]
    public async Task A_script_says_its_origin()
    {
        var meeting = await _host.Data.MeetingAsync();
        var script = Organizer(meeting);
        script.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        script.DefaultRequestHeaders.Add("Origin", _host.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.Created, (await script.PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.txt", Noise(10)))).StatusCode);
    }

    [Fact]
    public async Task Only_the_organizer_deletes()
    {
        var meeting = await _host.Data.MeetingAsync();
        var file = await UploadedAsync(meeting, "a.txt", Noise(10));
        var path = FilesHost.PathOf(meeting, file.Id);
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.BrowserOf(Viewers.Guest("Bo"), meeting).DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Organizer(meeting).DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Organizer(meeting).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Organizer(meeting).DeleteAsync(path)).StatusCode);
        Assert.Equal(new FileDeleted(file.Id), _host.Rooms.In(meeting)[^1]);
        Assert.Empty(_host.OnDisk(meeting));
    }

    [Fact]
    public async Task T15_Fifty_uploads_at_once_never_exceed_the_storage()
    {
        var host = await StartAsync(new FileOptions { MaxMeetingBytes = 1_000_000 });
        var meeting = await host.Data.MeetingAsync(m => m.Uploads = UploadPermission.Anyone);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            host.BrowserOf(Viewers.Guest($"Guest {i}"), meeting).PostAsync(FilesHost.PathOf(meeting), FilesHost.Form($"{i}.bin", Noise(90_000)))));
        Assert.Equal(11, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(39, answers.Count(a => a.StatusCode == HttpStatusCode.InsufficientStorage));
        Assert.Equal(11, host.OnDisk(meeting).Count);
    }

    [Fact]
    public async Task T15_Nothing_commits_after_uploads_became_organizer_only()
    {
        var meeting = await _host.Data.MeetingAsync(m => m.Uploads = UploadPermission.Anyone);
        var gates = Enumerable.Range(0, 20).Select(_ => new HeldContent(Noise(200_000))).ToList();
        var uploads = gates.Select(g => _host.BrowserOf(Viewers.Guest("Bo"), meeting).PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.bin", g))).ToList();
        await Task.WhenAll(gates.Select(g => g.HalfSent));
        await _host.Data.ChangeAsync(meeting, m => m.Uploads = UploadPermission.Organizer);
        gates.ForEach(g => g.GoOn());
        var answers = await Task.WhenAll(uploads);
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Forbidden, a.StatusCode));
        Assert.Empty(_host.OnDisk(meeting));
        await using var db = _host.Data.CreateDbContext();
        Assert.Equal(0, await db.Files.CountAsync(f => f.MeetingId == meeting.Id));
    }

    [Theory]
    [InlineData(HttpStatusCode.UnsupportedMediaType, "bin", null, null)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "", 100_000L, null)]
    [InlineData(HttpStatusCode.InsufficientStorage, "", null, 100_000L)]
    [InlineData(HttpStatusCode.Created, "", 200_000L, 200_000L)]
    public async Task What_the_administrator_sets_holds_for_uploads_that_are_under_way(
        HttpStatusCode status, string blocked, long? maxFile, long? maxMeeting)
    {
        var host = await StartAsync();
        var ada = await host.Data.AdministratorAsync();
        var meeting = await host.Data.MeetingAsync();
        var bytes = new HeldContent(Noise(200_000));
        var upload = host.BrowserOf(Viewers.Organizer, meeting).PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.bin", bytes));
        await bytes.HalfSent;
        await Eventually.IsAsync("the files on disk are as many as they should be", () => host.OnDisk(meeting).Count == 1);
        await host.Settings.ChangeAsync(
            ada, s => (s.BlockedExtensions, s.MaxFileBytes, s.MaxMeetingBytes) = (blocked, maxFile, maxMeeting), default);
        bytes.GoOn();
        Assert.Equal(status, (await upload).StatusCode);
        Assert.Equal(status == HttpStatusCode.Created ? 1 : 0, host.OnDisk(meeting).Count);
        Assert.Equal(status, (await host.BrowserOf(Viewers.Organizer, meeting).PostAsync(FilesHost.PathOf(await host.Data.MeetingAsync()), FilesHost.Form("a.bin", Noise(200_000)))).StatusCode);
    }

    [Fact]
    public async Task A_program_under_way_is_refused_once_programs_are_blocked()
    {
        var host = await StartAsync();
        var ada = await host.Data.AdministratorAsync();
        await host.Settings.ChangeAsync(ada, s => s.BlockedExtensions = "", default);
        var meeting = await host.Data.MeetingAsync();
        var bytes = new HeldContent([0x7f, .. "ELF"u8, .. Noise(200_000)]);
        var upload = host.BrowserOf(Viewers.Organizer, meeting).PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("holiday.jpg", bytes));
        await bytes.HalfSent;
        await Eventually.IsAsync("the files on disk are as many as they should be", () => host.OnDisk(meeting).Count == 1);
        await host.Settings.ChangeAsync(ada, s => s.BlockedExtensions = "exe", default);
        bytes.GoOn();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await upload).StatusCode);
        Assert.Empty(host.OnDisk(meeting));
    }

    [Fact]
    public async Task The_administrators_size_holds_above_the_configured_one()
    {
        var host = await StartAsync(new FileOptions { MaxFileBytes = 1000, MaxMeetingBytes = 1000 });
        var ada = await host.Data.AdministratorAsync();
        var meeting = await host.Data.MeetingAsync();
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, meeting, Viewers.Organizer, FilesHost.Form("a.bin", Noise(100_000)), host);
        // More than the body of any other request may have.
        await host.Settings.ChangeAsync(ada, s => s.MaxFileBytes = s.MaxMeetingBytes = 4 * ServerSettings.Megabyte, default);
        await UploadedAsync(meeting, "a.bin", Noise(3_000_000), host: host);
        await host.Settings.ChangeAsync(ada, s => s.MaxFileBytes = s.MaxMeetingBytes = null, default);
        await RefusedAsync(HttpStatusCode.InsufficientStorage, meeting, Viewers.Organizer, FilesHost.Form("b.bin", Noise(10)), host);
    }

    [Fact]
    public async Task Who_deleted_a_file_is_in_the_log()
    {
        var meeting = await _host.Data.MeetingAsync();
        var file = await UploadedAsync(meeting, "gone.txt", Noise(10));
        await Organizer(meeting).DeleteAsync(FilesHost.PathOf(meeting, file.Id));
        await using var db = _host.Data.CreateDbContext();
        var entry = await db.Audit.SingleAsync(e => e.SubjectId == file.Id);
        Assert.Equal((Viewers.Organizer.Name, AuditKind.FileDeleted, "gone.txt"), (entry.ActorName, entry.Kind, entry.SubjectName));
    }

    [Fact]
    public async Task T9_An_upload_of_an_account_that_was_locked_meanwhile_is_not_kept()
    {
        var meeting = await _host.Data.MeetingAsync(m => m.Uploads = UploadPermission.SignedIn);
        var cleo = _host.Data.Member("Cleo");
        var bytes = new HeldContent(Noise(200_000));
        var upload = _host.BrowserOf(cleo, meeting).PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.bin", bytes));
        await bytes.HalfSent;
        await _host.Data.LockAsync(cleo);
        bytes.GoOn();
        Assert.Equal(HttpStatusCode.Forbidden, (await upload).StatusCode);
        Assert.Empty(_host.OnDisk(meeting));
    }

    [Fact]
    public async Task A_person_has_five_uploads_under_way_and_no_more()
    {
        var meeting = await _host.Data.MeetingAsync(m => m.Uploads = UploadPermission.Anyone);
        var bo = Viewers.Guest("Bo");
        var held = Enumerable.Range(0, UploadsUnderWay.Most).Select(_ => new HeldContent(Noise(200_000))).ToList();
        var uploads = held.Select(h => _host.BrowserOf(bo, meeting).PostAsync(FilesHost.PathOf(meeting), FilesHost.Form("a.bin", h))).ToList();
        await Task.WhenAll(held.Select(h => h.HalfSent));
        await Eventually.IsAsync("the files on disk are as many as they should be", () => _host.OnDisk(meeting).Count == held.Count);
        await RefusedAsync(HttpStatusCode.TooManyRequests, meeting, bo);
        await UploadedAsync(meeting, "a.txt", Noise(10), Viewers.Guest("Cleo"));
        held.ForEach(h => h.GoOn());
        Assert.All(await Task.WhenAll(uploads), answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        await UploadedAsync(meeting, "a.txt", Noise(10), bo);
    }

    [Fact]
    public async Task T16_Of_two_hundred_cut_uploads_nothing_is_kept()
    {
        var meeting = await _host.Data.MeetingAsync(m => m.Uploads = UploadPermission.Anyone);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => CutAsync(meeting, i)));
        await Eventually.IsAsync("the files on disk are as many as they should be", () => _host.OnDisk(meeting).Count == 0);
        await using var db = _host.Data.CreateDbContext();
        Assert.Equal(0, await db.Files.CountAsync(f => f.MeetingId == meeting.Id));
        await UploadedAsync(meeting, "a.txt", Noise(10));
    }

    [Fact]
    public async Task T16_A_full_disk_is_said_and_the_server_serves_on()
    {
        var host = await StartAsync(create: path => new FullDisk(path));
        var meeting = await host.Data.MeetingAsync();
        await RefusedAsync(HttpStatusCode.InsufficientStorage, meeting, Viewers.Organizer, FilesHost.Form("a.bin", Noise(500_000)), host);
        await RefusedAsync(HttpStatusCode.BadRequest, meeting, Viewers.Organizer, FilesHost.Form("../a.bin", Noise(10)), host);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        bytes[0] = (byte)'#';
        return bytes;
    }

    private async Task<FilesHost> StartAsync(FileOptions? limits = null, Func<string, Stream>? create = null)
    {
        var host = await FilesHost.StartAsync(limits, create);
        _hosts.Add(host);
        return host;
    }

    private HttpClient Organizer(Meeting meeting) => _host.BrowserOf(Viewers.Organizer, meeting);

    private string[] Everything() => [.. Directory.GetFiles(_host.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private async Task<FileLine> UploadedAsync(Meeting meeting, string name, byte[] bytes, Viewer? by = null, FilesHost? host = null)
    {
        host ??= _host;
        var answer = await host.BrowserOf(by ?? Viewers.Organizer, meeting).PostAsync(FilesHost.PathOf(meeting), FilesHost.Form(name, bytes));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return host.Rooms.In(meeting).OfType<FileShared>().Last().File;
    }

    private async Task RefusedAsync(
        HttpStatusCode status, Meeting meeting, Viewer viewer, HttpContent? form = null, FilesHost? host = null, int kept = 0)
    {
        host ??= _host;
        kept = Math.Max(kept, host.OnDisk(meeting).Count);
        var answer = await host.BrowserOf(viewer, meeting).PostAsync(FilesHost.PathOf(meeting), form ?? FilesHost.Form("a.txt", Noise(10)));
        Assert.Equal(status, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<ProblemDetails>())!;
        Assert.Equal((int)status, problem.Status);
        Assert.NotEmpty(problem.Detail!);
        Assert.Equal(kept, host.OnDisk(meeting).Count);
    }

    private async Task CutAsync(Meeting meeting, int number)
    {
        var (socket, bytes) = await _host.ConnectAsync();
        using var connection = socket;
        await SendAsync(bytes, HeadOf(_host, Viewers.Guest("Bo"), meeting, "Content-Length: 1000000") + PartHead + new string('x', 1 + number * 997));
        if (number % 2 == 0)
            socket.Client.Close(0);
    }

    private const string PartHead = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n";

    private static string HeadOf(FilesHost host, Viewer viewer, Meeting meeting, string length) =>
        $"POST {FilesHost.PathOf(meeting)} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nSec-Fetch-Site: same-origin\r\n"
        + $"Cookie: {host.CookieOf(viewer, meeting)}\r\nContent-Type: multipart/form-data; boundary=b\r\n{length}\r\n\r\n";

    private static async Task SendAsync(Stream bytes, string text) => await bytes.WriteAsync(Encoding.ASCII.GetBytes(text));

    private static async Task SendUntilStoppedAsync(Stream bytes, bool chunked)
    {
        try
        {
            for (var text = PartHead; ; text = new string('x', 16_384))
                await SendAsync(bytes, chunked ? $"{text.Length:x}\r\n{text}\r\n" : text);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Hung up on.
        }
    }

    /// <summary>Sends one half, then waits.</summary>
    private sealed class HeldContent(byte[] bytes) : HttpContent
    {
        private readonly TaskCompletionSource _half = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HalfSent => _half.Task;

        public void GoOn() => _goOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            _half.SetResult();
            await _goOn.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }

    /// <summary>A disk that has room for 100,000 bytes.</summary>
    private sealed class FullDisk(string path) : FileStream(path, FileMode.CreateNew, FileAccess.Write)
    {
        private const int NoSpaceLeft = 28;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position + buffer.Length > 100_000
                ? throw new IOException("No space left on device", NoSpaceLeft)
                : base.WriteAsync(buffer, cancellationToken);
    }
}

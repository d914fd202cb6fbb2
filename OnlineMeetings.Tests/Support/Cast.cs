using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Administration;
using OnlineMeetings.Data;
using OnlineMeetings.Files;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Tests.Support;

public enum Role
{
    Owner,
    CoOrganizer,
    Member,
    Guest,
    Stranger,
    RemovedGuest,

    /// <summary>A co-organizer whose account was locked while they were signed in.</summary>
    LockedCoOrganizer,
}

/// <summary>Everybody whom a meeting knows, at a real server, and meetings in every setting for them to try at.</summary>
public sealed class Cast : IAsyncLifetime
{
    private static readonly Dictionary<string, Action<Meeting>> _settings = new()
    {
        ["as it was made"] = _ => { },
        ["guests off"] = m => m.GuestsAllowed = false,
        ["password"] = m => m.Secure("hash"),
        ["password, guests off"] = m => { m.Secure("hash"); m.GuestsAllowed = false; },
        ["uploads by members"] = m => m.Uploads = UploadPermission.SignedIn,
        ["uploads by anyone"] = m => m.Uploads = UploadPermission.Anyone,
        ["locked"] = m => m.IsLocked = true,
        ["waiting room"] = m => m.WaitingRoom = true,
        ["not started"] = m => m.AttendeesMayStart = false,
        ["archived"] = m => m.ArchivedAt = DateTime.UtcNow,
    };

    private readonly Dictionary<Role, Viewer> _viewers = [];
    private readonly Dictionary<Role, ClaimsPrincipal> _users = [];
    private readonly Dictionary<Role, Browser> _browsers = [];

    public static TheoryData<string> Settings => [.. _settings.Keys];

    public TestServer App { get; private set; } = null!;

    /// <summary>A member to whom rights can be given.</summary>
    public PersonId Dan { get; private set; }

    private IDbContextFactory<MeetingsDb> Data => App.Get<IDbContextFactory<MeetingsDb>>();

    public async ValueTask InitializeAsync()
    {
        App = await TestServer.StartAsync();
        await AddAsync(Role.Owner, await App.AdministratorAsync("Ana"));
        await AddAsync(Role.CoOrganizer, await App.MemberAsync("Cleo"));
        await AddAsync(Role.Member, await App.MemberAsync("Bo"));
        await AddAsync(Role.LockedCoOrganizer, await App.MemberAsync("Lou"));
        Dan = (await App.MemberAsync("Dan")).Id;
        _viewers[Role.Guest] = Viewers.Guest("Gus");
        _viewers[Role.RemovedGuest] = Viewers.Guest("Rob");
        _viewers[Role.Stranger] = Viewer.Stranger;
        foreach (var role in Enum.GetValues<Role>())
        {
            _browsers.TryAdd(role, App.Stranger());
            _browsers[role].Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        }
        await App.Get<People>().LockAsync(_users[Role.Owner], _viewers[Role.LockedCoOrganizer].Person, default);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>A meeting in which people are, with a message and a file in it, that nobody has tried anything at.</summary>
    public async Task<Scene> SceneAsync(Role role, string setting)
    {
        var file = Guid.CreateVersion7();
        var meeting = await Data.MeetingAsync(m =>
        {
            m.OrganizerId = _viewers[Role.Owner].Person;
            m.LiveSince = DateTime.UtcNow;
            foreach (var organizer in new[] { Role.CoOrganizer, Role.LockedCoOrganizer })
                m.CoOrganizers.Add(new CoOrganizer { MeetingId = m.Id, PersonId = _viewers[organizer].Person });
            m.Removals.Add(new Removal { MeetingId = m.Id, PersonId = _viewers[Role.RemovedGuest].Person });
            _settings[setting](m);
        });
        await ShareAsync(meeting, file);
        return new Scene(this, role, meeting, file);
    }

    public Viewer ViewerOf(Role role) => _viewers[role];

    public ClaimsPrincipal? UserOf(Role role) => _users.GetValueOrDefault(role);

    public Browser BrowserOf(Role role) => _browsers[role];

    private async Task AddAsync(Role role, Person person)
    {
        (_viewers[role], _browsers[role]) = (person.Viewer, person.Browser);
        _users[role] = await App.UserAsync(person);
    }

    private async Task ShareAsync(Meeting meeting, Guid id)
    {
        var folder = Directory.CreateDirectory(((DiskFileStore)App.Get<IFileStore>()).FolderOf(meeting.Id));
        await Data.WriteAsync(
            db =>
            {
                db.Files.Add(new SharedFile
                {
                    Id = id,
                    MeetingId = meeting.Id,
                    UploaderId = meeting.OrganizerId,
                    UploaderName = "Ana",
                    Name = "plan.txt",
                    Bytes = 4,
                    UploadedAt = DateTime.UtcNow,
                });
                return Task.CompletedTask;
            },
            default);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, id.ToString("N")), "plan");
    }
}

/// <summary>Somebody before a meeting.</summary>
public sealed record Scene(Cast Cast, Role Role, Meeting Meeting, Guid File)
{
    public TestServer App => Cast.App;

    /// <summary>As whom a circuit takes them that has not heard of anything since it began.</summary>
    public Viewer Viewer => Cast.ViewerOf(Role);

    /// <summary>What the policy's table says.</summary>
    public Decision May => MeetingPolicy.Decide(Meeting.Rules, Role == Role.LockedCoOrganizer ? Viewer.Stranger : Viewer);

    public Ticket? Ticket => Viewer.Kind == ViewerKind.Guest ? new Ticket(Meeting.Id, Viewer.Person, Viewer.Name, Viewer.PasswordProven) : null;

    public Task<RoomCircuit> CircuitAsync() => RoomCircuit.OpenAsync(App, Meeting.Code, Cast.UserOf(Role), Ticket);

    /// <summary>Their browser, with the ticket where they have one.</summary>
    public HttpClient Http()
    {
        var browser = Cast.BrowserOf(Role);
        if (Ticket is { } ticket)
        {
            var http = new DefaultHttpContext();
            App.Get<Tickets>().Issue(http, ticket);
            var cookie = http.Response.Headers.SetCookie.ToString().Split(';')[0].Split('=', 2);
            browser.Cookies.Add(App.Address, new Cookie(cookie[0], cookie[1]) { Secure = true });
        }
        return browser.Http;
    }
}

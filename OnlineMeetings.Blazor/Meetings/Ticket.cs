using Microsoft.AspNetCore.DataProtection;
using OnlineMeetings.Data;

namespace OnlineMeetings.Meetings;

/// <summary>What the door of a meeting has learned of somebody: kept in a cookie of that meeting.</summary>
/// <param name="Password">The version of the password that was given, null where none was.</param>
/// <param name="Link">
/// The mark of the link by which a guest came (<see cref="MeetingCode.MarkOf"/>): to who has an old link, the new one is not given. Null
/// for members, whose list is behind their sign-in.
/// </param>
public sealed record Ticket(MeetingId Meeting, PersonId Person, string Name, int? Password, string? Link = null);

/// <summary>Issues tickets and reads them back. A ticket that was tampered with or has expired is none.</summary>
public sealed class Tickets(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const string Prefix = "__Host-meeting-";

    /// <summary>The tickets that one browser holds at the same time.</summary>
    private const int MostKept = 20;

    // Long enough for Join to follow the ticket, too short to be of use to anybody who finds it later.
    private static readonly TimeSpan _passLifetime = TimeSpan.FromMinutes(1);

    private readonly Seal<Ticket> _cookies = new(protection, "Meetings.Ticket", Lifetime, time);
    private readonly Seal<Ticket> _passes = new(protection, "Meetings.Pass", _passLifetime, time);

    public static string CookieOf(MeetingId meeting) => Prefix + meeting;

    /// <summary>Hands the ticket to the browser, in a cookie that no script can read.</summary>
    public void Issue(HttpContext http, Ticket ticket)
    {
        var cookies = http.Response.Cookies;
        // Every request carries all of them, and a server refuses too many.
        foreach (var old in http.Request.Cookies.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Skip(MostKept - 1))
            Delete(http, old);
        cookies.Append(CookieOf(ticket.Meeting), _cookies.Close(ticket), new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = Lifetime,
            IsEssential = true,
        });
    }

    /// <summary>Makes the browser forget its ticket: who comes again is somebody new.</summary>
    public void TakeBack(HttpContext http, MeetingId meeting) => Delete(http, CookieOf(meeting));

    public Ticket? Of(HttpContext http, MeetingId meeting) =>
        http.Request.Cookies[CookieOf(meeting)] is { } cookie && _cookies.Open(cookie) is { } ticket && ticket.Meeting == meeting
            ? ticket
            : null;

    /// <summary>Every ticket that this browser holds.</summary>
    public IEnumerable<Ticket> All(HttpContext http) =>
        from cookie in http.Request.Cookies
        where cookie.Key.StartsWith(Prefix, StringComparison.Ordinal)
        let ticket = _cookies.Open(cookie.Value)
        where ticket is not null && CookieOf(ticket.Meeting) == cookie.Key
        select ticket;

    /// <summary>The guest whose browser this is, whichever meeting the ticket is for; the same one each time, where it holds several.</summary>
    public PersonId? PersonOf(HttpContext http) => http.Request.Cookies
        .Where(cookie => cookie.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .OrderBy(cookie => cookie.Key, StringComparer.Ordinal)
        .Select(cookie => _cookies.Open(cookie.Value)?.Person)
        .FirstOrDefault(person => person is not null);

    /// <summary>The ticket for the circuit, which cannot see a cookie that came after it: good for a minute.</summary>
    public string PassFor(Ticket ticket) => _passes.Close(ticket);

    public Ticket? FromPass(string pass) => _passes.Open(pass);

    private static void Delete(HttpContext http, string cookie) =>
        http.Response.Cookies.Delete(cookie, new CookieOptions { Secure = true, Path = "/" });
}

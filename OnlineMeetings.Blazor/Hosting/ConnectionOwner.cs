using OnlineMeetings.Accounts;
using OnlineMeetings.Meetings;

namespace OnlineMeetings.Hosting;

/// <summary>Who a connection counts for: an account or a guest, and the address of those who are neither yet.</summary>
/// <param name="Limit">How many connections they may have open at the same time.</param>
internal readonly record struct ConnectionOwner(string Name, int Limit)
{
    /// <summary>As often as one person may be inside one meeting.</summary>
    public const int LimitOfPerson = Rooms.Room.MaxPresences;

    /// <summary>A whole office may stand at the door behind one address.</summary>
    public const int LimitOfAddress = 100;

    public static ConnectionOwner Of(HttpContext http, Tickets tickets) =>
        (http.User.Person ?? tickets.PersonOf(http)) is { } person
            ? Of(person)
            : new ConnectionOwner($"address {Network.Of(http.Connection.RemoteIpAddress)}", LimitOfAddress);

    public static ConnectionOwner Of(PersonId person) => new($"person {person.Value}", LimitOfPerson);
}

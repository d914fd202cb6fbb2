using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OnlineMeetings.Accounts;
using OnlineMeetings.Data;
using OnlineMeetings.Rooms;

namespace OnlineMeetings.Administration;

/// <summary>What the browser of an administrator needs to try whether the STUN and TURN servers answer it.</summary>
public sealed class IceTrial(IDbContextFactory<MeetingsDb> dbs, IceServers servers)
{
    /// <exception cref="NotAdministratorException">Only administrators try it.</exception>
    public async Task<IReadOnlyList<IceServer>> ServersAsync(ClaimsPrincipal administrator, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return servers.ForTrial(await db.AskAdministratorAsync(administrator, ct));
    }
}

/// <summary>What one address of a server answered; see js/rtc/probe.js.</summary>
/// <param name="Error">0 where it answered as it should, else a STUN error code (RFC 8489, section 14.8), or 701 for silence.</param>
/// <param name="Words">The browser's own.</param>
public sealed record IceAnswer(string Url, int Error, string Words);

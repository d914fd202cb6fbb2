using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OnlineMeetings.Tests.Support;

/// <summary>Counts what is asked of a database.</summary>
public sealed class QueryCount : DbCommandInterceptor
{
    private int _count;

    public int Count => _count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}

using OnlineMeetings.Hosting;

namespace OnlineMeetings.Files;

/// <summary>
/// Lets through what a page of this server sends. Unlike an antiforgery token this needs no fresh page after a guest has got a
/// ticket, and works for an upload of an hour.
/// </summary>
internal static class OwnPagesOnly
{
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        SameOrigin.IsOwn(call.HttpContext.Request) ? await next(call) : throw new FileRefusedException(FileRefusal.ForeignPage);
}

using MudBlazor;

namespace OnlineMeetings.Administration;

internal static class AdminDialog
{
    public static readonly DialogOptions Small = new() { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false };
}

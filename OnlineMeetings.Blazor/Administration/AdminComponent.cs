using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using OnlineMeetings.Accounts;

namespace OnlineMeetings.Administration;

/// <summary>What the parts of the administration share: they act as the person signed in, and say in words what was refused.</summary>
public abstract partial class AdminComponent : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [CascadingParameter] public required Task<AuthenticationState> SignedIn { get; set; }

    [Inject] public required IStringLocalizer<AdministrationTexts> T { get; set; }

    [Inject] public required ILogger<AdminComponent> Log { get; set; }

    /// <summary>Cancelled when the component goes.</summary>
    protected CancellationToken Gone => _gone.Token;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Does something as whoever is signed in.</summary>
    /// <returns>Null where it was done, else why not.</returns>
    protected async Task<string?> TryAsync(Func<ClaimsPrincipal, Task> work)
    {
        try
        {
            await work((await SignedIn).User);
            return null;
        }
        catch (NotAdministratorException)
        {
            return T["You are no administrator any more. Nothing was done."];
        }
        catch (PeopleRefusedException refused)
        {
            var (key, arguments) = refused.Words;
            return T[key, arguments];
        }
        catch (ValidationException broken)
        {
            return string.Join(' ', broken.Errors.Select(fault => fault.ErrorMessage));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotDone(Log, e);
            return T["The server did not answer as it should. Try again in a moment."];
        }
    }

    [LoggerMessage(LogLevel.Error, "Something asked for by an administrator was not done")]
    private static partial void NotDone(ILogger log, Exception e);
}

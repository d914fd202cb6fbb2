using FluentValidation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using OnlineMeetings.Data;

namespace OnlineMeetings.Accounts;

internal static class AccountsFeature
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<GuessLimit>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<PasswordLinks>();
        services.AddSingleton<ForgottenPasswords>();
        services.AddSingleton<ServerSettingsStore>();
        services.AddSingleton<Setup>();
        services.AddScoped<SignIn>();
        services.AddScoped<IValidator<NewAccount>, NewAccountRules>();
        services.AddScoped<IValidator<NewPassword>, NewPasswordRules>();
        services.AddScoped<IValidator<NewName>, NewNameRules>();
        services.AddSingleton<IPersonalData, OwnAccount>();
        services.AddSingleton<IValidator<ServerSettings>, ServerSettingsRules>();
        services.AddHttpContextAccessor();

        // The framework's would be one a request, but the stores live longer.
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddIdentityCore<Account>()
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<MeetingsDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, Cookie);
        // What says nothing of who may, is for those who signed in.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<AuthenticationStateProvider, SignInWatch>();
        services.AddCascadingAuthenticationState();
    }

    public static void UseAccounts(this WebApplication app)
    {
        app.UseMiddleware<SetupFirst>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        // It hears what is guessed at other servers before anybody guesses here.
        app.Services.GetRequiredService<GuessLimit>();
        var setup = app.Services.GetRequiredService<Setup>();
        app.Lifetime.ApplicationStarted.Register(() => _ = setup.PrintIfNeededAsync(Console.Out, app.Lifetime.ApplicationStopping));
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet("/", (HttpContext http) => Results.Redirect(http.User.Person is null ? AccountPages.SignIn : LocalUrl.Home)).AllowAnonymous();
        app.MapPost(AccountPages.SignOut, async (HttpContext http, IAntiforgery antiforgery, SignIn door) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
                return Results.BadRequest();
            await door.LeaveAsync();
            return Results.Redirect(AccountPages.SignIn);
        });
        app.MapOwnData();
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "__Host-account";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        // Not Strict: who opens a meeting's link out of a mail is still signed in.
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
        cookie.LoginPath = AccountPages.SignIn;
        cookie.ReturnUrlParameter = AccountPages.ReturnUrl;
        cookie.Events.OnValidatePrincipal = CheckAsync;
        cookie.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized, context.RedirectUri);
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden, null);
    }

    // At every request: who was locked out is out, who has another name or role has it. In open pages SignInWatch looks.
    private static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountStore>();
        var now = context.Principal is { } user ? await accounts.AsNowAsync(user, context.HttpContext.RequestAborted) : null;
        if (now is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
        else if (now != context.Principal)
        {
            context.ReplacePrincipal(now);
            context.ShouldRenew = true;
        }
    }

    // Only who asks for a page is led somewhere else; a script gets the plain answer.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status, string? leadTo)
    {
        if (leadTo is not null && HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            context.Response.Redirect(leadTo);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

namespace OnlineMeetings.Accounts;

/// <summary>The addresses of the account pages.</summary>
public static class AccountPages
{
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Register = "/account/register";
    public const string Account = "/account";
    public const string Password = "/account/password";
    public const string Forgot = "/account/forgot";
    public const string Data = "/account/data";
    public const string Delete = "/account/delete";

    /// <summary>Where a one-time link leads.</summary>
    public static string ResetFor(string secret) => $"/account/reset/{secret}";

    /// <summary>The parameter that says where to go after signing in.</summary>
    public const string ReturnUrl = "returnUrl";

    /// <summary>The sign-in that leads back to a path of this server.</summary>
    public static string SignInFor(string path) => $"{SignIn}?{ReturnUrl}={Uri.EscapeDataString(path)}";
}

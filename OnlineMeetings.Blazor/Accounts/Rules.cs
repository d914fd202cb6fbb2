using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace OnlineMeetings.Accounts;

/// <summary>A password that is to become somebody's.</summary>
public sealed record NewPassword(string Password);

/// <summary>Long, and nothing else: rules on signs make passwords that people write down.</summary>
internal static class PasswordLength
{
    public const int Least = 10;
    public const int Most = 200;

    public static IRuleBuilder<T, string> IsGoodPassword<T>(this IRuleBuilder<T, string> password, IStringLocalizer texts) => password
        .MinimumLength(Least).WithMessage(_ => texts["Use at least {0} characters.", Least])
        .MaximumLength(Most).WithMessage(_ => texts["Use at most {0} characters.", Most]);
}

/// <summary>A name that is to become somebody's.</summary>
public sealed record NewName(string Name);

internal static class NameRule
{
    public static IRuleBuilder<T, string> IsGoodName<T>(this IRuleBuilder<T, string> name, IStringLocalizer texts) => name
        .Must(text => text.Trim().Length > 0).WithMessage(_ => texts["Give a name."])
        .MaximumLength(Account.MaxNameLength).WithMessage(_ => texts["Use at most {0} characters.", Account.MaxNameLength])
        .Must(text => !text.Any(char.IsControl)).WithMessage(_ => texts["Use letters and signs that can be seen."]);
}

internal sealed class NewNameRules : AbstractValidator<NewName>
{
    public NewNameRules(IStringLocalizer<AccountTexts> texts)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(n => n.Name).IsGoodName(texts);
    }
}

internal sealed class NewPasswordRules : AbstractValidator<NewPassword>
{
    public NewPasswordRules(IStringLocalizer<AccountTexts> texts) => RuleFor(p => p.Password).IsGoodPassword(texts);
}

internal sealed class NewAccountRules : AbstractValidator<NewAccount>
{
    private const int MaxEmailLength = 254;

    public NewAccountRules(IStringLocalizer<AccountTexts> texts)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(a => a.Name).IsGoodName(texts);
        RuleFor(a => a.Email)
            .Must(IsEmail).WithMessage(_ => texts["Give an e-mail address like ana@example.org."])
            .MaximumLength(MaxEmailLength).WithMessage(_ => texts["Use at most {0} characters.", MaxEmailLength]);
        RuleFor(a => a.Password).IsGoodPassword(texts);
    }

    private static bool IsEmail(string text) =>
        MailAddress.TryCreate(text.Trim(), out var email)
        && email.Address == text.Trim()
        && !email.User.StartsWith('"')
        && !text.Any(char.IsControl)
        && Uri.CheckHostName(email.Host) == UriHostNameType.Dns;
}

internal sealed partial class ServerSettingsRules : AbstractValidator<ServerSettings>
{
    private const int MaxLength = 4000;
    private const long MostBytes = 1024 * 1024 * ServerSettings.Megabyte;

    public ServerSettingsRules(IStringLocalizer<AccountTexts> texts)
    {
        RuleFor(s => s.RegistrationDomains).Custom((text, context) =>
        {
            if (ServerSettings.WordsOf(text).FirstOrDefault(domain => domain != "*" && !Domain().IsMatch(domain)) is { } wrong)
                context.AddFailure(texts["“{0}” is no domain. Write it like example.org, or * for all.", wrong]);
        }).MaximumLength(MaxLength).WithMessage(_ => texts["Use at most {0} characters.", MaxLength]);
        RuleFor(s => s.BlockedExtensions).Custom((text, context) =>
        {
            if (ServerSettings.WordsOf(text).FirstOrDefault(extension => !Extension().IsMatch(extension)) is { } wrong)
                context.AddFailure(texts["“{0}” is no file extension. Write it like exe.", wrong]);
        }).MaximumLength(MaxLength).WithMessage(_ => texts["Use at most {0} characters.", MaxLength]);
        RuleFor(s => s.MaxFileBytes).InclusiveBetween(1, MostBytes).WithMessage(_ => SizeWords(texts));
        RuleFor(s => s.MaxMeetingBytes).InclusiveBetween(1, MostBytes).WithMessage(_ => SizeWords(texts));
    }

    private static string SizeWords(IStringLocalizer texts) =>
        texts["Give a whole number of megabytes from 1 to {0}, or nothing.", (MostBytes / ServerSettings.Megabyte).ToString("N0", CultureInfo.CurrentCulture)];

    [GeneratedRegex(@"^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Domain();

    [GeneratedRegex(@"^[\p{L}\p{N}_+~-]{1,32}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Extension();
}

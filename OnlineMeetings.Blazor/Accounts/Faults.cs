using FluentValidation;

namespace OnlineMeetings.Accounts;

/// <summary>What is wrong with a form, field by field, in the words of its rules.</summary>
public sealed class Faults
{
    public static readonly Faults None = new(new Dictionary<string, string>());

    private readonly Dictionary<string, string> _words;

    private Faults(Dictionary<string, string> words) => _words = words;

    public bool Any => _words.Count > 0;

    /// <summary>The first thing that is wrong with a field; null where nothing is.</summary>
    public string? this[string field] => _words.GetValueOrDefault(field);

    public static Faults Of<T>(IValidator<T> rules, T form) => new(
        rules.Validate(form).Errors
            .GroupBy(fault => fault.PropertyName)
            .ToDictionary(field => field.Key, field => field.First().ErrorMessage));

    public static Faults With(string field, string words) => new(new Dictionary<string, string> { [field] = words });
}

using System.Reflection;
using Microsoft.JSInterop;

namespace OnlineMeetings.Tests.Hosting;

/// <summary>T1, the other half: what a browser may call by its circuit is exactly what a checked-in list says.</summary>
public sealed class JSInvokableTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public async Task What_a_browser_may_call_is_what_the_list_says()
    {
        var callable = Callable().Select(Line).Order(StringComparer.Ordinal);
        var listed = (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "js-invokable.txt")))
            .Where(line => line.Length > 0 && line[0] != '#').Order(StringComparer.Ordinal);
        Assert.Equal(listed, callable);
    }

    // A static one could be called by everybody who has any circuit at all.
    [Fact]
    public void Nothing_can_be_called_without_a_component() => Assert.DoesNotContain(Callable(), method => method.IsStatic);

    private static IEnumerable<MethodInfo> Callable() => typeof(Program).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(All))
        .Where(method => method.GetCustomAttribute<JSInvokableAttribute>() is not null);

    private static string Line(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}"))})";
}

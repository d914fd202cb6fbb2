using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.JSInterop;

namespace OnlineMeetings.Shell;

/// <summary>
/// Makes what each circuit has to know of the types that it exchanges with its browser cheap: the serializer finds it out anew for each, by
/// reflection, along with some thirty interfaces of each number and text (an ancestor of any could be polymorphic), some 50 KB in all.
/// A feature registers the types that its pages exchange as an <see cref="IJsonTypeInfoResolver"/>, which the compiler has made.
/// </summary>
internal static class InteropJson
{
    private static readonly DefaultJsonTypeInfoResolver _byReflection = new();

    /// <summary>After Blazor has registered what calls into the browser.</summary>
    public static void AddInteropJson(this IServiceCollection services)
    {
        var runtime = services.Last(service => service.ServiceType == typeof(IJSRuntime)).ImplementationType!;
        services.Replace(ServiceDescriptor.Scoped(provider =>
        {
            var made = (IJSRuntime)ActivatorUtilities.CreateInstance(provider, runtime);
            OptionsOf((JSRuntime)made).TypeInfoResolver = JsonTypeInfoResolver.Combine([.. provider.GetServices<IJsonTypeInfoResolver>(), new NoAncestors()]);
            return made;
        }));
    }

    /// <summary>Protected, since only converters should be added; nothing else says which types are known.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    /// <summary>Of the interfaces of numbers and texts none says that its types are to be told apart, so nothing is to be known of them.</summary>
    private sealed class NoAncestors : IJsonTypeInfoResolver
    {
        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
            type is { IsInterface: true, Namespace: "System" or "System.Numerics" or "System.Runtime.Serialization" } ? null : _byReflection.GetTypeInfo(type, options);
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OnlineMeetings.Rooms;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;

namespace OnlineMeetings.Tests.Cluster;

/// <summary>
/// What servers say to each other can be written and read, down to the last part. A server of its own never finds out: within one process
/// what can't be changed is passed on as it is.
/// </summary>
public sealed class CodecTests
{
    [Fact]
    public void Whatever_a_room_is_asked_answers_or_tells_can_go_to_another_server()
    {
        using var services = new ServiceCollection().AddSerializer(serializer => serializer.AddAssembly(typeof(IRoomGrain).Assembly)).BuildServiceProvider();
        var codecs = services.GetRequiredService<ICodecProvider>();

        var missing = Said().Where(type => codecs.TryGetCodec(type) is null).Select(type => type.ToString());

        Assert.Empty(missing);
    }

    private static HashSet<Type> Said()
    {
        var said = new HashSet<Type>();
        foreach (var contract in typeof(IRoomGrain).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t)))
        {
            foreach (var method in contract.GetMethods())
            {
                foreach (var type in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))
                    Gather(type, said);
            }
        }
        return said;
    }

    private static void Gather(Type type, HashSet<Type> said)
    {
        if (Parts(type) is { } parts)
        {
            foreach (var part in parts)
                Gather(part, said);
            return;
        }
        if (type == typeof(Task) || typeof(IAddressable).IsAssignableFrom(type) || (!type.IsAbstract && !said.Add(type)))
            return;
        if (type.Assembly != typeof(IRoomGrain).Assembly)
            return;
        var family = type.IsAbstract ? type.Assembly.GetTypes().Where(type.IsAssignableFrom).Where(t => !t.IsAbstract) : [];
        foreach (var member in family)
            Gather(member, said);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && p.CanWrite))
            Gather(property.PropertyType, said);
    }

    private static Type[]? Parts(Type type) => type switch
    {
        { IsArray: true } => [type.GetElementType()!],
        { IsGenericType: true } => type.GetGenericArguments(),
        _ => null,
    };
}

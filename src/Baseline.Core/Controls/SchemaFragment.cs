using System.Reflection;

namespace Baseline.Controls;

/// <summary>The JSON Schema that lies beside the definition of a control, in the file <c>schema.json</c> of its folder.</summary>
internal static class SchemaFragment
{
    /// <summary>The text.</summary>
    /// <typeparam name="TDefinition">The definition.</typeparam>
    public static string Of<TDefinition>()
        where TDefinition : ControlDefinition => Read(typeof(TDefinition).Assembly, $"{typeof(TDefinition).Namespace}.schema.json");

    /// <summary>An embedded text.</summary>
    public static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

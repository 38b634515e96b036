using Baseline.Files;

namespace Baseline.Controls;

/// <summary>The JSON Schema that lies beside the definition of a control, in the file <c>schema.json</c> of its folder.</summary>
internal static class SchemaFragment
{
    /// <summary>The text.</summary>
    /// <typeparam name="TDefinition">The definition.</typeparam>
    public static string Of<TDefinition>()
        where TDefinition : ControlDefinition =>
        EmbeddedText.Read(typeof(TDefinition).Assembly, $"{typeof(TDefinition).Namespace}.schema.json");
}

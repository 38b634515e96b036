using System.Collections.Frozen;
using Baseline.Files;

namespace Baseline.Azure;

/// <summary>What people call resources of types that the tool judges and never writes to, from <c>type-nouns.txt</c>.</summary>
internal static class TypeNouns
{
    private const string Resource = "Baseline.Azure.type-nouns.txt";

    private static readonly Lazy<FrozenDictionary<string, TypeNoun>> Known = new(Read);

    /// <summary>The words for a type, in any letter case; null where none are known.</summary>
    public static TypeNoun? Of(string type) => Known.Value.GetValueOrDefault(type);

    private static FrozenDictionary<string, TypeNoun> Read() =>
        EmbeddedText.Rows(typeof(TypeNouns).Assembly, Resource)
            .ToFrozenDictionary(parts => parts[0], parts => new TypeNoun(parts[1], parts[2]), StringComparer.OrdinalIgnoreCase);
}

using System.Collections.Frozen;
using Baseline.Files;

namespace Baseline.Azure;

/// <summary>
/// The api-versions by which resources that the tool never writes to are named in the files of other tools, from
/// <c>api-versions.txt</c>.
/// </summary>
public static class NewestVersions
{
    private const string Resource = "Baseline.Azure.api-versions.txt";

    private static readonly Lazy<FrozenDictionary<string, string>> Known = new(Read);

    /// <summary>The api-version of a type, in any letter case; null where none is known.</summary>
    public static string? Of(string type) => Known.Value.GetValueOrDefault(type);

    private static FrozenDictionary<string, string> Read() =>
        EmbeddedText.Rows(typeof(NewestVersions).Assembly, Resource)
            .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
}

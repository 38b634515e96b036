using System.Collections.Frozen;

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

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(NewestVersions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
    }
}

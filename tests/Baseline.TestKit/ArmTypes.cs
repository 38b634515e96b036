using System.Collections.Concurrent;
using Azure.Bicep.Types;
using Azure.Bicep.Types.Az;
using Azure.Bicep.Types.Concrete;

namespace Baseline.TestKit;

/// <summary>Microsoft's own description of the resource types, from the package that Bicep is built on.</summary>
public static class ArmTypes
{
    private static readonly AzTypeLoader Loader = new();
    private static readonly ConcurrentDictionary<string, TypeBase> Loaded = new(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<IReadOnlyDictionary<string, CrossFileTypeReference>> Resources =
        new(() => Loader.LoadTypeIndex().Resources);

    private static readonly Lazy<ILookup<string, string>> Index = new(() => Resources.Value.Keys
        .Select(name => name.Split('@'))
        .ToLookup(parts => parts[0], parts => $"{parts[0]}@{parts[1]}", StringComparer.OrdinalIgnoreCase));

    /// <summary>The api-versions in which a type is described, the oldest first; of a preview and its release, the preview.</summary>
    public static IReadOnlyList<string> VersionsOf(string type) =>
        [.. Index.Value[type].Select(VersionOf).OrderBy(SortKey, StringComparer.Ordinal)];

    /// <summary>
    /// The body of a resource type, by the description of that api-version, or of the newest one before it; the version is
    /// null where there is none.
    /// </summary>
    internal static (string? ApiVersion, TypeBase? Body) BodyOf(string type, string apiVersion)
    {
        var usable = VersionsOf(type).Where(version => string.CompareOrdinal(SortKey(version), SortKey(apiVersion)) <= 0);
        var version = usable.LastOrDefault();
        var name = Index.Value[type].FirstOrDefault(name => VersionOf(name) == version);
        return name is null ? (null, null) : (version, Loaded.GetOrAdd(name, Load));
    }

    private static TypeBase Load(string name)
    {
        lock (Loader)
        {
            return Loader.LoadResourceType(Resources.Value[name]).Body.Type;
        }
    }

    private static string VersionOf(string name) => name[(name.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>A release comes after the previews of the same day.</summary>
    private static string SortKey(string version) => version.Length > 10 ? $"{version[..10]} {version[10..]}" : $"{version} ~";
}

namespace Baseline.Azure;

/// <summary>Names of properties by path, in any letter case.</summary>
internal static class PropertyNames
{
    /// <summary>No names.</summary>
    public static readonly IReadOnlyDictionary<string, string> None = Of();

    /// <summary>The names of some properties.</summary>
    public static IReadOnlyDictionary<string, string> Of(params (string Path, string Name)[] names) =>
        names.ToDictionary(pair => pair.Path, pair => pair.Name, StringComparer.OrdinalIgnoreCase);
}

using System.Text.Json;

namespace Baseline.Azure;

/// <summary>Which members a body may have.</summary>
internal static class BodyMembers
{
    /// <summary>A sentence about the first member that is not among those known; null when there is none.</summary>
    /// <param name="body">The body.</param>
    /// <param name="known">
    /// Dotted paths. A path to an object allows no member beneath it but those that are listed, unless it ends in <c>.*</c>.
    /// </param>
    public static string? WhyUnknown(JsonElement body, params string[] known) =>
        body.ValueKind != JsonValueKind.Object
            ? "It always sends an object."
            : Unknown(body, "", known) is { } path ? $"It never sends \"{path}\" to such a resource." : null;

    /// <summary>The whole path of the first unknown member; null when all are known.</summary>
    private static string? Unknown(JsonElement value, string prefix, string[] known)
    {
        foreach (var member in value.EnumerateObject())
        {
            var path = prefix + member.Name;
            if (known.Contains($"{path}.*", StringComparer.Ordinal))
            {
                continue;
            }

            var hasInner = known.Any(one => one.StartsWith($"{path}.", StringComparison.Ordinal));
            if (!hasInner && !known.Contains(path, StringComparer.Ordinal))
            {
                return path;
            }

            if (hasInner && member.Value.ValueKind == JsonValueKind.Object && Unknown(member.Value, $"{path}.", known) is { } inner)
            {
                return inner;
            }

            if (hasInner && member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>A sentence when what is to be created is there already; null when it is not.</summary>
    public static string? WhyThere(JsonElement live) =>
        live.ValueKind == JsonValueKind.Undefined ? null : "It exists, and baseline never puts a new one over it.";

    /// <summary>Whether a text is the name of a reference to the answer of an earlier change, or a GUID.</summary>
    public static bool IsGuidOrReference(string? text) => text is not null
        && (Guid.TryParse(text, out _) || text.StartsWith("${", StringComparison.Ordinal));
}

using System.Globalization;
using System.Text.Json;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>Says what is another than it was when a plan was made, and since when. Pure.</summary>
internal static class Staleness
{
    private const int MostPaths = 5;
    private const int MostReadable = 80;

    // Where Azure says when a resource was last changed; many resources do not say.
    private static readonly string[] Times = ["systemData.lastModifiedAt", "properties.lastModifiedTime", "properties.updatedOn"];

    /// <summary>The sentences.</summary>
    /// <param name="change">The change as planned.</param>
    /// <param name="live">The live document; undefined where the resource is gone.</param>
    /// <param name="readAt">When the estate of the plan was read; null where not known.</param>
    /// <param name="normalizer">Compares the resource with what was planned.</param>
    public static string Describe(Change change, JsonElement live, DateTimeOffset? readAt, ResourceNormalizer normalizer)
    {
        var since = readAt is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"since the estate was read ({time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'})")
            : "since the plan was made";
        if (live.ValueKind == JsonValueKind.Undefined)
        {
            return $"The resource is gone {since}: plan again.";
        }

        var when = Times.Select(path => live.TextAt(path)).FirstOrDefault(text => text is not null) is { } at
            ? $" Azure says that it was last changed at {at}."
            : "";
        if (change.Action == ChangeAction.Create && change.Method != "PATCH")
        {
            return $"The resource was created {since}: plan again.{when}";
        }

        var differences = Differences(change, live, normalizer).ToList();
        var what = differences.Count == 0
            ? "something that the plan does not alter is another"
            : string.Join("; ", differences.Take(MostPaths))
                + (differences.Count > MostPaths ? $"; and {differences.Count - MostPaths} more" : "");
        return $"The resource was changed {since}: {what}. Plan again.{when}";
    }

    private static IEnumerable<string> Differences(Change change, JsonElement live, ResourceNormalizer normalizer)
    {
        var then = change.Properties.ToDictionary(property => property.Path, StringComparer.OrdinalIgnoreCase);
        var now = normalizer.Shown(change, live).ToDictionary(property => property.Path, StringComparer.OrdinalIgnoreCase);
        foreach (var path in then.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal))
        {
            // What does not differ from the wanted value any more, or did not then, has that value.
            var before = then.TryGetValue(path, out var planned) ? planned.Before : now[path].After;
            var after = now.TryGetValue(path, out var seen) ? seen.Before : then[path].After;
            if (Text(before) is var was && Text(after) is var isNow && was != isNow)
            {
                yield return $"{path} was {was} and is {isNow}";
            }
        }
    }

    private static string Text(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Undefined ? "absent" : CanonicalJson.Text(value);
        return text.Length <= MostReadable ? text : $"{text[..MostReadable]}…";
    }
}

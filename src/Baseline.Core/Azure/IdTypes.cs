using System.Collections.Concurrent;

namespace Baseline.Azure;

/// <summary>Types in ids. A type is one text however many ids have it, because an estate has few types and many ids.</summary>
internal static class IdTypes
{
    /// <summary>What stands before a provider in an id.</summary>
    public const string ProvidersSegment = "/providers/";

    private const int LongestOnStack = 512;

    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>The lower-case type of an id; of the last provider in it.</summary>
    public static string Of(ReadOnlySpan<char> id)
    {
        var at = LastProvider(id);
        if (at < 0)
        {
            return id.Contains("/resourcegroups/", StringComparison.OrdinalIgnoreCase)
                ? "microsoft.resources/resourcegroups"
                : "microsoft.resources/subscriptions";
        }

        // The provider, and every second segment after it: the others are names.
        var path = id[(at + ProvidersSegment.Length)..];
        Span<char> type = path.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[path.Length];
        var (index, length) = (0, 0);
        foreach (var range in path.Split('/'))
        {
            if (index == 0 || index % 2 == 1)
            {
                if (index > 0)
                {
                    type[length++] = '/';
                }

                length += path[range].ToLowerInvariant(type[length..]);
            }

            index++;
        }

        return Shared(type[..length]);
    }

    /// <summary>Where the last provider begins, at the slash before <c>providers</c>; -1 where there is none.</summary>
    public static int LastProvider(ReadOnlySpan<char> id)
    {
        for (var at = id.LastIndexOf('/'); at >= 0; at = id[..at].LastIndexOf('/'))
        {
            if (id[at..].StartsWith(ProvidersSegment, StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }

    private static string Shared(ReadOnlySpan<char> type)
    {
        if (Known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(type, out var known))
        {
            return known;
        }

        var text = type.ToString();
        return Known.GetOrAdd(text, text);
    }
}

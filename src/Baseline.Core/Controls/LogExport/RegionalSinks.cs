using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>The destinations of one kind that a document names: one for all regions, or one for each.</summary>
public sealed class RegionalSinks
{
    /// <summary>The key of the destination for every region that has no key of its own.</summary>
    public const string OtherRegions = "*";

    private readonly SortedDictionary<string, Sink> _byRegion;
    private readonly bool _isOne;

    /// <summary>A destination for each region.</summary>
    /// <param name="byRegion">By normalized region, or <see cref="OtherRegions"/>.</param>
    public RegionalSinks(IReadOnlyDictionary<string, Sink> byRegion)
        : this(byRegion, isOne: false)
    {
    }

    private RegionalSinks(IEnumerable<KeyValuePair<string, Sink>> byRegion, bool isOne)
    {
        _byRegion = new SortedDictionary<string, Sink>(StringComparer.Ordinal);
        foreach (var (region, sink) in byRegion)
        {
            _byRegion[region] = sink;
        }

        _isOne = isOne;
    }

    /// <summary>The document names none of the kind.</summary>
    public static RegionalSinks None { get; } = new(new Dictionary<string, Sink>());

    /// <summary>Whether none is named.</summary>
    public bool IsEmpty => _byRegion.Count == 0;

    /// <summary>All that are named, by region.</summary>
    public IEnumerable<Sink> All => _byRegion.Values;

    /// <summary>One destination, whatever the region.</summary>
    public static RegionalSinks Everywhere(Sink sink) => new([KeyValuePair.Create(OtherRegions, sink)], isOne: true);

    /// <summary>The same with each destination replaced.</summary>
    public RegionalSinks Select(Func<Sink, Sink> replace) =>
        new(_byRegion.Select(pair => KeyValuePair.Create(pair.Key, replace(pair.Value))), _isOne);

    /// <summary>What is named for a region; null where nothing is.</summary>
    /// <param name="region">The normalized region of what logs; empty where it has none.</param>
    public Sink? In(string region) => _byRegion.GetValueOrDefault(region) ?? _byRegion.GetValueOrDefault(OtherRegions);

    /// <summary>The keys of the document that lead to what is named for a region.</summary>
    /// <param name="path">The keys that lead to all of the kind.</param>
    /// <param name="region">The normalized region.</param>
    public string PathIn(string path, string region) =>
        _isOne ? path : $"{path}.{(_byRegion.ContainsKey(region) ? region : OtherRegions)}";
}

using Baseline.Arm.Reading;
using Baseline.Diagnostics;

namespace Baseline.Cli.Estates;

/// <summary>Counts what was read of an estate, so that a run that is cancelled can say how far it came.</summary>
/// <param name="next">Hears the same; null for nobody.</param>
public sealed class ReadingTally(IProgress<ReadProgress>? next = null) : IProgress<ReadProgress>
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ReadProgress> _counts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(ReadProgress value)
    {
        lock (_gate)
        {
            // Reports of reads that run at once may come in any order.
            var known = _counts.GetValueOrDefault(value.What, value);
            _counts[value.What] = value with { Done = Math.Max(known.Done, value.Done), Total = Math.Max(known.Total, value.Total) };
        }

        next?.Report(value);
    }

    /// <summary>Such as <c>3 of 12 key vaults were read</c>; that nothing was read yet, where nothing was counted.</summary>
    public string Describe()
    {
        lock (_gate)
        {
            return _counts.Count == 0
                ? "nothing was read to its end"
                : $"{string.Join(", ", _counts.Values.Select(Words))} "
                    + $"{(_counts is { Count: 1 } && _counts.Values.Single().Total == 1 ? "was" : "were")} read";
        }
    }

    // All that is counted is called by an ordinary plural, such as key vaults.
    private static string Words(ReadProgress count) =>
        $"{count.Done} of {Quantity.Of(count.Total, count.What.TrimEnd('s'), count.What)}";
}

using Baseline.Diagnostics;

namespace Baseline.Plans;

/// <summary>Whether plans are all shards of one plan. Pure.</summary>
internal static class MergeCheck
{
    private const string Again = "Plan all shards again, with the same document and options.";

    /// <summary>Why they are not; null where they are.</summary>
    public static Diagnostic? WhyNot(IReadOnlyList<(string Name, Plan Plan)> shards)
    {
        foreach (var (name, plan) in shards)
        {
            if (plan.Part?.Shard is null)
            {
                return Refused("BL0033", "Not a shard", $"{name} was not made with --shard.", "Name the plans of the shards alone.");
            }
        }

        var (first, one) = shards[0];
        foreach (var (name, plan) in shards)
        {
            if (WhyOther(one, plan) is { } what)
            {
                return Refused("BL0034", "Shards of different plans", $"{first} and {name} differ in {what}.", Again);
            }
        }

        var given = shards.Select(shard => shard.Plan.Part?.Shard?.Index ?? 0).ToList();
        var count = one.Part?.Shard?.Count ?? 0;
        var missing = Enumerable.Range(1, count).Except(given).ToList();
        var twice = given.GroupBy(index => index).Where(same => same.Count() > 1 || same.Key > count || same.Key < 1)
            .Select(same => same.Key).ToList();
        return missing.Count == 0 && twice.Count == 0 ? null : Refused(
            "BL0035",
            "Shards missing or twice",
            string.Join(' ', new[] { (What: "missing", Which: missing), (What: "there twice", Which: twice) }
                .Where(one => one.Which.Count > 0)
                .Select(one =>
                    $"Of {count} shards, {string.Join(", ", one.Which)} {Quantity.Noun(one.Which.Count, "is", "are")} {one.What}.")),
            "Name each shard once.");
    }

    /// <summary>What to say where shards plan different writes to one resource.</summary>
    /// <param name="resource">The resource.</param>
    public static Diagnostic Contradiction(string resource)
    {
        var what = $"Two shards plan different writes to {resource}: it changed between their reads, or Azure takes only one of them.";
        var fix = $"{Again} Where that says the same, plan without --shard.";
        return Refused("BL0036", "Shards contradict each other", what, fix) with { Resource = resource };
    }

    private static string? WhyOther(Plan one, Plan other)
    {
        var (first, second) = (one.Part, other.Part);
        return one.Baseline.Digest != other.Baseline.Digest ? "the document"
            : first?.Shard?.Count != second?.Shard?.Count ? "the number of shards"
            : $"{first?.Only}" != $"{second?.Only}" ? "--only"
            : first?.Wave != second?.Wave ? "--wave"
            : first?.Slice?.Most != second?.Slice?.Most ? "--max-changes"
            : one.Estate.Source != other.Estate.Source || one.Estate.Cloud != other.Estate.Cloud ? "where the estate comes from"
            : one.Against?.Digest != other.Against?.Digest ? "--against"
            : null;
    }

    private static Diagnostic Refused(string code, string summary, string detail, string fix) =>
        new(Severity.Error, code, summary, detail, fix);
}

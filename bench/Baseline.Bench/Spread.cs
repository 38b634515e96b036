namespace Baseline.Bench;

/// <summary>How vaults are spread over subscriptions.</summary>
internal static class Spread
{
    /// <summary>As many in each, give or take one.</summary>
    public static IReadOnlyList<int> Even(int vaults, int subscriptions) =>
        [.. Enumerable.Range(0, subscriptions).Select(number => (vaults + subscriptions - 1 - number) / subscriptions)];

    /// <summary>
    /// Half as many in the second largest as in the largest, a third in the third, and so on (Zipf's law), as in real tenants. The
    /// largest comes in the middle, so that nobody reads it first by chance.
    /// </summary>
    public static IReadOnlyList<int> Unequal(int vaults, int subscriptions)
    {
        var ranks = Enumerable.Range(0, subscriptions).ToList();
        var whole = ranks.Sum(rank => 1.0 / (rank + 1));
        var shares = ranks.Select(rank => vaults / whole / (rank + 1)).ToList();
        var left = vaults - shares.Sum(share => (int)share);
        var rounded = ranks.OrderByDescending(rank => shares[rank] - Math.Floor(shares[rank])).Take(left).ToHashSet();
        return
        [
            .. ranks
                .OrderBy(rank => (rank + (subscriptions / 2)) % subscriptions)
                .Select(rank => (int)shares[rank] + (rounded.Contains(rank) ? 1 : 0)),
        ];
    }
}

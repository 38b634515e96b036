using System.Text.Json;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads the diagnostic settings of vaults: one request each, or several in a batch. An item of a batch counts by its own
/// status, and where it has no final one it is asked for alone, so that a batch is never less than single requests.
/// </summary>
internal sealed class SettingsReading(EstateReads run)
{
    // What says that there is no /batch here, or none for this caller.
    private static readonly int[] Refusals = [400, 401, 403, 404, 405, 410, 501];

    private volatile bool _isBatched = run.Options.Batch;

    /// <summary>How many vaults are worth one request.</summary>
    public int MostAtOnce => _isBatched ? BatchClient.MostItems : 1;

    /// <summary>The settings of vaults of one subscription, in their order.</summary>
    public async Task<IReadOnlyList<ArmList>> ReadAsync(IReadOnlyList<ResourceId> vaults, CancellationToken cancellationToken)
    {
        if (vaults is [var only])
        {
            return [await run.Resources.ListAsync(TypeNames.DiagnosticSetting, only, cancellationToken)];
        }

        IReadOnlyList<ArmAnswer?> items = _isBatched ? await AskAsync(vaults, cancellationToken) : [];
        var lists = new ArmList[vaults.Count];
        await Parallel.ForAsync(0, vaults.Count, cancellationToken, async (index, token) =>
            lists[index] = ListOf(items.ElementAtOrDefault(index))
                ?? await run.Resources.ListAsync(TypeNames.DiagnosticSetting, vaults[index], token));
        return lists;
    }

    private async Task<IReadOnlyList<ArmAnswer?>> AskAsync(IReadOnlyList<ResourceId> vaults, CancellationToken cancellationToken)
    {
        var subscription = vaults[0].SubscriptionId ?? "";
        var paths = vaults.Select(vault => ReadType.ListOf(TypeNames.DiagnosticSetting, vault).Text).ToList();
        var apiVersion = run.Resources.ApiVersionOf(TypeNames.DiagnosticSetting);
        var (items, error) = await run.Batches.GetAsync(subscription, paths, apiVersion, cancellationToken);
        if (error is not null && Refusals.Contains(error.Status) && _isBatched)
        {
            _isBatched = false;
            run.Options.Notes?.Report($"Azure takes no batches ({error.Status} {error.Code}): settings are read one by one.");
        }

        foreach (var throttled in items.Where(item => item?.Status == 429))
        {
            run.Batches.Pause(subscription, throttled?.RetryAfter);
        }

        return items;
    }

    /// <summary>An item as a single request would have answered; null where only a single request can tell.</summary>
    private static ArmList? ListOf(ArmAnswer? item) => item switch
    {
        null or { Status: 401 or 408 or 429 or >= 500 } => null,
        { Failure: { } error } => new ArmList([], error),
        _ when item.Body.At("value").ValueKind != JsonValueKind.Array => null,
        _ when item.Body.At("nextLink").ValueKind != JsonValueKind.Undefined => null,
        _ => new ArmList([.. item.Body.ItemsAt("value")], null),
    };
}

using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>
/// Holds the changes of a saved plan against what is there, before the first of them is sent. Where a resource is still what the
/// plan was made from, an honest change alters nothing but what the plan shows, and nothing that others have: one that does was
/// forged. What has changed since is not told here: it is found stale when its turn comes.
/// </summary>
/// <param name="types">The types that the tool writes to.</param>
/// <param name="reader">Reads single resources.</param>
/// <param name="atOnce">How many are read at once, 1 or more.</param>
public sealed class LiveCheck(ResourceTypes types, IChangeWriter reader, int atOnce)
{
    private readonly ResourceNormalizer _normalizer = new(types);

    /// <summary>The controls of the document, which have a say in what is written over; none by default.</summary>
    public IReadOnlyList<IControl> Controls { get; init; } = [];

    /// <summary>What speaks against changes, in the order of the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<PlanObjection>> ObjectionsAsync(Plan plan, CancellationToken cancellationToken)
    {
        var found = new PlanObjection?[plan.Changes.Count];
        await Parallel.ForEachAsync(
            Looked(plan),
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (one, token) => found[one.Index] = await ObjectionAsync(one.Change, token));
        return [.. found.OfType<PlanObjection>()];
    }

    /// <summary>
    /// Changes of what is there already. What waits for the answer to another change, or changes a resource after another change
    /// did, meets what is not there yet.
    /// </summary>
    private List<(int Index, Change Change)> Looked(Plan plan)
    {
        var written = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. plan.Changes.Index()
                .Where(one => written.Add(types.ReadAt(one.Item.Type, one.Item.Resource))
                    && one.Item is not { Action: ChangeAction.Create, Method: "PUT" }
                    && !ChangeReference.IsIn(one.Item.Resource)
                    && (one.Item.Body.ValueKind == JsonValueKind.Undefined || !ChangeReference.IsIn(one.Item.Body.GetRawText())))
                .Select(one => (one.Index, one.Item)),
        ];
    }

    private async Task<PlanObjection?> ObjectionAsync(Change change, CancellationToken cancellationToken)
    {
        var live = await reader.ReadAsync(types.ReadAt(change.Type, change.Resource), change.ApiVersion, cancellationToken);
        return live.Failure is null && Precondition.Digest(change, live.Body, types) == change.Precondition
            && WhyForged(change, live.Body) is { } why
            ? new PlanObjection(ObjectionKind.NeverSent, change, why)
            : null;
    }

    private string? WhyForged(Change change, JsonElement live) =>
        types.WhyNeverSent(change.ToWrite())
            ?? WrittenOver.WhyNot(types, Controls, change.ToWrite(), live)
            ?? (UnshownChanges.Of(change, live, _normalizer) is { } path ? $"The plan does not show that it changes {path}." : null);
}

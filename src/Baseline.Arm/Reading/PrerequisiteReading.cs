using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads what decides whether a missing vault or identity can be created: its resource group, the registration of its provider,
/// and a deleted vault that holds the name. Of what is there already nothing more is asked.
/// </summary>
internal sealed class PrerequisiteReading(EstateReads run, SubscriptionAccess access)
{
    private static readonly string[] CreatedTypes = [TypeNames.Vault, TypeNames.Identity];

    /// <summary>Reads it.</summary>
    /// <param name="named">What the document names.</param>
    /// <param name="there">What of it is there.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task ReadAsync(IReadOnlyList<ResourceId> named, NamedRead there, CancellationToken cancellationToken)
    {
        var missing = named
            .Where(id => CreatedTypes.Any(id.IsOfType) && !there.Has(id) && !run.Collector.IsUnreadable(id))
            .ToList();
        var wanted = named.Where(id => missing.Exists(resource => IsNeeded(id, resource))).Distinct().Order().ToList();
        await run.ForEachAsync(wanted, ReadAsync, cancellationToken);
    }

    private static bool IsNeeded(ResourceId id, ResourceId missing) =>
        id.SubscriptionId == missing.SubscriptionId
        && (id.IsOfType(TypeNames.ResourceGroup) ? missing.IsAtOrBelow(id)
            : id.IsOfType(TypeNames.DeletedVault)
            ? missing.IsOfType(TypeNames.Vault) && missing.Name.Equals(id.Name, StringComparison.OrdinalIgnoreCase)
            : IsProvider(id) && missing.Type.StartsWith($"{id.Type}/", StringComparison.Ordinal));

    private static bool IsProvider(ResourceId id) => !id.Type.Contains('/', StringComparison.Ordinal);

    private async Task ReadAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (!await access.IsReadableAsync(id, cancellationToken))
        {
            return;
        }

        if (IsProvider(id))
        {
            await ReadProviderAsync(id, cancellationToken);
        }
        else
        {
            run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        }
    }

    /// <summary>Only that a provider is not registered is worth keeping.</summary>
    private async Task ReadProviderAsync(ResourceId id, CancellationToken cancellationToken)
    {
        var answer = await run.Resources.GetAsync(id, cancellationToken);
        if (answer.Failure is not null || answer.Body.TextAt("registrationState") != "Registered")
        {
            run.Take(answer, id);
        }
    }
}

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
    public Task<Found> ReadAsync(IReadOnlyList<ResourceId> named, NamedRead there, CancellationToken cancellationToken)
    {
        var missing = named
            .Where(id => CreatedTypes.Any(id.IsOfType) && !there.Has(id) && !there.IsUnreadable(id))
            .ToList();
        var wanted = named.Where(id => missing.Exists(resource => IsNeeded(id, resource))).Distinct().Order();
        return run.GatherAsync(
            wanted,
            (id, token) => access.ReadAsync(
                id, inner => IsProvider(id) ? ReadProviderAsync(id, inner) : run.ReadAsync(id, inner), token),
            cancellationToken);
    }

    private static bool IsNeeded(ResourceId id, ResourceId missing) =>
        id.SubscriptionId == missing.SubscriptionId
        && (id.IsOfType(TypeNames.ResourceGroup) ? missing.IsAtOrBelow(id)
            : id.IsOfType(TypeNames.DeletedVault)
            ? missing.IsOfType(TypeNames.Vault) && missing.Name.Equals(id.Name, StringComparison.OrdinalIgnoreCase)
            : IsProvider(id) && missing.Type.StartsWith($"{id.Type}/", StringComparison.Ordinal));

    private static bool IsProvider(ResourceId id) => !id.Type.Contains('/', StringComparison.Ordinal);

    /// <summary>Only that a provider is not registered is worth keeping.</summary>
    private async Task<Found> ReadProviderAsync(ResourceId id, CancellationToken cancellationToken)
    {
        var answer = await run.Resources.GetAsync(id, cancellationToken);
        return answer.Failure is null && answer.Body.TextAt("registrationState") == "Registered" ? Found.Nothing : Found.Of(answer, id);
    }
}

using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>Whether the document at hand lets a resource be written to, whenever and by whomever the write was planned. Pure.</summary>
/// <param name="document">The document at hand.</param>
/// <param name="estate">An estate with its scope, and the tags of what is written to where an exclusion asks for them.</param>
/// <param name="today">The day, in UTC, by which exemptions end.</param>
public sealed class WriteScope(BaselineDocument document, Estate estate, DateOnly today)
{
    private readonly EstateScope _scope = new(document.Scope, estate);
    private readonly ExemptionRegister _exemptions = new(document.Exemptions);
    private readonly HashSet<ResourceId> _named = [.. document.NamedResources];

    /// <summary>What has to be read to decide on writes.</summary>
    /// <param name="document">The document at hand.</param>
    /// <param name="writes">The writes.</param>
    public static EstateRequest RequestFor(BaselineDocument document, IReadOnlyList<ArmWrite> writes)
    {
        var needsTags = document.Scope.Exclusions.Any(exclusion => exclusion.TagName is not null);
        var owners = writes.Select(OwnerOf).OfType<ResourceId>().Distinct();
        return Planner.RequestFor(document) with
        {
            KeyVaults = false,
            ActivityLog = false,
            Named =
            [
                .. owners.Where(owner => owner.IsOfType("microsoft.storage/storageaccounts")
                    || (needsTags && owner.IsOfType("microsoft.keyvault/vaults")))
                    .Concat(document.Monitor006?.Identity is { } identity ? [identity.Id] : [])
                    .Distinct()
                    .Order(),
            ],
        };
    }

    /// <summary>What a write is about: the vault, account, identity, subscription or management group; null for what is no id.</summary>
    public static ResourceId? OwnerOf(ArmWrite write) =>
        ResourceId.TryParse(write.Resource, out var id)
            && ResourceId.TryParse(id.Text[..ResourceTypes.LockScopeOf(write.Type, id.Text).Length], out var owner)
            ? owner
            : null;

    /// <summary>
    /// Why a resource is not to be changed, as a sentence: it is out of scope, excluded or exempt; null where it is none of
    /// it.
    /// </summary>
    public string? WhyNot(ArmWrite write)
    {
        if (OwnerOf(write) is not { } owner)
        {
            return $"{write.Resource} is not the id of anything in scope.";
        }

        var isCovered = owner.SubscriptionId is { } subscription ? _scope.CoversSubscription(subscription)
            : _scope.ManagementGroups.Contains(owner);
        var control = IsOfKeyVault004(write, owner) ? KeyVault004Settings.Id : Monitor006Settings.Id;
        return !isCovered && !_named.Contains(owner) ? $"{owner} is not in the document's scope."
            : _scope.IsExcluded(owner) ? $"{owner} is excluded from the document's scope."
            : _exemptions.Live(control, owner, today) is { } exemption
                ? $"{owner} is exempt from {control} until {exemption.Expires:yyyy-MM-dd}, and what is exempt is never changed."
            : null;
    }

    /// <summary>Logs of vaults, and how long they are kept, are that control's; all else is Monitor-006's.</summary>
    private static bool IsOfKeyVault004(ArmWrite write, ResourceId owner) =>
        (write.Type.Equals("Microsoft.Insights/diagnosticSettings", StringComparison.OrdinalIgnoreCase)
            && owner.IsOfType("microsoft.keyvault/vaults"))
        || write.Type.Equals("Microsoft.Storage/storageAccounts/managementPolicies", StringComparison.OrdinalIgnoreCase);
}

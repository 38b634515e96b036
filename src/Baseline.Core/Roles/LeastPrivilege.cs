using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.Resources;

namespace Baseline.Roles;

/// <summary>
/// The least that a document needs of Azure: what it does not ask for, such as creating a key, is not
/// in the role either.
/// </summary>
public static class LeastPrivilege
{
    /// <summary>All roles that a document needs, the smallest for planning first.</summary>
    public static IReadOnlyList<CustomRole> Of(BaselineDocument document) =>
        [ForPlan(document), ForApply(document), ForDestinations(document), ForUndo(document)];

    /// <summary>Reads everything that a verdict rests on.</summary>
    public static CustomRole ForPlan(BaselineDocument document) => Role(
        document, "plan", "Reads what baseline plan judges. Assign it at everything in scope.", Reads(document));

    /// <summary>Reads, and writes what the document lets apply write.</summary>
    public static CustomRole ForApply(BaselineDocument document) => Role(
        document,
        "apply",
        "Reads and writes what baseline apply changes. Assign it at everything in scope, to another identity than the one that plans.",
        [.. Reads(document), .. Writes(document)]);

    /// <summary>
    /// What a diagnostic setting needs of the account that it writes to. It hands out the account's keys, and so stands alone.
    /// </summary>
    private static CustomRole ForDestinations(BaselineDocument document) => Role(
        document,
        "destinations",
        "Lets diagnostic settings name a storage account. It gives access to all data of the account: assign it at the "
            + "destination accounts only, to the identity that applies.",
        [
            "Microsoft.Storage/storageAccounts/listKeys/action",
            "Microsoft.Storage/storageAccounts/read",
            .. OtherDestinations(document),
        ]);

    private static IEnumerable<string> OtherDestinations(BaselineDocument document)
    {
        var kinds = document.NamedDestinations.Select(sink => sink.Kind).ToHashSet();
        if (kinds.Contains(SinkKind.Workspace))
        {
            yield return "Microsoft.OperationalInsights/workspaces/read";
            yield return "Microsoft.OperationalInsights/workspaces/sharedKeys/action";
        }

        if (kinds.Contains(SinkKind.EventHub))
        {
            yield return "Microsoft.EventHub/namespaces/authorizationRules/listkeys/action";
            yield return "Microsoft.EventHub/namespaces/authorizationRules/read";
        }
    }

    /// <summary>Takes back what apply did; needed only where runs are undone.</summary>
    private static CustomRole ForUndo(BaselineDocument document) => Role(
        document,
        "undo",
        "Deletes what baseline apply created, for baseline undo. Assign it for the time of the undo, beside the role for apply.",
        Deletes(document));

    private static IEnumerable<string> Reads(BaselineDocument document)
    {
        yield return "Microsoft.Resources/subscriptions/read";
        yield return "Microsoft.Resources/subscriptions/providers/read";
        yield return "Microsoft.Resources/subscriptions/resourceGroups/read";
        yield return "Microsoft.Authorization/locks/read";
        yield return "Microsoft.Insights/DiagnosticSettings/Read";
        yield return "Microsoft.KeyVault/vaults/read";
        yield return "Microsoft.Storage/storageAccounts/read";
        yield return "Microsoft.Storage/storageAccounts/managementPolicies/read";
        yield return "Microsoft.OperationalInsights/workspaces/read";
        yield return "Microsoft.EventHub/namespaces/read";
        yield return "Microsoft.EventHub/namespaces/authorizationRules/read";
        yield return "Microsoft.EventHub/namespaces/eventhubs/authorizationRules/read";
        if (document.Scope.Tenant || document.Scope.ManagementGroups.Count > 0)
        {
            yield return "Microsoft.Management/managementGroups/read";
            yield return "Microsoft.Management/managementGroups/descendants/read";
        }

        if (document.KeyVault004 is not null)
        {
            yield return "Microsoft.KeyVault/managedHSMs/read";
            yield return "Microsoft.Storage/storageAccounts/blobServices/read";
            yield return "Microsoft.Storage/storageAccounts/blobServices/containers/read";
            yield return "Microsoft.Storage/storageAccounts/storageTaskAssignments/read";
            yield return "Microsoft.StorageActions/storageTasks/read";
        }

        if (document.Monitor006 is not null)
        {
            yield return "Microsoft.Authorization/roleAssignments/read";
            yield return "Microsoft.Insights/LogProfiles/Read";
            yield return "Microsoft.KeyVault/vaults/keys/read";
            yield return "Microsoft.ManagedIdentity/userAssignedIdentities/read";
            yield return "Microsoft.Storage/storageAccounts/blobServices/containers/read";
            yield return "Microsoft.Storage/storageAccounts/encryptionScopes/read";
            foreach (var action in ReadsBeforeCreation(document))
            {
                yield return action;
            }
        }
    }

    /// <summary>What must be looked at before something is created.</summary>
    private static IEnumerable<string> ReadsBeforeCreation(BaselineDocument document)
    {
        yield return "Microsoft.KeyVault/vaults/keys/versions/read";
        if (document.Monitor006 is { Key.CreateVault: not null } or { Identity.CreateLocation: not null })
        {
            yield return "Microsoft.Resources/subscriptions/resourceGroups/read";
        }

        if (document.Monitor006 is { Key.CreateVault: not null })
        {
            yield return "Microsoft.KeyVault/locations/deletedVaults/read";
        }
    }

    private static IEnumerable<string> Writes(BaselineDocument document)
    {
        if (WritesSettings(document))
        {
            yield return "Microsoft.Insights/DiagnosticSettings/Write";
        }

        if (document.KeyVault004 is { } keyVault)
        {
            foreach (var action in LifecycleWrites(keyVault))
            {
                yield return action;
            }
        }

        if (document.Monitor006 is { Key: { } key } monitor)
        {
            yield return "Microsoft.Storage/storageAccounts/write";
            foreach (var action in KeyWrites(monitor, key))
            {
                yield return action;
            }
        }
    }

    /// <summary>Where 0 is accepted, a lifecycle rule that an earlier document asked for goes away again.</summary>
    private static IEnumerable<string> LifecycleWrites(KeyVault004Settings settings)
    {
        if (!settings.Destination.Accepts(SinkKind.StorageAccount))
        {
            yield break;
        }

        var takesBack = settings.Retention.AcceptsForever;
        if (takesBack || settings.ManageLifecycle)
        {
            yield return "Microsoft.Storage/storageAccounts/managementPolicies/write";
        }

        if (takesBack)
        {
            yield return "Microsoft.Storage/storageAccounts/managementPolicies/delete";
        }
    }

    private static IEnumerable<string> KeyWrites(Monitor006Settings monitor, KeySettings key)
    {
        if (monitor.ConsentsToPurgeProtection)
        {
            yield return "Microsoft.KeyVault/vaults/write";
        }

        if (key.CreateVault?.Network?.Subnets.Count > 0)
        {
            yield return "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action";
        }

        if (key.CreateSize is not null)
        {
            yield return "Microsoft.KeyVault/vaults/keys/write";
        }

        if (monitor.GrantAutomatically)
        {
            // The vault's own model decides which of the two is used.
            yield return "Microsoft.Authorization/roleAssignments/write";
            yield return "Microsoft.KeyVault/vaults/accessPolicies/write";
        }

        if (monitor.Identity is { } identity)
        {
            yield return "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
            if (identity.CreateLocation is not null)
            {
                yield return "Microsoft.ManagedIdentity/userAssignedIdentities/write";
            }
        }
    }

    private static IEnumerable<string> Deletes(BaselineDocument document)
    {
        if (WritesSettings(document))
        {
            yield return "Microsoft.Insights/DiagnosticSettings/Delete";
        }

        if (document.KeyVault004 is { ManageLifecycle: true })
        {
            yield return "Microsoft.Storage/storageAccounts/managementPolicies/delete";
        }

        if (document.Monitor006 is { Key: not null, GrantAutomatically: true })
        {
            yield return "Microsoft.Authorization/roleAssignments/delete";
        }
    }

    private static bool WritesSettings(BaselineDocument document) =>
        document.KeyVault004 is not null || document.Monitor006 is { Export.StorageAccount: not null };

    private static CustomRole Role(BaselineDocument document, string purpose, string description, IEnumerable<string> actions) => new(
        purpose,
        $"baseline {purpose} {document.Name}",
        description,
        [.. actions.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)],
        Scopes(document));

    /// <summary>A tenant's root group holds all the rest; what the document names counts as in scope wherever it lies.</summary>
    private static IReadOnlyList<ResourceId> Scopes(BaselineDocument document) => document.Scope.Tenant
        ? []
        :
        [
            .. document.Scope.ManagementGroups.Order(),
            .. document.Scope.Subscriptions
                .Concat(document.NamedResources.Select(id => id.SubscriptionId).OfType<string>())
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(ResourceId.Subscription)
                .Order(),
        ];
}

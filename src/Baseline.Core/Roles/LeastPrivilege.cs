using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;

namespace Baseline.Roles;

/// <summary>
/// The least that a document needs of Azure: what it does not ask for, such as creating a key, is not
/// in the role either.
/// </summary>
/// <param name="catalogue">The controls of the tool.</param>
public sealed class LeastPrivilege(ControlCatalogue catalogue)
{
    /// <summary>All roles that a document needs, the smallest for planning first.</summary>
    public IReadOnlyList<CustomRole> Of(BaselineDocument document) =>
        [
            .. new[] { ForPlan(document), ForApply(document), ForDestinations(document), ForUndo(document) }
                .Where(role => role.Actions.Count > 0),
        ];

    /// <summary>Reads everything that a verdict rests on.</summary>
    public CustomRole ForPlan(BaselineDocument document) => Role(
        document, "plan", "Reads what baseline plan judges. Assign it at everything in scope.", Reads(document));

    /// <summary>Reads, and writes what the document lets apply write.</summary>
    public CustomRole ForApply(BaselineDocument document) => Role(
        document,
        "apply",
        "Reads and writes what baseline apply changes. Assign it at everything in scope, to another identity than the one that plans.",
        [.. Reads(document), .. Of(document, actions => actions.Writes)]);

    /// <summary>
    /// What a diagnostic setting needs of the accounts, workspaces and event hubs that it writes to. It hands out their keys, and so stands
    /// alone.
    /// </summary>
    private CustomRole ForDestinations(BaselineDocument document) => Role(
        document,
        "destinations",
        "Lets diagnostic settings name the storage account, workspace or event hub that logs go to. It hands out the keys of "
            + "these, and with them all data: assign it at the destinations only, to the identity that applies.",
        Of(document, actions => actions.Destinations)) with
    {
        Targets = [.. document.Controls.SelectMany(settings => settings.Destinations).Distinct().Order()],
    };

    /// <summary>Takes back what apply did; needed only where runs are undone.</summary>
    private CustomRole ForUndo(BaselineDocument document) => Role(
        document,
        "undo",
        "Deletes what baseline apply created, for baseline undo. Assign it while you undo, beside the role for apply.",
        Of(document, actions => actions.Deletes));

    /// <summary>What any document needs, and what its controls do.</summary>
    private IEnumerable<string> Reads(BaselineDocument document)
    {
        IEnumerable<string> always =
        [
            "Microsoft.Resources/subscriptions/read",
            "Microsoft.Resources/subscriptions/providers/read",
            "Microsoft.Resources/subscriptions/resourceGroups/read",
            "Microsoft.Authorization/locks/read",
        ];
        IEnumerable<string> ofGroups = document.Scope.Tenant || document.Scope.ManagementGroups.Count > 0
            ? ["Microsoft.Management/managementGroups/read", "Microsoft.Management/managementGroups/descendants/read"]
            : [];
        return always.Concat(ofGroups).Concat(Of(document, actions => actions.Reads));
    }

    private IEnumerable<string> Of(BaselineDocument document, Func<RoleActions, IReadOnlyList<string>> part) =>
        document.Controls.SelectMany(settings => part(catalogue.DefinitionOf(settings).Actions(settings)));

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

using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>What a diagnostic setting can export to.</summary>
public enum SinkKind
{
    /// <summary>A storage account.</summary>
    StorageAccount,

    /// <summary>A Log Analytics workspace.</summary>
    Workspace,

    /// <summary>An event hub, named by an authorization rule of its namespace.</summary>
    EventHub,

    /// <summary>A partner's service, of which Azure Resource Manager tells nothing.</summary>
    Partner,
}

/// <summary>One destination of a diagnostic setting, or of a data collection rule.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Member">The member that names it, such as <c>workspaceId</c> of the setting's properties.</param>
/// <param name="Text">As the setting or the rule spells it.</param>
/// <param name="Id">Its id; null where the text is none.</param>
public sealed record Sink(SinkKind Kind, string Member, string Text, ResourceId? Id)
{
    /// <summary>The event hub within its namespace; null where each category has one of its own, and for all other kinds.</summary>
    public string? HubName { get; init; }

    /// <summary>What the logs go to, for sentences: an event hub is named beside the rule that opens it.</summary>
    public string Place => $"{Id?.Text ?? Text}{(HubName is null || IsHubItself ? "" : $" (event hub {HubName})")}";

    /// <summary>Equal for equal destinations, in whatever letter case they are spelled.</summary>
    public string Key => Id?.Key ?? Text.ToLowerInvariant();

    /// <summary>
    /// What must exist for logs to arrive, the outermost first: the namespace of an event hub before its authorization rule. Of one that
    /// is named by its own id only the namespace, as hubs are never read. Empty where nothing can be asked for: a partner's service, or
    /// a type that is not known here.
    /// </summary>
    public IReadOnlyList<ResourceId> Resources
    {
        get
        {
            if (Id is null)
            {
                return [];
            }

            return Kind == SinkKind.StorageAccount || (Kind == SinkKind.Workspace && Id.IsOfType(TypeNames.Workspace)) ? [Id]
                : Kind == SinkKind.EventHub && NamespaceOf(Id) is { } outer ? IsHubItself ? [outer] : [outer, Id]
                : [];
        }
    }

    /// <summary>What is known of the destination: absent where any part of it is, unknown where any part could not be read.</summary>
    public Lookup LookUp(Estate estate)
    {
        if (Id is null && Kind != SinkKind.Partner)
        {
            return new Lookup(Presence.Absent, null, "");
        }

        var parts = Resources.Select(estate.Find).ToList();
        return parts.Find(part => part.Presence == Presence.Absent)
            ?? parts.Find(part => part.Presence == Presence.Unknown)
            ?? parts.LastOrDefault()
            ?? new Lookup(Presence.Found, null, "");
    }

    /// <summary>A storage account that a document names.</summary>
    public static Sink OfStorageAccount(ResourceId account) => new(SinkKind.StorageAccount, "storageAccountId", account.Text, account);

    /// <summary>A workspace that a document names.</summary>
    public static Sink OfWorkspace(ResourceId workspace) => new(SinkKind.Workspace, "workspaceId", workspace.Text, workspace);

    /// <summary>An event hub that a document names.</summary>
    /// <param name="rule">The authorization rule of its namespace.</param>
    /// <param name="name">The event hub; null for one for each category.</param>
    public static Sink OfEventHub(ResourceId rule, string? name) =>
        new(SinkKind.EventHub, "eventHubAuthorizationRuleId", rule.Text, rule) { HubName = name };

    /// <summary>
    /// Whether logs end up at the same place. Of an event hub that is its namespace and its name; by which rule it is opened does
    /// not matter.
    /// </summary>
    public bool IsSamePlaceAs(Sink other) =>
        Kind == other.Kind
        && Resources is [var place, ..]
        && other.Resources is [var same, ..]
        && place == same
        && string.Equals(HubName, other.HubName, StringComparison.OrdinalIgnoreCase);

    private bool IsHubItself => Id?.IsOfType(TypeNames.EventHub) == true;

    private static ResourceId? NamespaceOf(ResourceId rule)
    {
        var inner = rule.Type.StartsWith(TypeNames.EventHubNamespace + "/", StringComparison.OrdinalIgnoreCase) ? rule : null;
        for (var at = inner; at is not null; at = at.Parent)
        {
            if (at.IsOfType(TypeNames.EventHubNamespace))
            {
                return at;
            }
        }

        return null;
    }
}

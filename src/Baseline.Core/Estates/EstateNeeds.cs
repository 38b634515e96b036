using Baseline.Azure;

namespace Baseline.Estates;

/// <summary>A type of which every resource in scope is read.</summary>
/// <param name="Name">The type in Azure's spelling, such as <c>Microsoft.KeyVault/vaults</c>.</param>
/// <param name="ApiVersion">The api-version of its list.</param>
public sealed record ListedType(string Name, string ApiVersion)
{
    /// <summary>Alerts on activity logs.</summary>
    public static ListedType ActivityLogAlerts { get; } = new(TypeNames.ActivityLogAlert, "2020-10-01");

    /// <summary>Action groups: whom alerts tell.</summary>
    public static ListedType ActionGroups { get; } = new(TypeNames.ActionGroup, "2023-01-01");
}

/// <summary>What a control has to know of an estate.</summary>
/// <param name="KeyVaults">Whether vaults and their diagnostic settings are needed.</param>
/// <param name="ActivityLog">Whether subscription settings, and the accounts they name, are needed.</param>
public sealed record EstateNeeds(bool KeyVaults, bool ActivityLog)
{
    /// <summary>
    /// Whether, with the activity log, what encrypts the accounts that receive it is needed: their keys, and the scope of the log's
    /// container; true by default.
    /// </summary>
    public bool Encryption { get; init; } = true;

    /// <summary>
    /// Whether, with the activity log, what decides how long accounts and workspaces keep it is needed; false by default.
    /// </summary>
    public bool ActivityLogRetention { get; init; }

    /// <summary>
    /// Whether the blob services of the accounts that receive logs, or that the document names for that, are needed; false by default.
    /// </summary>
    public bool BlobServices { get; init; }

    /// <summary>
    /// Whether accounts may get a lifecycle policy, so that of some it must be known whether they keep versions of what is deleted; false
    /// by default. Of which, <see cref="EstateRequest.StillNeeded"/> says.
    /// </summary>
    public bool NewPolicies { get; init; }

    /// <summary>
    /// Whether the containers of logs in those accounts are needed, with what keeps them; false by default.
    /// </summary>
    public bool LogContainers { get; init; }

    /// <summary>Names of other containers that are needed with them; none by default.</summary>
    public IReadOnlyList<string> ContainerNames { get; init; } = [];

    /// <summary>Types of which every resource in scope is needed, with nothing that belongs to it.</summary>
    public IReadOnlyList<ListedType> Types { get; init; } = [];

    /// <summary>Names of resource groups of which has to be known whether each subscription in scope has one; none by default.</summary>
    public IReadOnlyList<string> ResourceGroups { get; init; } = [];

    /// <summary>
    /// Types whose resources are needed with their diagnostic settings, and with what they offer to them; none by default.
    /// </summary>
    public IReadOnlyList<LoggedTypes> Logged { get; init; } = [];

    /// <summary>Nothing but what is named.</summary>
    public static EstateNeeds Nothing { get; } = new(KeyVaults: false, ActivityLog: false) { Encryption = false };

    /// <summary>All that any control needs.</summary>
    public static EstateNeeds Everything { get; } = new(KeyVaults: true, ActivityLog: true)
    {
        ActivityLogRetention = true,
        Types = [ListedType.ActionGroups, ListedType.ActivityLogAlerts],
        BlobServices = true,
        LogContainers = true,
        Logged = [LoggedTypes.All],
    };

    /// <summary>What these and others ask for together.</summary>
    public EstateNeeds And(EstateNeeds other) => new(KeyVaults || other.KeyVaults, ActivityLog || other.ActivityLog)
    {
        Encryption = (ActivityLog && Encryption) || (other.ActivityLog && other.Encryption),
        BlobServices = BlobServices || other.BlobServices,
        NewPolicies = NewPolicies || other.NewPolicies,
        LogContainers = LogContainers || other.LogContainers,
        ContainerNames = [.. ContainerNames.Union(other.ContainerNames, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        ActivityLogRetention = ActivityLogRetention || other.ActivityLogRetention,
        Types = [.. Types.Union(other.Types).OrderBy(type => type.Name, StringComparer.Ordinal)],
        ResourceGroups = [.. ResourceGroups.Union(other.ResourceGroups, StringComparer.OrdinalIgnoreCase)],
        Logged = [.. Logged, .. other.Logged],
    };
}

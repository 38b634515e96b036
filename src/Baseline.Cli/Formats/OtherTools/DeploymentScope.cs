using Baseline.Azure;

namespace Baseline.Cli.Formats.OtherTools;

/// <summary>What kind of thing a resource is deployed to.</summary>
internal enum ScopeKind
{
    /// <summary>The tenant.</summary>
    Tenant,

    /// <summary>A management group.</summary>
    ManagementGroup,

    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A resource group.</summary>
    ResourceGroup,
}

/// <summary>Where a resource lies: the resource group, subscription or management group that a deployment of it goes to.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id; null for the tenant.</param>
internal sealed record DeploymentScope(ScopeKind Kind, ResourceId? Id)
{
    /// <summary>The scope of a resource.</summary>
    public static DeploymentScope Of(ResourceId resource)
    {
        for (var above = resource.Parent; above is not null; above = above.Parent)
        {
            if (KindOf(above) is { } kind)
            {
                return new DeploymentScope(kind, above);
            }
        }

        return new DeploymentScope(ScopeKind.Tenant, null);
    }

    /// <summary>Whether a resource is a scope itself, and nothing that is declared in one.</summary>
    public static bool Is(ResourceId resource) => KindOf(resource) is not null;

    private static ScopeKind? KindOf(ResourceId id) =>
        id.IsOfType(TypeNames.ResourceGroup) ? ScopeKind.ResourceGroup
        : id.IsOfType(TypeNames.Subscription) ? ScopeKind.Subscription
        : id.IsOfType(TypeNames.ManagementGroup) ? ScopeKind.ManagementGroup
        : null;
}

using Baseline.Roles;

namespace Baseline.Cli.Commands.Role;

/// <summary>Where a role can be assigned, and where it is to be.</summary>
internal static class RoleScopes
{
    /// <summary>Stands for the id of the tenant, which a document does not know.</summary>
    public const string TenantMark = "TENANT_ID";

    /// <summary>The scopes in which a role can be assigned; the tenant is its root management group, which has the tenant's id.</summary>
    /// <param name="role">The role.</param>
    /// <param name="tenant">The tenant's id, or what stands for it.</param>
    public static IReadOnlyList<string> Of(CustomRole role, string tenant) => role.Scopes.Count == 0
        ? [$"/providers/Microsoft.Management/managementGroups/{tenant}"]
        : [.. role.Scopes.Select(scope => scope.Text)];

    /// <summary>The scopes at which it is to be assigned; none where the document does not name them.</summary>
    /// <param name="role">The role.</param>
    /// <param name="tenant">The tenant's id, or what stands for it.</param>
    public static IReadOnlyList<string> ToAssign(CustomRole role, string tenant) =>
        role.Targets is { } targets ? [.. targets.Select(target => target.Text)] : Of(role, tenant);
}

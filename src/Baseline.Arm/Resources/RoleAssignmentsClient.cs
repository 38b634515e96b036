using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>Microsoft.Authorization/roleAssignments.</summary>
internal sealed class RoleAssignmentsClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId scope) => scope.Child("providers/Microsoft.Authorization/roleAssignments");

    /// <summary>Without a filter: the assignments at the scope, above it, and beneath it, such as those of a single key.</summary>
    public Task<ArmList> ListForScopeAsync(ResourceId scope, CancellationToken cancellationToken) =>
        arm.ListAsync(PathOf(scope).Text, ApiVersions.RoleAssignments, cancellationToken);
}

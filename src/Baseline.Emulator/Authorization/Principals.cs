using Baseline.Emulator.Gateway;
using Baseline.Emulator.Identity;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Authorization;

/// <summary>Which principals the directory knows: those of managed identities, and whom it has already seen.</summary>
internal sealed class Principals(Tenant tenant)
{
    public bool IsKnown(string principalId, string? type)
    {
        // People and groups are no part of an estate, so they are taken at their word.
        if (!IsIdentity(principalId) && (type.Same("User") || type.Same("Group") || type.Same("ForeignGroup")))
        {
            return true;
        }

        var isKnown = IsIdentity(principalId) || tenant.Resources.OfType(RoleAssignmentApi.Type)
            .Any(assignment => assignment.Properties["principalId"].AsText().Same(principalId));
        if (!isKnown)
        {
            return false;
        }

        // Who says that it is a service principal is not asked to wait, unless that is how the tenant is to behave.
        var waits = type is null || !tenant.Options.PrincipalTypeSkipsCheck;
        return !waits || tenant.Propagation.IsIdentityKnown(principalId);
    }

    /// <summary>Whether the principal is a managed identity of the estate, user- or system-assigned.</summary>
    public bool IsIdentity(string principalId) =>
        tenant.Resources.OfType(UserAssignedIdentityApi.Type)
            .Any(identity => identity.Properties["principalId"].AsText().Same(principalId))
        || tenant.Resources.All.Any(resource => resource.Body.At("identity", "principalId").AsText().Same(principalId));

    public ArmResponse NotFound(string principalId, ResourcePath scope) => Answer.Error(
        400,
        "PrincipalNotFound",
        $"Principal {principalId.Replace("-", "", StringComparison.Ordinal)} does not exist in the directory "
        + $"{tenant.TenantIdOf(scope)}. Check that you have the correct principal ID. If you are creating this principal and "
        + "then immediately assigning a role, this error might be related to a replication delay. In this case, set the role "
        + "assignment principalType property to a value, such as ServicePrincipal, User, or Group.  "
        + "See https://aka.ms/docs-principaltype");
}

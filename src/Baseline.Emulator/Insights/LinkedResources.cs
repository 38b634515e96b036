using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>What a setting names beside its own resource: the gateway asks whether the caller may use it.</summary>
internal sealed class LinkedResources(Tenant tenant)
{
    /// <summary>
    /// The resource, or the refusal of a setting that names it; <paramref name="action"/> is what the caller must be allowed.
    /// </summary>
    public (StoredResource? Found, ArmResponse? Refusal) Find(ArmCall call, ResourcePath path, string action)
    {
        if (tenant.FindSubscription(path.Subscription) is null || IsForbidden(path))
        {
            return (null, NotAllowed(call, path, action));
        }

        if (!tenant.MayLink(call.Path, path))
        {
            return (null, OtherTenant(call, path));
        }

        return tenant.Resources.Find(path) is { } found
            ? (found, null)
            : (null, Answer.Bare(404, "ResourceNotFound", $"The resource '{path.Text}' doesn't exist."));
    }

    private bool IsForbidden(ResourcePath path)
    {
        for (var scope = path; !scope.IsTenant; scope = scope.Parent)
        {
            if (tenant.UnreadableAt(scope) is { IsForbidden: true })
            {
                return true;
            }
        }

        return false;
    }

    private static string Allowed(ArmCall call) =>
        $"The client '{Caller.ClientId}' with object id '{Caller.ObjectId}' has permission to perform action "
        + $"'Microsoft.Insights/diagnosticSettings/write' on scope '{call.Path.Text}'; however, ";

    private static ArmResponse NotAllowed(ArmCall call, ResourcePath path, string action) => Answer.Refused(
        403,
        "LinkedAuthorizationFailed",
        $"{Allowed(call)}it does not have permission to perform action '{action}' on the linked scope(s) '{path.Text}' "
        + "or the linked scope(s) are invalid.");

    private ArmResponse OtherTenant(ArmCall call, ResourcePath path) => Answer.Refused(
        403,
        "LinkedAuthorizationFailed",
        $"{Allowed(call)}the current tenant '{tenant.TenantIdOf(call.Path)}' is not authorized to access linked subscription "
        + $"'{path.Subscription}'.");
}

using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>
/// The accounts to which a control may add a lifecycle policy for its own rule. Whether an account keeps versions of what is deleted
/// bears on a verdict only where it has a policy, and on the rule wherever one is written: the rule then deletes the versions as well.
/// </summary>
internal static class NewPolicies
{
    /// <summary>The blob services of such accounts, as far as nothing is known of them, each once; none where no rule is added.</summary>
    /// <param name="requirement">What the control demands.</param>
    /// <param name="input">What it judges by. The day does not matter: exemptions count for nothing here.</param>
    /// <param name="settings">The settings of what it judges.</param>
    public static IEnumerable<ResourceId> UnreadServices(
        LogRequirement requirement, EvaluationInput input, IEnumerable<DiagnosticSetting> settings)
    {
        if (!requirement.AddsPolicies)
        {
            return [];
        }

        var context = new ControlContext(input with { Exemptions = [] }, requirement.Control);
        var accounts = settings.SelectMany(setting => setting.Destinations)
            .Concat(requirement.Destination.Named)
            .Where(sink => sink.Kind == SinkKind.StorageAccount && requirement.Destination.MayCount(sink))
            .Select(sink => sink.Id)
            .OfType<ResourceId>();

        // Thousands of sources log to one account.
        return accounts.Distinct()
            .Where(account => MayGetPolicy(context, account))
            .Select(StorageServices.BlobOf)
            .Where(service => input.Estate.Find(service).Presence == Presence.Absent);
    }

    /// <summary>The blob services of accounts that a saved plan changes, by which its rules are held; none where none is written.</summary>
    /// <param name="requirement">What the control demands.</param>
    /// <param name="owners">What the changes of the plan are about.</param>
    public static IEnumerable<ResourceId> ServicesOf(LogRequirement requirement, IReadOnlyList<ResourceId> owners) =>
        requirement.ManageLifecycle
            ? owners.Where(owner => owner.IsOfType(TypeNames.StorageAccount)).Select(StorageServices.BlobOf)
            : [];

    private static bool MayGetPolicy(ControlContext context, ResourceId account) =>
        context.Estate.Find(account).Resource is { } found
        && LifecyclePolicy.IsTakenBy(found)
        && context.Estate.Find(LifecyclePolicy.IdOf(account)).Presence == Presence.Absent
        && context.WhyNotWritable(account) is null;
}

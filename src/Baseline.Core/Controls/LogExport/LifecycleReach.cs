using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Json;

namespace Baseline.Controls.LogExport;

/// <summary>
/// Whose logs a lifecycle rule of the tool's own will end beside those that the document is about: it is for all that lies in the
/// container of a log, and what is exempt, excluded or out of scope may log there as well. What a rule has deleted no undo brings back.
/// </summary>
internal sealed class LifecycleReach(LogRequirement requirement, ControlContext context)
{
    private const int MostNamed = 5;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private ILookup<ResourceId, ResourceId>? _others;

    /// <summary>
    /// Leaves a warning where a change brings the rule to an account that is known to receive such logs and keeps them for longer today;
    /// once for each account.
    /// </summary>
    /// <param name="draft">The change.</param>
    /// <param name="judged">What it is made for, or another resource that the control judges.</param>
    public void Of(ChangeDraft draft, ResourceId judged)
    {
        // A change of the policy either brings the rule or takes it away, and takes it away only where the log may stay forever.
        if (draft.Type != TypeNames.LifecyclePolicy
            || requirement is not { WritesRule: true, LifecycleRule: { } own, Accepted.RuleDays: { } days }
            || !_told.Add(draft.Key))
        {
            return;
        }

        _others ??= Others(judged);
        var policy = ResourceId.Parse(draft.Resource);
        var account = policy.Parent ?? policy;
        var known = LogAccount.Of(context.Estate, account, own.Container);
        List<ResourceId> ended = [.. _others[account].Where(owner => IsKeptLonger(owner, known, days)).Order()];
        if (ended.Count == 0)
        {
            return;
        }

        var more = ended.Count > MostNamed ? $" and {ended.Count - MostNamed} more" : "";
        var named = string.Join(", ", ended.Take(MostNamed).Select(owner => $"{owner} ({WhyNotJudged(owner, judged)})"));
        context.Notice(new Notice(
            "BL2051",
            requirement.Control,
            account.Text,
            $"Lifecycle rule \"{own.Name}\" is for all of container {own.Container}, so that it deletes after "
                + $"{AcceptedRetention.In(days)} what others log there as well: {named}{more}."));
    }

    private bool IsKeptLonger(ResourceId owner, LogAccount account, int days) =>
        !account.Policy.RulesThatShorten(requirement.PathOf(new LogSource(owner, Region: null)), account.IsVersioned)
            .Any(rule => rule.DeleteAfterDays <= days);

    /// <summary>What exports the log to each account, as far as it was read, and is not judged by the control.</summary>
    private ILookup<ResourceId, ResourceId> Others(ResourceId judged) => context.Estate.OfType(TypeNames.DiagnosticSetting)
        .Select(resource => new DiagnosticSetting(resource))
        .SelectMany(setting =>
            setting is { StorageAccount: { } account, Resource.Id.Parent: { } owner }
                && WhyNotJudged(owner, judged) is not null
                && requirement.Log.OwnCategories.Any(category => Exports(setting, owner, judged, category))
                ? [(Account: account, Owner: owner)]
                : Array.Empty<(ResourceId Account, ResourceId Owner)>())
        .Distinct()
        .ToLookup(one => one.Account, one => one.Owner);

    /// <summary>Whether a setting writes a category to the container of the log.</summary>
    private bool Exports(DiagnosticSetting setting, ResourceId owner, ResourceId judged, string category)
    {
        var groups = IsLikeJudged(owner, judged) ? requirement.Log.GroupsOf(category)
            : LogContainers.OfCategory(category) == requirement.Log.Container ? GroupsOf(owner, category)
            : null;
        return groups is not null && setting.Logs.Any(row => row.Enabled && row.SpeaksOf(category, groups));
    }

    /// <summary>The groups that hold a category of a resource of another type, as far as Azure was asked for what it offers.</summary>
    private IReadOnlyList<string> GroupsOf(ResourceId owner, string category) =>
    [
        .. context.Estate.List(owner, TypeNames.LogCategory).Resources
            .Where(offered => offered.Id.Name.Equals(category, StringComparison.OrdinalIgnoreCase))
            .SelectMany(offered => offered.Body.TextsAt("properties.categoryGroups")),
    ];

    /// <summary>Why the control does not ask for the log of a source, in a word or two; null where it does.</summary>
    private string? WhyNotJudged(ResourceId owner, ResourceId judged) =>
        !IsLikeJudged(owner, judged) ? $"no {requirement.Log.SourceNoun}"
        : context.Scope.IsExcluded(owner) ? "excluded"
        : !IsCovered(owner) ? "out of scope"
        : context.Exemptions.Live(requirement.Control, owner, context.AsOf) is not null ? "exempt"
        : null;

    private bool IsCovered(ResourceId owner) => owner.SubscriptionId is { } guid
        ? context.Scope.CoversSubscription(guid)
        : context.Scope.ManagementGroups.Contains(owner);

    /// <summary>Whether a source is of the type that is judged; management groups have an activity log as subscriptions do.</summary>
    private static bool IsLikeJudged(ResourceId owner, ResourceId judged) =>
        owner.IsOfType(judged.Type) || (owner.IsOfType(TypeNames.ManagementGroup) && judged.IsOfType(TypeNames.Subscription));
}

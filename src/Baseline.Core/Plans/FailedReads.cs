using Baseline.Azure;
using Baseline.Controls;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>
/// The failed reads that no finding and no other notice speaks of, as no verdict rests on them: each is told, so that nothing that
/// was to be read is passed over in silence.
/// </summary>
internal sealed class FailedReads
{
    private const string Code = "BL2017";

    private static readonly string[] Containers =
        [TypeNames.Subscription, TypeNames.ResourceGroup, TypeNames.ManagementGroup];

    // Where one of these lists fails, the subscription or group above it has a finding that is unknown.
    private static readonly string[] Judged =
        [TypeNames.Vault, TypeNames.DiagnosticSetting, TypeNames.LogProfile, TypeNames.ActivityLogAlert, TypeNames.Subscription];

    private readonly EvaluationInput _input;
    private readonly HashSet<ResourceId> _unknown;
    private readonly HashSet<string?> _subscriptions;

    // Only for a read that is not found by its id.
    private readonly Lazy<List<string>> _texts;

    private FailedReads(EvaluationInput input, IReadOnlyList<Finding> findings, IReadOnlyList<Notice> notices)
    {
        _input = input;
        var details = findings.SelectMany(finding => finding.Details).ToList();
        _unknown =
        [
            .. findings.Where(finding => finding.State is ComplianceState.Unknown or ComplianceState.Exempt)
                .Select(finding => finding.Resource),
            .. details.Where(detail => detail.State == ComplianceState.Unknown).Select(detail => detail.Resource),
        ];
        _subscriptions = [.. details.Select(detail => detail.Resource).Concat(input.Named).Select(resource => resource.SubscriptionId)];
        _texts = new Lazy<List<string>>(() =>
        [
            .. findings.Where(IsOpen).Select(TextOf),
            .. notices.Select(notice => $"{notice.Resource} {notice.Message}"),
        ]);
    }

    /// <summary>A notice for each of them.</summary>
    /// <param name="input">What was judged.</param>
    /// <param name="findings">All findings.</param>
    /// <param name="notices">All other notices.</param>
    public static IReadOnlyList<Notice> Of(EvaluationInput input, IReadOnlyList<Finding> findings, IReadOnlyList<Notice> notices)
    {
        var reads = new FailedReads(input, findings, notices);
        return
        [
            .. input.Estate.Unreadable
                .Where(entry => !entry.IsGone && !IsAnswer(entry) && reads.IsLookedAt(entry.Id) && !reads.IsTold(entry))
                .Select(NoticeOf),
        ];
    }

    /// <summary>That a type has no logs is refused when it is asked for, and is all that there is to know.</summary>
    private static bool IsAnswer(UnreadableResource entry) =>
        entry.Id.IsOfType(TypeNames.LogCategory) && TypeAbsence.OfLogs(entry.Status, entry.Code);

    private static Notice NoticeOf(UnreadableResource entry) => new(
        Code,
        "",
        entry.Id.Text,
        $"It could not be read ({entry.Why}){Consequence(entry.Id)}",
        IsWarning: !entry.Id.IsOfType(TypeNames.ManagementGroup) || entry.Id.IsList);

    private static string Consequence(ResourceId id) =>
        EstateScope.IsListOfGroups(id) ? ": management groups that were not seen have no finding."
        : $", and no finding speaks of it.{More(id)}";

    private static string More(ResourceId id) =>
        id.IsOfType(TypeNames.Lock) ? " A ReadOnly lock that was not seen makes Azure refuse a change."
        : id.IsOfType(TypeNames.ManagementGroup) ? " It is above the scope: what is granted there, or above it, may not have been seen."
        : id.IsOfType(TypeNames.ManagedHsm) ? " Managed HSMs that were not seen have no finding."
        : "";

    /// <summary>Whether it is part of what the document covers or names, is above that, or lies where a verdict looks.</summary>
    private bool IsLookedAt(ResourceId id) =>
        id.SubscriptionId is { } guid ? _input.Scope.Covers(id) || (!_input.Scope.IsExcluded(id) && _subscriptions.Contains(guid))
        : EstateScope.IsListOfGroups(id) ? _input.Scope.IsTenant
        : id.IsOfType(TypeNames.ManagementGroup) && _input.Scope.Subscriptions.Any(covered => IsAbove(id, covered));

    private bool IsAbove(ResourceId group, ResourceId subscription) =>
        _input.Estate.Subscription(subscription.Name)?.ManagementGroups.Contains(group.Name, StringComparer.OrdinalIgnoreCase) == true;

    private bool IsTold(UnreadableResource entry)
    {
        var owner = entry.Id.IsList ? entry.Id.Parent : entry.Id;
        if (owner is null)
        {
            return false;
        }

        if (entry.Id.IsList && Containers.Any(owner.IsOfType))
        {
            return Judged.Any(entry.Id.IsOfType) && _unknown.Contains(owner);
        }

        return Chain(entry.Id).Any(_unknown.Contains)
            || _texts.Value.Exists(text => SpeaksOf(text, entry.Id, entry.Why));
    }

    /// <summary>
    /// Whether a finding speaks of the failed read that a notice is about. Of a part that was planned by itself it may be a finding of
    /// another part.
    /// </summary>
    /// <param name="notice">Any notice.</param>
    /// <param name="findings">The findings of all parts.</param>
    public static bool IsTold(Notice notice, IReadOnlyList<Finding> findings)
    {
        // How Azure answered stands in parentheses.
        return notice is { Code: Code, Control: "" }
            && notice.Message.Split('(', ')') is [_, var answer, _, ..]
            && ResourceId.TryParse(notice.Resource, out var id)
            && findings.Where(IsOpen).Any(finding => SpeaksOf(TextOf(finding), id, answer));
    }

    private static bool IsOpen(Finding finding) => finding.State == ComplianceState.Unknown || finding.Incomplete;

    private static string TextOf(Finding finding) => $"{finding.Resource} {finding.Reason} {finding.Blocked}";

    /// <summary>
    /// What rests on a failed read names the resource or what it belongs to, and how Azure answered.
    /// </summary>
    private static bool SpeaksOf(string text, ResourceId read, string answer) =>
        text.Contains(answer, StringComparison.Ordinal)
        && Chain(read).Any(id => !id.IsList && id.Name != "default" && text.Contains(id.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The resource and those that it belongs to, up to what lies in a resource group or a subscription.</summary>
    private static IEnumerable<ResourceId> Chain(ResourceId id)
    {
        for (var at = id; at is not null && (at == id || !Containers.Any(at.IsOfType)); at = at.Parent)
        {
            yield return at;
        }
    }
}

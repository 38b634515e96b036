using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>Why a plan changes what it changes; where many changes have one reason, in full with the first of them.</summary>
internal sealed class ChangeReasons
{
    // More names than these fill a screen.
    private const int MostByName = 3;
    private const int MostReasons = 3;
    private const string Reader = "properties.encryption.identity.userAssignedIdentity";

    private readonly Addresses _addresses;
    private readonly bool _isWhole;
    private readonly Dictionary<(string Control, string Key), Finding> _findings;
    private readonly HashSet<(string Control, string Key)> _told = [];
    private readonly ILookup<string, Change> _waiting;

    /// <summary>The reasons of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="addresses">The short names of its resources.</param>
    /// <param name="isWhole">Whether each reason and each name is wanted; else the most frequent of many.</param>
    public ChangeReasons(Plan plan, Addresses addresses, bool isWhole)
    {
        (_addresses, _isWhole) = (addresses, isWhole);
        _waiting = plan.Changes.SelectMany(change => change.DependsOn.Select(id => (id, change)))
            .ToLookup(pair => pair.id, pair => pair.change, StringComparer.Ordinal);
        _findings = plan.Findings
            .Where(finding => finding.Changes.Count > 0)
            .DistinctBy(finding => (finding.Control, finding.Resource.Key))
            .ToDictionary(finding => (finding.Control, finding.Resource.Key));
    }

    /// <summary>Why, in sentences; empty where nothing is known.</summary>
    /// <param name="change">The change.</param>
    /// <param name="shown">What is shown of it already: how an account is encrypted is not said again.</param>
    public string Of(Change change, IReadOnlyList<PropertyLine> shown) => string.Join(' ', change.Because
        .GroupBy(cause => (cause.Control, Account: cause.Account?.ToLowerInvariant()))
        .Select(alike => alike.Key.Account is null ? OfResources(alike, change) : OfAccount([.. alike], change, shown))
        .Where(text => text.Length > 0)
        .Distinct());

    /// <summary>
    /// Why, by what is judged. What the change is not a part of, such as a vault whose logs a policy of an account deletes, is named with
    /// what is said of it.
    /// </summary>
    private string OfResources(IEnumerable<Cause> causes, Change change)
    {
        var own = Addresses.Parsed(change.Resource);
        var reasons = causes
            .Select(cause => _findings.GetValueOrDefault((cause.Control, cause.Resource.ToLowerInvariant())))
            .OfType<Finding>()
            .GroupBy(finding => (
                IsOwn: own is null || own.IsAtOrBelow(finding.Resource), Text: About(finding, ReasonOf(finding, change), change)))
            .OrderByDescending(alike => alike.Count())
            .ToList();
        var most = _isWhole ? reasons.Count : MostReasons;
        return string.Join(' ', reasons.Take(most)
            .Select(alike => alike.Key.IsOwn ? alike.Key.Text : $"{Names(alike, own?.SubscriptionId)}: {alike.Key.Text}")
            .Append(More([.. reasons.Skip(most)]))
            .Where(text => text.Length > 0));
    }

    private string Names(IEnumerable<Finding> findings, string? subscription)
    {
        List<string> names = [.. findings.Select(finding => _addresses.Within(finding.Resource, subscription))];
        return _isWhole ? string.Join(", ", names) : Examples.Join(names);
    }

    private static string More(IReadOnlyList<IEnumerable<Finding>> reasons) => reasons.Count == 0
        ? ""
        : $"{Quantity.Of(reasons.Sum(alike => alike.Count()), "more resource has", "more resources have")} "
            + $"{Quantity.Of(reasons.Count, "other reason")}.";

    /// <summary>
    /// Why a change is made for a finding. Of one that is about many operations, or by several keys, only what the change is about
    /// counts.
    /// </summary>
    private static string ReasonOf(Finding finding, Change change)
    {
        var wrong = finding.Details.Where(detail => detail.State == ComplianceState.Noncompliant).ToList();
        return wrong.Exists(detail => detail.Operation is not null) ? ReasonByOperation(finding, wrong, change)
            : wrong.Exists(detail => detail.Key is not null) ? ReasonByKey(finding, wrong, change)
            : finding.Reason;
    }

    /// <summary>What is so of the operations that are named in what is sent.</summary>
    private static string ReasonByOperation(Finding finding, List<FindingDetail> wrong, Change change)
    {
        if (change.Body.ValueKind != JsonValueKind.Object)
        {
            return finding.Reason;
        }

        var sent = change.Body.GetRawText();
        var about = wrong.FindAll(detail => sent.Contains($"\"{detail.Operation}\"", StringComparison.OrdinalIgnoreCase));
        var reasons = about.GroupBy(detail => detail.Reason).ToList();
        return reasons.Count == 0 ? finding.Reason
            : reasons is [var only] ? OfSeveral(only)
            : string.Join(' ', reasons.Select(alike => $"{Named([.. alike.Select(detail => detail.Operation)])}: {OfSeveral(alike)}"));
    }

    private static string OfSeveral(IGrouping<string, FindingDetail> alike) =>
        alike.Count() > 1 ? alike.Key.Replace("watches for it.", "watches for them.", StringComparison.Ordinal) : alike.Key;

    private static string Named(IReadOnlyList<string?> operations) => operations.Count > MostByName
        ? $"{operations.Count} operations"
        : string.Join(", ", operations);

    /// <summary>What is wrong with what the change writes to, or with what that hangs beneath.</summary>
    private static string ReasonByKey(Finding finding, List<FindingDetail> wrong, Change change)
    {
        for (var at = Addresses.Parsed(change.Resource); at is not null && at != finding.Resource.Parent; at = at.Parent)
        {
            if (wrong.FindAll(detail => detail.Resource == at) is { Count: > 0 } about)
            {
                return string.Join(' ', about.Select(detail => detail.Reason).Distinct());
            }
        }

        return finding.Reason;
    }

    /// <summary>Several changes bring one account into the desired state, which serves one subscription or several.</summary>
    private string OfAccount(List<Cause> causes, Change change, IReadOnlyList<PropertyLine> shown)
    {
        var control = causes[0].Control;
        if (Addresses.Parsed(causes[0].Account ?? "") is not { } account)
        {
            return OfResources(causes, change);
        }

        var subscription = Addresses.Parsed(change.Resource)?.SubscriptionId;
        var served = PlanSentences.List([.. causes.Select(cause => Addresses.Parsed(cause.Resource)).Select((id, index) =>
            id is null ? causes[index].Resource : _addresses.Name(id))]);
        var who = change.Resource.Equals(account.Text, StringComparison.OrdinalIgnoreCase)
            ? "It" : _addresses.Within(account, subscription);
        if (ChangeGroups.GrantsAccess(change))
        {
            return $"It lets {who} use its key{As(change, account, subscription)}.";
        }

        if (!_told.Add((control, account.Key)))
        {
            return who == "It" ? $"It receives the activity logs of {served}." : $"It is needed for {who}.";
        }

        var text = $"{who} receives the activity logs of {served}.";
        var detail = causes
            .Select(cause => _findings.GetValueOrDefault((cause.Control, cause.Resource.ToLowerInvariant())))
            .OfType<Finding>()
            .SelectMany(finding => finding.Details)
            .FirstOrDefault(detail => detail.Resource == account);
        return detail is null || shown.Any(line => line.Label == PropertyWords.EncryptionLabel)
            ? text
            : $"{text} {_addresses.Sentence(detail.Reason, subscription)}";
    }

    /// <summary>As whom an account uses a key, where a change that waits for the grant names a managed identity; else empty.</summary>
    private string As(Change grant, ResourceId account, string? subscription)
    {
        var identities = _waiting[grant.Id]
            .Where(change => change.Resource.Equals(account.Text, StringComparison.OrdinalIgnoreCase))
            .SelectMany(change => change.Properties)
            .Where(property => property.Path.Equals(Reader, StringComparison.OrdinalIgnoreCase))
            .Select(property => property.After.ValueKind == JsonValueKind.String ? property.After.GetString() : null)
            .Select(identity => Addresses.Parsed(identity ?? ""))
            .OfType<ResourceId>()
            .Distinct()
            .ToList();
        return identities is [var one] ? $", as managed identity {_addresses.Within(one, subscription)}" : "";
    }

    /// <summary>A reason as it is read beneath the change, which names the vault and its setting already.</summary>
    private string About(Finding finding, string text, Change change)
    {
        var own = Addresses.Parsed(change.Resource);
        var child = own is null ? null : _addresses.ChildName(own) ?? own.Name;
        var isBeneath = own is not null && own.IsAtOrBelow(finding.Resource);
        var reason = isBeneath ? text.Replace($"Setting \"{child}\" ", "The setting ", StringComparison.OrdinalIgnoreCase) : text;
        return _addresses.Sentence(AlikeSentences.Joined(reason), own?.SubscriptionId);
    }
}

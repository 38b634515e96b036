using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls;

/// <summary>
/// One evaluation on its way: what it judges by, and what it has found so far. It never leaves the evaluation that made it.
/// </summary>
/// <param name="input">What is judged.</param>
/// <param name="control">The id of the control that judges.</param>
public sealed class ControlContext(EvaluationInput input, string control)
{
    private const string Deleted = "Deleted";
    private const string ReadOnly = "ReadOnly";

    private readonly List<ProposedChange> _changes = [];
    private readonly List<Waiting> _waits = [];
    private readonly List<Notice> _notices = [];
    private readonly List<EvidenceStep> _evidence = [];
    private readonly HashSet<ResourceId> _judged = [];
    private readonly HashSet<string> _hangsOn = new(StringComparer.Ordinal);
    private ILookup<string, ProposedChange>? _beside;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>What was observed.</summary>
    public Estate Estate => input.Estate;

    /// <summary>What the document covers.</summary>
    public EstateScope Scope => input.Scope;

    /// <summary>Types of resources about whose logs one control alone decides, in any letter case.</summary>
    public IReadOnlySet<string> DecidedLogs => input.DecidedLogs;

    /// <summary>The document's exemptions.</summary>
    public ExemptionRegister Exemptions { get; } = new(input.Exemptions);

    /// <summary>The day of the run, in UTC.</summary>
    public DateOnly AsOf => input.AsOf;

    /// <summary>Whether the verdict on a resource is wanted.</summary>
    public bool IsWanted(ResourceId id) => input.Only is null || input.Only == id;

    /// <summary>Counts a resource among those judged.</summary>
    public void MarkJudged(ResourceId id) => _judged.Add(id);

    /// <summary>A text; the one that was given before where it is the same, as thousands of findings say the same.</summary>
    public string Shared(string text)
    {
        if (_texts.TryGetValue(text, out var known))
        {
            return known;
        }

        _texts.Add(text);
        return text;
    }

    /// <summary>Leaves a notice.</summary>
    public void Notice(Notice notice) => _notices.Add(notice);

    /// <summary>Proposes a change.</summary>
    /// <param name="draft">The change.</param>
    /// <param name="finding">The resource of the finding that asks for it.</param>
    /// <param name="account">The storage account that it serves, where the finding is about several.</param>
    public void Propose(ChangeDraft draft, ResourceId finding, ResourceId? account = null) =>
        _changes.Add(new ProposedChange(draft, new Cause(control, finding.Text, account?.Text)));

    /// <summary>Makes a change wait for another that gives it its purpose.</summary>
    /// <param name="key">The change that waits.</param>
    /// <param name="purpose">The change that it waits for.</param>
    public void Wait(string key, string purpose) => _waits.Add(new Waiting(key, purpose));

    /// <summary>What other controls ask for of the resource that a change writes, each with who asks for it.</summary>
    /// <param name="key">The key of the change.</param>
    public IEnumerable<ProposedChange> OfOthers(string key)
    {
        _beside ??= input.Beside.Where(change => change.Cause.Control != control)
            .ToLookup(change => change.Draft.Key, StringComparer.Ordinal);
        return _beside[key];
    }

    /// <summary>Says that it hangs on what others ask for of the same resource whether Azure takes a change.</summary>
    /// <param name="key">The key of the change.</param>
    public void HangOnOthers(string key) => _hangsOn.Add(key);

    /// <summary>Leaves what leads to a verdict; it is worked out only where that verdict is the only one that is wanted.</summary>
    /// <param name="id">The resource that the verdict is about.</param>
    /// <param name="steps">The steps, in the order in which they were taken.</param>
    public void Explain(ResourceId id, Func<IEnumerable<EvidenceStep>> steps)
    {
        if (input.Only == id)
        {
            _evidence.AddRange(steps());
        }
    }

    /// <summary>Why what lies in a subscription is not known, in a few words; null where it is.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="failed">What of it could not be read; null where nothing failed.</param>
    public string? WhyUnread(ResourceId subscription, UnreadableResource? failed) =>
        failed is not null ? failed.Why
        : Estate.Subscription(subscription.SubscriptionId) is null ? "it is not part of what was read"
        : null;

    /// <summary>The finding about what was to be judged and could not be read: exempt where it is, unknown otherwise.</summary>
    /// <param name="about">What the finding is about.</param>
    /// <param name="step">How that is told where this verdict is explained.</param>
    /// <param name="reason">What is not known and why, as a sentence.</param>
    public Finding Unread(ResourceId about, EvidenceStep step, string reason)
    {
        Explain(about, () => [step]);
        return Exemptions.Live(control, about, AsOf) is { } exemption
            ? Finding.Exempted(control, about, exemption)
            : new Finding(control, about, ComplianceState.Unknown, reason);
    }

    /// <summary>The same of what may also have gone away meanwhile: then it has no finding, and a notice says so.</summary>
    /// <param name="entry">The failed read.</param>
    /// <param name="about">What the finding is about.</param>
    /// <param name="noun">What that is, such as <c>vault</c>.</param>
    /// <param name="reason">What is not known and why, as a sentence.</param>
    public Finding? Unread(UnreadableResource entry, ResourceId about, string noun, string reason)
    {
        var finding = Unread(about, EvidenceStep.Unread(entry.Id, entry.Why), reason);
        if (finding.State != ComplianceState.Unknown || !entry.IsGone)
        {
            return finding;
        }

        NoticeGone(about, noun);
        return null;
    }

    /// <summary>Leaves a notice of a resource that is not there any more.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="noun">What it is, such as <c>vault</c>.</param>
    public void NoticeGone(ResourceId id, string noun) => Notice(
        new Notice("BL2004", control, id.Text, $"The {noun} went away while it was read, and was skipped.", IsWarning: false));

    /// <summary>What was found.</summary>
    /// <param name="findings">The verdicts.</param>
    public Evaluation Conclude(IEnumerable<Finding> findings)
    {
        // They are worked out before anything is taken over: they leave changes, notices and evidence on their way.
        List<Finding> all = [.. findings.Select(finding => UnreadableFindings.Accepted(finding, Exemptions, AsOf))];
        return new Evaluation(all, [.. _changes], [.. _waits], [.. _notices], _judged, Exemptions.Matched.ToHashSet())
        {
            Evidence = [.. _evidence],
            HangsOn = _hangsOn,
        };
    }

    /// <summary>
    /// Why a resource must not be changed; null when it may be. What lies out of scope, is excluded, is
    /// exempt from the control, sits under a ReadOnly lock or in a disabled subscription is never written.
    /// </summary>
    public Obstacle? WhyNotWritable(ResourceId id)
    {
        if (id.SubscriptionId is not null && !input.Named.Contains(id) && !Scope.CoversSubscription(id.SubscriptionId))
        {
            return new Obstacle(
                "BL2101",
                $"{id} lies in subscription {id.SubscriptionId}, which is not in scope",
                "add the subscription to scope.subscriptions");
        }

        if (Scope.IsExcluded(id))
        {
            return new Obstacle("BL2102", $"{id} is excluded from the scope", "remove the exclusion to let it be changed");
        }

        if (Exemptions.Live(control, id, AsOf) is not null)
        {
            return new Obstacle(
                "BL2103",
                $"{id} is exempt from {control}, and what is exempt is never changed",
                "end the exemption to let it be changed");
        }

        return ReadOnlySubscription(id) ?? (ReadOnlyLock(id) is { } found
            ? new Obstacle("BL2105", $"The ReadOnly lock {found.Id} forbids writes to {id}", "remove the lock while you apply")
            : null);
    }

    /// <summary>What keeps all in the subscription of a resource from being written; null where Azure takes writes in it.</summary>
    public Obstacle? ReadOnlySubscription(ResourceId id) =>
        Estate.Subscription(id.SubscriptionId) is { State: { } state } subscription && IsReadOnlyState(state)
            ? new Obstacle(
                "BL2104",
                $"Subscription {subscription.Id} is {state.ToLowerInvariant()}, and Azure takes no writes in it",
                "enable it again")
            : null;

    /// <summary>Why no diagnostic setting can be written to a resource or a subscription; null when it can.</summary>
    public Obstacle? WhyNoSettings(ResourceId owner) =>
        WhyNotWritable(owner)
        ?? (owner.SubscriptionId is { } guid
            ? WhyUnregistered(guid, "Microsoft.Insights", "Azure takes no diagnostic settings there")
            : null);

    /// <summary>
    /// Why a subscription can't use a resource provider; null when it can. Registration takes a while, and Azure refuses until it
    /// is done. A provider that is not part of what was read is registered: reads keep only those that are not.
    /// </summary>
    /// <param name="guid">The subscription.</param>
    /// <param name="provider">The provider's namespace, in Azure's spelling.</param>
    /// <param name="consequence">What follows where it is not registered, as a clause.</param>
    public Obstacle? WhyUnregistered(string guid, string provider, string consequence)
    {
        var lookup = Estate.Find(ResourceId.Subscription(guid).Child($"providers/{provider}"));
        if (lookup.Presence == Presence.Unknown)
        {
            return Obstacle.Unread(
                $"Whether subscription {guid} is registered to use {provider} could not be read ({lookup.Why})",
                "grant Microsoft.Resources/subscriptions/providers/read");
        }

        return lookup.Resource?.Body.TextAt("registrationState") is { } state
            && !state.Equals("Registered", StringComparison.OrdinalIgnoreCase)
            ? new Obstacle(
                "BL2106",
                $"Subscription {guid} is not registered to use {provider}, so {consequence}",
                $"run \"az provider register --namespace {provider} --subscription {guid}\"")
            : null;
    }

    /// <summary>Whether something lies in a subscription that is deleted: what is deleted logs nothing any more.</summary>
    public bool IsDeleted(ResourceId id) =>
        Deleted.Equals(Estate.Subscription(id.SubscriptionId)?.State, StringComparison.OrdinalIgnoreCase);

    /// <summary>The ReadOnly lock on a resource or on something that it lies beneath; null when there is none.</summary>
    public ObservedResource? ReadOnlyLock(ResourceId? id) => LockOf(id, ReadOnly);

    /// <summary>The lock by which a resource, or something that it lies beneath, can't be deleted; null when there is none.</summary>
    public ObservedResource? LockAgainstDeletion(ResourceId? id) => LockOf(id, ReadOnly, "CanNotDelete");

    private ObservedResource? LockOf(ResourceId? id, params IReadOnlyList<string> levels)
    {
        for (var at = id; at is not null; at = at.Parent)
        {
            var found = Estate.List(at, TypeNames.Lock).Resources
                .FirstOrDefault(entry => levels.Contains(entry.Body.TextAt("properties.level"), StringComparer.OrdinalIgnoreCase));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsReadOnlyState(string state) =>
        state.Equals("Disabled", StringComparison.OrdinalIgnoreCase)
        || state.Equals("Warned", StringComparison.OrdinalIgnoreCase)
        || state.Equals(Deleted, StringComparison.OrdinalIgnoreCase);
}

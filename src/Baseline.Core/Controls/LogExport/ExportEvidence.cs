using System.Globalization;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>
/// Why the export of a log is judged as it is: each setting, each row of its log, each lifecycle rule, and what it amounts to.
/// </summary>
internal sealed class ExportEvidence(LogRequirement requirement, ControlContext context, SettingEvaluator evaluator)
{
    // More rules that have nothing to do with a log than these hide those that have.
    private const int MostByName = 5;

    /// <summary>What the document wants.</summary>
    /// <param name="span">Where it names the control.</param>
    public EvidenceStep Wanted(SourceSpan span) => new(
        0,
        span.ToString(),
        $"{requirement.Control} accepts {requirement.Log.Text} "
            + $"{(requirement.JudgesRetention ? $"kept for {evaluator.Accepted}" : "however long it is kept")}, "
            + $"in {AcceptedDestination}.");

    /// <summary>That the settings of a source could not be read.</summary>
    public static EvidenceStep Unread(UnreadableResource settings) =>
        new(0, settings.Id.Text, $"Its settings could not be read: {settings.Why}.");

    /// <summary>That something is exempt.</summary>
    public static EvidenceStep Exempt(ResourceId id, FindingExemption exemption) =>
        new(0, id.Text, $"It is exempt until {exemption.Expires:yyyy-MM-dd}, owner {exemption.Owner}: {exemption.Reason}");

    /// <summary>Whether a setting, or what does the same, counts, and why.</summary>
    public static EvidenceStep Counted(SettingVerdict verdict)
    {
        var counts = verdict.State == ComplianceState.Compliant ? "counts"
            : verdict.State == ComplianceState.Unknown ? "can't be judged"
            : "does not count";
        return new EvidenceStep(1, verdict.Setting.Resource.Id.Text, $"{verdict.Setting.Title} {counts}: it {verdict.Reason}.");
    }

    /// <summary>The settings of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="verdicts">The verdict on each of them.</param>
    public IEnumerable<EvidenceStep> Steps(LogSource source, IReadOnlyList<SettingVerdict> verdicts)
    {
        var place = source.Region is { Length: > 0 } region ? $"lies in {region} and " : "";
        yield return new EvidenceStep(0, source.Id.Text, $"It {place}has {Count(verdicts.Count)}.");
        foreach (var step in verdicts.SelectMany(verdict => SettingSteps(source, verdict)))
        {
            yield return step;
        }
    }

    private string AcceptedDestination => requirement.Destination.Acceptance switch
    {
        DestinationAcceptance.Any => "any storage account, workspace or event hub that exists",
        DestinationAcceptance.Mapped => string.Join(" and ", SinkWords.Nameable
            .Where(requirement.Destination.Accepts)
            .Select(kind => $"the {SinkWords.NounOf(kind)} that the document gives{ForRegion}")),
        DestinationAcceptance.Listed => $"any {SinkWords.AnyOf(requirement.Destination.Kinds)}",
        _ => throw new ArgumentOutOfRangeException(
            nameof(requirement), requirement.Destination.Acceptance, "Not a way to accept destinations."),
    };

    private string ForRegion => requirement.Log.HasNoRegion ? "" : " for the region";

    private IEnumerable<EvidenceStep> SettingSteps(LogSource source, SettingVerdict verdict)
    {
        var setting = verdict.Setting;
        yield return Counted(verdict);
        foreach (var (index, row) in setting.Logs.Index())
        {
            yield return new EvidenceStep(2, string.Create(CultureInfo.InvariantCulture, $"properties.logs[{index}]"), Row(row));
        }

        yield return new EvidenceStep(2, "properties.storageAccountId", setting.StorageAccount?.Text ?? "No storage account.");
        foreach (var sink in setting.OtherDestinations)
        {
            yield return new EvidenceStep(2, $"properties.{sink.Member}", Destination(sink));
            if (evaluator.RetentionIn(sink) is { Undecided: null } retention)
            {
                yield return new EvidenceStep(
                    2, $"{retention.Table} properties.totalRetentionInDays", $"It is a workspace {retention.Kept}.");
            }
        }

        if (setting.StorageAccount is not { } account || requirement.Retention is null)
        {
            yield break;
        }

        foreach (var step in AccountSteps(source, account))
        {
            yield return step;
        }
    }

    private IEnumerable<EvidenceStep> AccountSteps(LogSource source, ResourceId account)
    {
        var retention = evaluator.RetentionIn(source, account);
        var policy = retention.Policy.Resource?.Id;
        List<(int Index, string Name, string? Text)> rules =
            [.. retention.Policy.Rules.Index().Select(one => (one.Index, one.Item.Name, Rule(source, retention, one.Item)))];
        var others = rules.Count(rule => rule.Text is null);
        foreach (var (index, name, text) in rules.Where(rule => rule.Text is not null || others <= MostByName))
        {
            yield return new EvidenceStep(
                2,
                string.Create(CultureInfo.InvariantCulture, $"{policy} properties.policy.rules[{index}]"),
                text ?? $"Rule \"{name}\" does not delete this log.");
        }

        if (others > MostByName)
        {
            yield return new EvidenceStep(
                2,
                $"{policy} properties.policy.rules",
                string.Create(CultureInfo.InvariantCulture, $"{others} rules do not delete this log."));
        }

        if (retention.IsVersioned)
        {
            yield return new EvidenceStep(
                2,
                $"{StorageServices.BlobOf(account)} properties.isVersioningEnabled",
                "The account keeps a version of what is deleted, until a rule that names versions deletes it.");
        }

        if (retention.Container.ImmutableDays is { } days)
        {
            yield return new EvidenceStep(
                2,
                $"{retention.Container.Id} properties.immutabilityPolicy",
                retention.Container.IsLocked
                    ? $"The policy is locked: nothing deletes the log for {AcceptedRetention.In(days)}."
                    : "The policy is not locked: it can be taken away, and does not count.");
        }

        if (retention.Task is { } assignment)
        {
            yield return new EvidenceStep(2, assignment.Id.Text, "A storage task may delete the log.");
        }
    }

    private string Destination(Sink sink)
    {
        var lookup = sink.LookUp(context.Estate);
        return lookup.Presence == Presence.Absent ? $"{sink.Text} does not exist."
            : lookup.Presence == Presence.Unknown ? $"{sink.Text} could not be read: {lookup.Why}."
            : sink.Text;
    }

    private string Row(LogRow row)
    {
        var kind = row.Category is null ? $"Group {row.Group}" : $"Category {row.Category}";
        var about = requirement.Log.IsAbout(row) ? ""
            : requirement.Log.Categories is [_] ? $"; it holds no {requirement.Log.Name}"
            : "; it is not asked for";
        var retention = row.RetentionDays is { } days
            ? string.Create(CultureInfo.InvariantCulture, $", with a retention policy of {AcceptedRetention.In(days)}")
            : "";
        return $"{kind} is {(row.Enabled ? "on" : "off")}{retention}{about}.";
    }

    /// <summary>What a rule does to the log; null where it has nothing to do with it.</summary>
    private string? Rule(LogSource source, EffectiveRetention retention, LifecycleRule rule) =>
        retention.Policy.RulesThatShorten(requirement.PathOf(source), retention.IsVersioned).Contains(rule)
            ? $"Rule \"{rule.Name}\" deletes the log after {AcceptedRetention.In(rule.DeleteAfterDays ?? 0)}."
            : retention.Policy.RulesThatMiss(requirement.PathOf(source))
                .Where(miss => miss.Rule == rule)
                .Select(miss => $"Rule \"{rule.Name}\" does not count: {miss.Why}.").FirstOrDefault();

    private static string Count(int settings) => settings switch
    {
        0 => "no diagnostic setting",
        1 => "1 diagnostic setting",
        _ => string.Create(CultureInfo.InvariantCulture, $"{settings} diagnostic settings"),
    };
}

using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>
/// Finds the smallest change that exports a log as demanded: complete a setting that already has the wanted destination, else the
/// tool's own setting. A destination is never added to a setting of others and never replaced in it.
/// </summary>
public sealed class SettingRemediation(LogRequirement requirement, ControlContext context, SettingEvaluator evaluator)
{
    private readonly RetentionRemediation _retention = new(requirement, context, evaluator);

    private WantedLog Log => requirement.Log;

    /// <summary>The remediation of a source that is not compliant.</summary>
    /// <param name="source">The source.</param>
    /// <param name="missing">What its log does not reach, with the verdict on each of its settings; at least one.</param>
    public Remediation For(LogSource source, IReadOnlyList<JudgedDemand> missing)
    {
        if (context.WhyNoSettings(source.Id) is { } why)
        {
            return Remediation.Block(why);
        }

        var parts = missing.Select(judged => (judged.Demand, Part: For(source, judged))).ToList();
        var settings = missing[0].Verdicts.Select(verdict => verdict.Setting).ToList();
        List<LogDemand> together = [.. parts.Where(part => part.Part.IsOwn).Select(part => part.Demand)];
        var own = together.Count > 0 ? CreateOwn(source, together, settings) : Remediation.None;

        // What is completed in the tool's own setting is in its body, too, where that setting gets another destination.
        return parts.Where(part => !part.Part.IsOwn).Select(part => part.Part.Remediation).Aggregate(own, Together);
    }

    private static Remediation Together(Remediation all, Remediation next) =>
        all.And(next with { Drafts = [.. next.Drafts.ExceptBy(all.Drafts.Select(draft => draft.Key), draft => draft.Key)] });

    /// <summary>The remediation for one demand, and whether it is the tool's own setting.</summary>
    private sealed record PartialRemediation(Remediation Remediation, bool IsOwn);

    private PartialRemediation For(LogSource source, JudgedDemand judged)
    {
        var (demand, verdicts) = judged;
        var candidates = verdicts
            .Where(verdict => !IsDangling(verdict.Setting) && evaluator.HasWantedDestination(verdict.Setting, demand))
            .Where(verdict => Log.Groups.Count > 0 || !verdict.Setting.UsesGroups)
            .OrderBy(verdict => Log.IsOn(verdict.Setting) ? 0 : 1)
            .ThenBy(verdict => requirement.PrefersNamed && !IsNamed(verdict.Setting, demand) ? 1 : 0)
            .ThenBy(verdict => requirement.IsOwn(verdict.Setting) ? 0 : 1)
            .ThenBy(verdict => verdict.Setting.Resource.Id)
            .ToList();
        var settings = verdicts.Select(verdict => verdict.Setting).ToList();
        var completions = candidates.ConvertAll(candidate => CompleteExisting(source, candidate.Setting, demand, settings));
        var whole = completions.FindIndex(completion => !completion.IsBlocked);
        var own = whole < 0 ? CreateOwn(source, [demand], settings) : Remediation.None;
        if (!own.IsBlocked)
        {
            var better = whole < 0 ? completions : completions[..whole];
            return Awaited(candidates, better, demand) is { } unread ? new PartialRemediation(unread with { Drafts = [] }, IsOwn: false)
                : whole < 0 ? new PartialRemediation(own, IsOwn: true)
                : new PartialRemediation(completions[whole], IsOwn: false);
        }

        if (completions.Count == 0)
        {
            return new PartialRemediation(own, IsOwn: true);
        }

        // It may be whole once what could not be read of it can be: what would only be half a remediation waits for that.
        if (own.IsIncomplete)
        {
            return new PartialRemediation(own with { Drafts = [] }, IsOwn: false);
        }

        // Where the log is on already and something else stays in the way, switching it on elsewhere gains nothing.
        var partial = Log.IsOn(candidates[0].Setting) ? completions[0] : completions.Find(completion => completion.Drafts.Count > 0);
        return partial is not null ? new PartialRemediation(partial, IsOwn: false)
            : own.Drafts.Count > 0 ? new PartialRemediation(own, IsOwn: true)
            : new PartialRemediation(completions[0], IsOwn: false);
    }

    /// <summary>
    /// A completion that may be whole once everything can be read, which is waited for, because what is written meanwhile would stay
    /// beside it; null where there is none. Where the document prefers what it names, one that exports elsewhere holds nothing up.
    /// </summary>
    private Remediation? Awaited(List<SettingVerdict> candidates, List<Remediation> better, LogDemand demand) => candidates
        .Zip(better)
        .Where(pair => pair.Second.Obstacles.All(obstacle => obstacle.Incomplete))
        .Where(pair => !requirement.PrefersNamed || IsNamed(pair.First.Setting, demand))
        .Select(pair => pair.Second)
        .FirstOrDefault();

    /// <summary>
    /// Completes a setting that exports to a wanted destination: what is missing on, retention off, nothing else touched.
    /// </summary>
    private Remediation CompleteExisting(
        LogSource source, DiagnosticSetting setting, LogDemand demand, IReadOnlyList<DiagnosticSetting> settings)
    {
        var retention = _retention.For(source, setting, demand);
        var isOn = Log.IsOn(setting);
        if (isOn && Destination.ObstacleOfSending(context, setting, demand.Accepts) is { } mute)
        {
            return Remediation.Block(mute).And(retention);
        }

        if (isOn && evaluator.RowRetention(setting) is null)
        {
            return retention;
        }

        if (Log.UnofferedGroup(setting) is { } group)
        {
            return Remediation.Block(SettingObstacles.OfGroup(setting, group, Log.SourceNoun)).And(retention);
        }

        if (Destination.ObstacleOfKeys(context, setting.StorageAccount) is { } why)
        {
            return Remediation.Block(why).And(retention);
        }

        // Azure checks the writer's rights on the account: who may not even read it is refused.
        if (setting.StorageAccount is { } unread && context.Estate.Find(unread).Presence == Presence.Unknown)
        {
            return retention.IsIncomplete ? retention : UnreadAccount(setting, unread);
        }

        if (ObstacleOfDestinations(source, setting) is { } unusable)
        {
            return Remediation.Block(unusable).And(retention);
        }

        var body = SettingBody.Of(setting.Resource).WithGroupsOf(Log.OfferedGroups);
        if (!isOn)
        {
            if (Conflict(setting.Name, setting.Sinks, settings, Log.MissingIn(setting)) is { } conflict)
            {
                return Remediation.Block(conflict);
            }

            Enable(body, setting, settings, setting.Sinks);
        }

        var draft = SettingDraft.Put(source.Id, setting.Name, body, setting.Resource, requirement.Rank);
        return ChargedExport.ObstacleOf(requirement, setting, draft) is { } charged
            ? Remediation.Block(charged)
            : new Remediation([draft]).And(retention);
    }

    private Remediation UnreadAccount(DiagnosticSetting setting, ResourceId account) =>
        Destination.ObstacleOf(context, setting.Resource.Id, region: null, account, $"setting \"{setting.Name}\"") is { } unread
            ? Remediation.Block(unread)
            : Remediation.None;

    /// <summary>A setting is written as a whole, and Azure looks at every destination that it names.</summary>
    private Obstacle? ObstacleOfDestinations(LogSource source, DiagnosticSetting setting)
    {
        return (setting.StorageAccount is { } account
            ? Destination.ObstacleOf(context, source.Id, source.Region, account, $"setting \"{setting.Name}\"")
            : null) ?? Destination.ObstacleOfOthers(context, source.Id, source.Region, setting);
    }

    /// <summary>The tool's own setting, exporting to what the document names; all of it or nothing.</summary>
    private Remediation CreateOwn(LogSource source, IReadOnlyList<LogDemand> demands, List<DiagnosticSetting> all)
    {
        var targets = new List<LogTarget>();
        foreach (var demand in demands)
        {
            if (demand.Target is not { } target)
            {
                return Remediation.Block(demand.NothingNamed);
            }

            if (TargetObstacles.Of(context, source.Id, source.Region, target) is { } unusable)
            {
                return Remediation.Block(unusable);
            }

            targets.Add(target);
        }

        var existing = all.FirstOrDefault(requirement.IsOwn);
        if (existing is null && all.Count >= SinkConflict.MaxSettings)
        {
            var names = string.Join(", ", all.Select(setting => $"\"{setting.Name}\""));
            return Remediation.Block(new Obstacle(
                "BL2113",
                $"Azure allows {SinkConflict.MaxSettings} diagnostic settings, and none of the {Log.SourceNoun}'s {all.Count} "
                    + $"({names}) can be completed",
                $"delete one, or export one of them to {string.Join(" and ", targets.Select(target => target.Sink.Place))}"));
        }

        // What is gone of the tool's own setting goes with the repair, because Azure would refuse it.
        var beside = (existing?.Destinations ?? []).Where(sink => !targets.Exists(target => target.Sink.Member == sink.Member)).ToList();
        var gone = beside.FindAll(sink => sink.LookUp(context.Estate).Presence == Presence.Absent);
        if (ObstacleOfKeptAccount(source, existing, beside.Except(gone)) is { } unfit)
        {
            return Remediation.Block(unfit);
        }

        List<Sink> dropped = [.. (existing?.Destinations ?? []).Except(beside), .. gone];
        if (existing is not null && Destination.ObstacleOfOthers(context, source.Id, source.Region, existing, dropped) is { } other)
        {
            return Remediation.Block(other);
        }

        List<string> sinks = [.. beside.Except(gone).Select(sink => sink.Key), .. targets.Select(target => target.Sink.Key)];
        IEnumerable<string> on = existing is null ? [] : Log.OwnCategories.Where(category => Log.IsOn(existing, category));
        if (Conflict(requirement.SettingName, sinks, all, Log.Categories.Union(on)) is { } conflict)
        {
            return Remediation.Block(conflict);
        }

        if (existing is not null && Log.UnofferedGroup(existing) is { } group)
        {
            return Remediation.Block(SettingObstacles.OfGroup(existing, group, Log.SourceNoun));
        }

        if (existing is { UsesGroups: true } && Log.Groups.Count == 0 && !Log.IsOn(existing))
        {
            return Remediation.Block(new Obstacle(
                "BL2139",
                $"Setting \"{existing.Name}\" exports by category groups, none of which is wanted, and Azure takes no mix of groups and "
                    + "categories",
                $"let the rule ask for a group, give the control another settingName, or delete setting \"{existing.Name}\""));
        }

        var body = (existing is null ? SettingBody.New() : SettingBody.Of(existing.Resource).WithGroupsOf(Log.OfferedGroups))
            .ExportNoMoreTo(gone);
        foreach (var target in targets)
        {
            body.ExportTo(target.Sink);
        }

        if (existing is null || !Log.IsOn(existing))
        {
            Enable(body, existing, all, sinks);
        }

        var draft = SettingDraft.Put(source.Id, requirement.SettingName, body, existing?.Resource, requirement.Rank);
        if (ChargedExport.ObstacleOf(requirement, existing, draft) is { } charged)
        {
            return Remediation.Block(charged);
        }

        var kept = targets.Aggregate(Remediation.None, (remediation, target) => remediation.And(_retention.For(source, target.Sink)));
        return kept.IsBlocked && GivesUp(existing, targets) ? kept with { Drafts = [] } : new Remediation([draft]).And(kept);
    }

    /// <summary>
    /// Whether the log would no longer reach a place that it reaches today, as a setting has one destination of each kind. For a place
    /// that does not keep it long enough either, that gains nothing.
    /// </summary>
    private bool GivesUp(DiagnosticSetting? own, List<LogTarget> targets) =>
        own is not null
        && Log.IsOn(own)
        && own.Destinations.Any(sink => targets.Exists(target => target.Sink.Member == sink.Member)
            && sink.LookUp(context.Estate).Presence != Presence.Absent);

    /// <summary>An account that the tool's own setting goes on exporting to is looked at by Azure as if it were new.</summary>
    private Obstacle? ObstacleOfKeptAccount(
        LogSource source, DiagnosticSetting? existing, IEnumerable<Sink> kept) =>
        kept.FirstOrDefault(sink => sink.Kind == SinkKind.StorageAccount)?.Id is { } account
            ? Destination.ObstacleOf(context, source.Id, source.Region, account, $"setting \"{existing?.Name}\"")
            : null;

    /// <summary>Another setting that sends one of some categories to one of some destinations, of which Azure takes one only.</summary>
    private Obstacle? Conflict(
        string name, IReadOnlyList<string> sinks, IReadOnlyList<DiagnosticSetting> settings, IEnumerable<string> categories) =>
        categories
            .Select(category => SinkConflict.Find(settings, name, sinks, category, Log.GroupsOf(category)) is { } other
                ? SinkConflict.ObstacleOf(other, category)
                : null)
            .FirstOrDefault(conflict => conflict is not null);

    /// <summary>
    /// Switches the wanted categories on; in the tool's own setting whatever else it is written with, as far as Azure takes it.
    /// </summary>
    private void Enable(
        SettingBody body, DiagnosticSetting? setting, IReadOnlyList<DiagnosticSetting> settings, IReadOnlyList<string> sinks)
    {
        var isOwn = setting is null || requirement.IsOwn(setting);
        var name = requirement.SettingName;
        if (isOwn && Log.OwnGroup is { } group && !body.UsesCategories && Conflict(name, sinks, settings, group.Categories) is null)
        {
            body.EnableGroup(group.Name);
            return;
        }

        foreach (var category in isOwn ? Log.OwnCategories : Log.Categories)
        {
            if (Conflict(name, sinks, settings, [category]) is null)
            {
                body.Enable(category, Log.Groups.FirstOrDefault(category));
            }
        }
    }

    private static bool IsNamed(DiagnosticSetting setting, LogDemand demand) =>
        demand.Target is { } target && setting.Destinations.Any(target.Sink.IsSamePlaceAs);

    private bool IsDangling(DiagnosticSetting setting) =>
        setting.StorageAccount is { } account && context.Estate.Find(account).Presence == Presence.Absent;
}

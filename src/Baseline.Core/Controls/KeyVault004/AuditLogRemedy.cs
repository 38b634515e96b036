using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.KeyVault004;

/// <summary>
/// Finds the smallest change that makes a vault compliant: mend a setting that already has the wanted destination, else the
/// tool's own setting. A destination is never added to a setting of others and never replaced in it.
/// </summary>
public sealed class AuditLogRemedy(KeyVault004Settings settings, ControlContext context, SettingJudge judge)
{
    private readonly RetentionRemedy _retention = new(settings, context, judge);

    /// <summary>The remedy of a noncompliant vault.</summary>
    /// <param name="vault">The vault.</param>
    /// <param name="missing">What its log does not reach, with the verdict on each of its settings; at least one.</param>
    public Remedy For(ObservedResource vault, IReadOnlyList<JudgedDemand> missing)
    {
        if (context.WhyNoSettings(vault.Id) is { } why)
        {
            return Remedy.Block(why);
        }

        var parts = missing.Select(judged => (judged.Demand, Part: For(vault, judged))).ToList();
        var settings = missing[0].Verdicts.Select(verdict => verdict.Setting).ToList();
        List<LogDemand> together = [.. parts.Where(part => part.Part.IsOwn).Select(part => part.Demand)];
        var own = together.Count > 1 ? Own(vault, together, settings) : parts.Find(part => part.Part.IsOwn).Part?.Remedy ?? Remedy.None;

        // What is completed in the tool's own setting is in its body, too, where that setting gets another destination.
        return parts.Where(part => !part.Part.IsOwn).Select(part => part.Part.Remedy).Aggregate(own, Together);
    }

    private static Remedy Together(Remedy all, Remedy next) =>
        all.And(next with { Drafts = [.. next.Drafts.ExceptBy(all.Drafts.Select(draft => draft.Key), draft => draft.Key)] });

    /// <summary>The remedy for one demand, and whether it is the tool's own setting.</summary>
    private sealed record PartialRemedy(Remedy Remedy, bool IsOwn);

    private PartialRemedy For(ObservedResource vault, JudgedDemand judged)
    {
        var (demand, verdicts) = judged;
        var candidates = verdicts
            .Where(verdict => !IsDangling(verdict.Setting) && judge.HasWantedDestination(verdict.Setting, demand))
            .OrderBy(verdict => AuditLog.IsOn(verdict.Setting) ? 0 : 1)
            .ThenBy(verdict => IsOwn(verdict.Setting) ? 0 : 1)
            .ThenBy(verdict => verdict.Setting.Resource.Id)
            .ToList();
        var settings = verdicts.Select(verdict => verdict.Setting).ToList();
        var mends = candidates.ConvertAll(candidate => Mend(vault, candidate.Setting, demand, settings));
        var whole = mends.FirstOrDefault(mend => !mend.IsBlocked);
        if (whole is not null)
        {
            return new PartialRemedy(whole, IsOwn: false);
        }

        var own = Own(vault, [demand], settings);
        if (!own.IsBlocked || mends.Count == 0)
        {
            return new PartialRemedy(own, IsOwn: true);
        }

        // It may be whole once what could not be read of it can be: what would only be half a remedy waits for that.
        if (own.IsIncomplete)
        {
            return new PartialRemedy(own with { Drafts = [] }, IsOwn: false);
        }

        // Where the log is on already and something else stays in the way, switching it on elsewhere gains nothing.
        var partial = AuditLog.IsOn(candidates[0].Setting) ? mends[0] : mends.Find(mend => mend.Drafts.Count > 0);
        return partial is not null ? new PartialRemedy(partial, IsOwn: false)
            : own.Drafts.Count > 0 ? new PartialRemedy(own, IsOwn: true)
            : new PartialRemedy(mends[0], IsOwn: false);
    }

    /// <summary>Completes a setting that exports to a wanted destination: AuditEvent on, retention off, nothing else touched.</summary>
    private Remedy Mend(ObservedResource vault, DiagnosticSetting setting, LogDemand demand, IReadOnlyList<DiagnosticSetting> settings)
    {
        var retention = setting.StorageAccount is { } account && !demand.IsReachedBeyondStorage(context.Estate, setting)
            ? _retention.For(vault, account)
            : Remedy.None;
        if (AuditLog.IsOn(setting) && judge.RowRetention(setting) is null)
        {
            return retention;
        }

        if (Destination.ObstacleOfLock(context, setting.StorageAccount) is { } why)
        {
            return Remedy.Block(why).And(retention);
        }

        // Azure checks the writer's rights on the account: who may not even read it is refused.
        if (setting.StorageAccount is { } unread && context.Estate.Find(unread).Presence == Presence.Unknown)
        {
            return retention.IsIncomplete ? retention : UnreadAccount(setting, unread);
        }

        if (ObstacleOfDestinations(vault, setting) is { } unusable)
        {
            return Remedy.Block(unusable).And(retention);
        }

        var body = SettingBody.Of(setting.Resource);
        if (!AuditLog.IsOn(setting))
        {
            if (Conflict(setting.Name, setting.Sinks, settings) is { } conflict)
            {
                return Remedy.Block(conflict);
            }

            body.Enable(AuditLog.Category, AuditLog.Group);
        }

        return new Remedy([SettingDraft.Put(vault.Id, setting.Name, body, setting.Resource, ChangeRanks.VaultSetting)]).And(retention);
    }

    private Remedy UnreadAccount(DiagnosticSetting setting, ResourceId account) =>
        Destination.ObstacleOf(context, setting.Resource.Id, region: null, account, $"setting \"{setting.Name}\"") is { } unread
            ? Remedy.Block(unread)
            : Remedy.None;

    /// <summary>A setting is written as a whole, and Azure looks at every destination that it names.</summary>
    private Obstacle? ObstacleOfDestinations(ObservedResource vault, DiagnosticSetting setting)
    {
        var region = Region.Normalize(vault.Body.TextAt("location"));
        return (setting.StorageAccount is { } account
            ? Destination.ObstacleOf(context, vault.Id, region, account, $"setting \"{setting.Name}\"")
            : null) ?? Destination.ObstacleOfOthers(context, vault.Id, region, setting);
    }

    /// <summary>The tool's own setting, exporting to what the document names; all of it or nothing.</summary>
    private Remedy Own(ObservedResource vault, IReadOnlyList<LogDemand> demands, List<DiagnosticSetting> all)
    {
        var region = Region.Normalize(vault.Body.TextAt("location"));
        var targets = new List<LogTarget>();
        foreach (var demand in demands)
        {
            if (demand.Target is not { } target)
            {
                return Remedy.Block(demand.NothingNamed);
            }

            if (TargetObstacles.Of(context, vault.Id, region, target) is { } unusable)
            {
                return Remedy.Block(unusable);
            }

            targets.Add(target);
        }

        var existing = all.FirstOrDefault(IsOwn);
        if (existing is null && all.Count >= SinkConflict.MaxSettings)
        {
            var names = string.Join(", ", all.Select(setting => $"\"{setting.Name}\""));
            return Remedy.Block(new Obstacle(
                "BL2113",
                $"Azure allows {SinkConflict.MaxSettings} diagnostic settings, and none of the vault's {all.Count} ({names}) can be completed",
                $"delete one, or export one of them to {string.Join(" and ", targets.Select(target => target.Sink.Place))}"));
        }

        // What is gone of the tool's own setting goes with the repair, because Azure would refuse it.
        var beside = (existing?.Destinations ?? []).Where(sink => !targets.Exists(target => target.Sink.Member == sink.Member)).ToList();
        var gone = beside.FindAll(sink => sink.LookUp(context.Estate).Presence == Presence.Absent);
        if (ObstacleOfKeptAccount(vault, region, existing, beside.Except(gone)) is { } kept)
        {
            return Remedy.Block(kept);
        }

        List<Sink> dropped = [.. (existing?.Destinations ?? []).Except(beside), .. gone];
        if (existing is not null && Destination.ObstacleOfOthers(context, vault.Id, region, existing, dropped) is { } other)
        {
            return Remedy.Block(other);
        }

        List<string> sinks = [.. beside.Except(gone).Select(sink => sink.Key), .. targets.Select(target => target.Sink.Key)];
        if (Conflict(settings.SettingName, sinks, all) is { } conflict)
        {
            return Remedy.Block(conflict);
        }

        var body = (existing is null ? SettingBody.New() : SettingBody.Of(existing.Resource)).ExportNoMoreTo(gone);
        foreach (var target in targets)
        {
            body.ExportTo(target.Sink);
        }

        if (existing is null || !AuditLog.IsOn(existing))
        {
            body.Enable(AuditLog.Category, AuditLog.Group);
        }

        var written = new Remedy([SettingDraft.Put(vault.Id, settings.SettingName, body, existing?.Resource, ChangeRanks.VaultSetting)]);
        return targets.Where(target => target.Sink.Kind == SinkKind.StorageAccount)
            .Select(target => target.Sink.Id)
            .OfType<ResourceId>()
            .Aggregate(written, (remedy, account) => remedy.And(_retention.For(vault, account)));
    }

    /// <summary>An account that the tool's own setting goes on exporting to is looked at by Azure as if it were new.</summary>
    private Obstacle? ObstacleOfKeptAccount(
        ObservedResource vault, string region, DiagnosticSetting? existing, IEnumerable<Sink> kept) =>
        kept.FirstOrDefault(sink => sink.Kind == SinkKind.StorageAccount)?.Id is { } account
            ? Destination.ObstacleOf(context, vault.Id, region, account, $"setting \"{existing?.Name}\"")
            : null;

    private static Obstacle? Conflict(string name, IReadOnlyList<string> sinks, IReadOnlyList<DiagnosticSetting> settings) =>
        SinkConflict.Find(settings, name, sinks, AuditLog.Category, AuditLog.Groups) is { } other
            ? SinkConflict.ObstacleOf(other, "AuditEvent")
            : null;

    private bool IsDangling(DiagnosticSetting setting) =>
        setting.StorageAccount is { } account && context.Estate.Find(account).Presence == Presence.Absent;

    private bool IsOwn(DiagnosticSetting setting) =>
        setting.Name.Equals(settings.SettingName, StringComparison.OrdinalIgnoreCase);
}

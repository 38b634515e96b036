using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Plans;
using Baseline.Resources;

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
    /// <param name="verdicts">The verdict on each of its settings.</param>
    public Remedy For(ObservedResource vault, IReadOnlyList<SettingVerdict> verdicts)
    {
        if (context.WhyNoSettings(vault.Id, KeyVault004Settings.Id) is { } why)
        {
            return Remedy.Block(why);
        }

        var candidates = verdicts
            .Where(verdict => !IsDangling(verdict.Setting) && judge.HasWantedDestination(vault, verdict.Setting))
            .OrderBy(verdict => AuditLog.IsOn(verdict.Setting) ? 0 : 1)
            .ThenBy(verdict => IsOwn(verdict.Setting) ? 0 : 1)
            .ThenBy(verdict => verdict.Setting.Resource.Id)
            .ToList();
        var mends = candidates.ConvertAll(candidate => Mend(vault, candidate.Setting, verdicts));
        var whole = mends.FirstOrDefault(mend => !mend.IsBlocked);
        if (whole is not null)
        {
            return whole;
        }

        var own = Own(vault, verdicts);
        if (!own.IsBlocked || mends.Count == 0)
        {
            return own;
        }

        // It may be whole once what could not be read of it can be: what would only be half a remedy waits for that.
        if (own.IsIncomplete)
        {
            return own with { Drafts = [] };
        }

        // Where the log is on already and something else stays in the way, switching it on elsewhere gains nothing.
        return AuditLog.IsOn(candidates[0].Setting)
            ? mends[0]
            : mends.Find(mend => mend.Drafts.Count > 0) ?? (own.Drafts.Count > 0 ? own : mends[0]);
    }

    /// <summary>The tool's own setting on a vault that another change creates; blocked where the document gives no account.</summary>
    /// <param name="vault">The vault as it will be, without settings.</param>
    /// <param name="createdBy">The change that creates it.</param>
    public Remedy ForPlannedVault(ObservedResource vault, ChangeDraft createdBy)
    {
        var remedy = Own(vault, []);
        return remedy with
        {
            Drafts = [.. remedy.Drafts.Select(draft => draft.Key.StartsWith("setting|", StringComparison.Ordinal)
                ? draft with { DependsOn = [createdBy.Key] }
                : draft)],
        };
    }

    /// <summary>Completes a setting that exports to a wanted destination: AuditEvent on, retention off, nothing else touched.</summary>
    private Remedy Mend(ObservedResource vault, DiagnosticSetting setting, IReadOnlyList<SettingVerdict> verdicts)
    {
        var retention = setting.StorageAccount is { } account && !judge.HasOtherDestination(setting)
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
            if (Conflict(setting.Name, setting.Sinks, verdicts) is { } conflict)
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

    private Remedy Own(ObservedResource vault, IReadOnlyList<SettingVerdict> verdicts)
    {
        var region = Region.Normalize(vault.Body.TextAt("location"));
        if (judge.MappedAccount(vault) is not { } account)
        {
            return Remedy.Block(new Obstacle("BL2108", $"The document gives no storage account for region {region}", $"add the line \"{region}: <storage account id>\" under controls.{KeyVault004Settings.Id}.destination.storageAccounts"));
        }

        var existing = verdicts.FirstOrDefault(verdict => IsOwn(verdict.Setting))?.Setting;
        var where = $"controls.{KeyVault004Settings.Id}.destination.storageAccounts.{region}";
        if (Destination.ObstacleOf(context, vault.Id, region, account, where) is { } unusable)
        {
            return Remedy.Block(unusable);
        }

        if (existing is null && verdicts.Count >= SinkConflict.MaxSettings)
        {
            var names = string.Join(", ", verdicts.Select(verdict => $"\"{verdict.Setting.Name}\""));
            return Remedy.Block(new Obstacle("BL2113", $"The vault has {verdicts.Count} diagnostic settings ({names}) and Azure allows {SinkConflict.MaxSettings}, and none of them can be completed", $"delete one, or export one of them to {account}"));
        }

        // What is gone of the tool's own setting goes with the repair, because Azure would refuse it.
        var gone = existing is null ? [] : Destination.GoneOthers(context.Estate, existing);
        if (existing is not null && Destination.ObstacleOfOthers(context, vault.Id, region, existing, gone) is { } other)
        {
            return Remedy.Block(other);
        }

        List<string> sinks = [.. (existing?.OtherDestinations ?? []).Except(gone).Select(sink => sink.Key), account.Key];
        if (Conflict(settings.SettingName, sinks, verdicts) is { } conflict)
        {
            return Remedy.Block(conflict);
        }

        var body = existing is null ? SettingBody.New() : SettingBody.Of(existing.Resource);
        body.ExportTo(account).ExportNoMoreTo(gone);
        if (existing is null || !AuditLog.IsOn(existing))
        {
            body.Enable(AuditLog.Category, AuditLog.Group);
        }

        return new Remedy([SettingDraft.Put(vault.Id, settings.SettingName, body, existing?.Resource, ChangeRanks.VaultSetting)])
            .And(_retention.For(vault, account));
    }

    private static Obstacle? Conflict(string name, IReadOnlyList<string> sinks, IReadOnlyList<SettingVerdict> verdicts) =>
        SinkConflict.Find(verdicts.Select(verdict => verdict.Setting), name, sinks, AuditLog.Category, AuditLog.Groups) is { } other
            ? SinkConflict.ObstacleOf(other, "AuditEvent")
            : null;

    private bool IsDangling(DiagnosticSetting setting) =>
        setting.StorageAccount is { } account && context.Estate.Find(account).Presence == Presence.Absent;

    private bool IsOwn(DiagnosticSetting setting) =>
        setting.Name.Equals(settings.SettingName, StringComparison.OrdinalIgnoreCase);
}

using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Exports an activity log to the document's account: through the tool's own setting, or by completing a setting that already
/// names the account. Settings of others are otherwise left as they are.
/// </summary>
public sealed class ExportRemediation(Monitor006Settings settings, ControlContext context)
{
    private const string Where = $"controls.{Monitor006Settings.Id}.export.storageAccount";

    /// <summary>The remediation of a subject that exports nowhere, or to an account that is gone.</summary>
    public Remediation For(ActivityLogExport export)
    {
        if (settings.Export.StorageAccount is not { } target)
        {
            return Remediation.Block(new Obstacle("BL2108", "The document does not say where the activity log goes", $"add {Where}"));
        }

        if (context.WhyNoSettings(export.Subject) is { } why)
        {
            return Remediation.Block(why);
        }

        return Destination.ObstacleOf(context, export.Subject, region: null, target, Where) is { } unusable
            ? Remediation.Block(unusable)
            : Write(export, target);
    }

    /// <summary>Why an export to the document's account counts for nothing in a verdict; null where it counts.</summary>
    public Obstacle? WhyItDoesNotCount()
    {
        var target = settings.Export.StorageAccount;
        var why = target is null ? null
            : context.Scope.IsExcluded(target) ? "excluded"
            : context.Exemptions.Live(Monitor006Settings.Id, target, context.AsOf) is not null ? "exempt"
            : null;
        return why is null
            ? null
            : new Obstacle(
                "BL2125",
                $"{target}, given by {Where}, is {why}",
                "name another account, or delete the setting that exports to an account that is gone");
    }

    private Remediation Write(ActivityLogExport export, ResourceId target)
    {
        var own = export.Settings.FirstOrDefault(setting =>
            setting.Name.Equals(settings.Export.SettingName, StringComparison.OrdinalIgnoreCase));
        var existing = own is not null && IsDangling(own) ? own
            : export.Settings.FirstOrDefault(setting => setting.StorageAccount == target) ?? own;
        if (existing is { ExportsLogs: true } && existing.StorageAccount == target)
        {
            return Remediation.Block(new Obstacle(
                "BL2125",
                $"Setting \"{existing.Name}\" already exports to {target}, so no other export is needed",
                "delete the setting that exports to an account that is gone"));
        }

        if (existing?.Logs.FirstOrDefault(row => row is { Enabled: true, Group: { } name }
            && !ActivityLog.Groups.Contains(name, StringComparer.OrdinalIgnoreCase))?.Group is { } group)
        {
            return Remediation.Block(SettingObstacles.OfGroup(
                existing, group, export.Subject.SubscriptionId is null ? "management group" : "subscription"));
        }

        if (existing is null && export.Settings.Count >= SinkConflict.MaxSettings)
        {
            var names = string.Join(", ", export.Settings.Select(setting => $"\"{setting.Name}\""));
            return Remediation.Block(new Obstacle(
                "BL2113",
                $"{export.Subject} has {export.Settings.Count} diagnostic settings ({names}) and Azure allows {SinkConflict.MaxSettings}",
                $"delete one, or export one of them to {target}"));
        }

        // What is gone of the tool's own setting goes with the repair; in a setting of others it is in the way.
        var gone = existing is not null && existing == own ? Destination.GoneOthers(context.Estate, existing) : [];
        if (existing is not null
            && Destination.ObstacleOfOthers(context, export.Subject, region: null, existing, gone) is { } unusable)
        {
            return Remediation.Block(unusable);
        }

        var name = existing?.Name ?? settings.Export.SettingName;
        List<string> sinks = [.. (existing?.OtherDestinations ?? []).Except(gone).Select(sink => sink.Key), target.Key];
        var wanted = ActivityLog.CategoriesOf(export.Subject);
        foreach (var category in wanted)
        {
            if (SinkConflict.Find(export.Settings, name, sinks, category, ActivityLog.Groups) is { } other)
            {
                return Remediation.Block(SinkConflict.ObstacleOf(other, category));
            }
        }

        var body = (existing is null ? SettingBody.New() : SettingBody.Of(existing.Resource).WithGroupsOf(ActivityLog.Groups))
            .ExportNoMoreTo(gone)
            .ExportTo(Sink.OfStorageAccount(target));
        foreach (var category in wanted)
        {
            body.Enable(category, ActivityLog.Groups[0]);
        }

        return new Remediation([SettingDraft.Put(export.Subject, name, body, existing?.Resource, ChangeRanks.Export)]);
    }

    private bool IsDangling(DiagnosticSetting setting) =>
        setting.StorageAccount is { } account && context.Estate.Find(account).Presence == Presence.Absent;
}

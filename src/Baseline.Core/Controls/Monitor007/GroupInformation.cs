using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;

namespace Baseline.Controls.Monitor007;

/// <summary>
/// The finding about a management group that has settings of its own: information only, so that it is compliant or not applicable,
/// and never asks for a change.
/// </summary>
internal sealed class GroupInformation(Monitor007Settings settings, ControlContext context)
{
    /// <summary>The finding; null where the group has no settings, or they could not be read.</summary>
    public Finding? Of(ResourceId group)
    {
        var listing = context.Estate.List(group, TypeNames.DiagnosticSetting);
        if (listing.Unreadable is { } unreadable)
        {
            context.Explain(group, () => [ExportEvidence.Unread(unreadable)]);
            context.Notice(new Notice(
                "BL2017",
                Monitor007Settings.Id,
                unreadable.Id.Text,
                $"It could not be read ({unreadable.Why}), so whether the management group exports its own activity "
                    + "log is not known; no verdict rests on it.",
                IsWarning: false));
            return null;
        }

        List<DiagnosticSetting> own = [.. listing.Resources.Select(resource => new DiagnosticSetting(resource))];
        if (own.Count == 0)
        {
            context.Explain(group, () => [new EvidenceStep(0, group.Text, "It has no diagnostic setting.")]);
            return null;
        }

        context.Explain(group, () => Steps(group, own));
        return context.Exemptions.Live(Monitor007Settings.Id, group, context.AsOf) is { } exemption
            ? Finding.Exempted(Monitor007Settings.Id, group, exemption)
            : FindingOf(group, own);
    }

    private Finding FindingOf(ResourceId group, List<DiagnosticSetting> own)
    {
        var reaching = settings.Destination.DemandsIn(null).Select(demand => own.Find(setting => Reaches(setting, demand))).ToList();
        return reaching.Contains(null)
            ? new Finding(
                Monitor007Settings.Id,
                group,
                ComplianceState.NotApplicable,
                "None of its settings exports its own activity log to an accepted destination, and the rule asks for none: it is about "
                    + "subscriptions.")
            : new Finding(
                Monitor007Settings.Id,
                group,
                ComplianceState.Compliant,
                string.Join(' ', reaching.OfType<DiagnosticSetting>().Distinct().Select(Exports)));
    }

    private static IEnumerable<EvidenceStep> Steps(ResourceId group, List<DiagnosticSetting> own)
    {
        yield return new EvidenceStep(0, group.Text, "It is a management group, of which the rule asks nothing.");
        foreach (var setting in own)
        {
            yield return new EvidenceStep(1, setting.Resource.Id.Text, Exports(setting));
        }
    }

    private static string Exports(DiagnosticSetting setting) =>
        !setting.ExportsLogs || setting.Destinations.Count == 0
            ? $"Setting \"{setting.Name}\" exports nothing."
            : $"Setting \"{setting.Name}\" exports its own activity log to "
                + $"{string.Join(" and ", setting.Destinations.Select(sink => sink.Place))}.";

    private bool Reaches(DiagnosticSetting setting, LogDemand demand) =>
        setting.ExportsLogs
        && setting.Destinations.Any(sink => demand.Accepts(sink) && sink.LookUp(context.Estate).Presence == Presence.Found);
}

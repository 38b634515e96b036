using Baseline.Azure;

namespace Baseline.Controls.Monitor006;

/// <summary>Why a subscription or management group is judged as it is: each way out of it, and each account it leads to.</summary>
internal sealed class ActivityLogEvidence(Monitor006Settings settings, ControlContext context)
{
    /// <summary>What the document wants.</summary>
    public EvidenceStep Wanted => new(
        0,
        settings.Span.ToString(),
        $"{Monitor006Settings.Id} wants every storage account that receives the activity log on a customer-managed key{Pinned}.");

    /// <summary>That the export of a subject could not be read.</summary>
    /// <param name="subject">The subscription or management group.</param>
    /// <param name="why">Why not, in a few words.</param>
    public static EvidenceStep Unread(ResourceId subject, string why) => new(0, subject.Text, $"Its settings could not be read: {why}.");

    /// <summary>The ways out of a subscription or management group.</summary>
    /// <param name="export">The ways.</param>
    /// <param name="accounts">The verdicts on the accounts that they lead to.</param>
    public IEnumerable<EvidenceStep> Steps(ActivityLogExport export, AccountRemediations accounts)
    {
        var subject = export.Subject;
        yield return new EvidenceStep(
            0,
            subject.Text,
            export.Routes.Count == 0
                ? "No setting exports its activity log to a storage account."
                : "Its activity log goes to these storage accounts.");
        foreach (var silent in export.SilentSettings)
        {
            yield return new EvidenceStep(
                1,
                silent.Resource.Id.Text,
                $"Setting \"{silent.Name}\" has every category off, so it exports nothing.");
        }

        foreach (var route in export.Routes)
        {
            foreach (var step in RouteSteps(route, accounts))
            {
                yield return step;
            }
        }
    }

    private string Pinned => settings.Key is { Pinned: true } key ? $", namely key {key.Name} of {key.Vault.Name}" : "";

    private IEnumerable<EvidenceStep> RouteSteps(ExportRoute route, AccountRemediations accounts)
    {
        yield return new EvidenceStep(
            1,
            route.Source.Id.Text,
            $"{(route.IsLegacy ? "Log profile" : "Setting")} \"{route.Source.Id.Name}\" exports to {route.Account}.");
        if (context.Scope.IsExcluded(route.Account))
        {
            yield return new EvidenceStep(2, route.Account.Text, "It is excluded from the scope and not looked at.");
            yield break;
        }

        if (context.Exemptions.Live(Monitor006Settings.Id, route.Account, context.AsOf) is { } exemption)
        {
            yield return new EvidenceStep(
                2,
                route.Account.Text,
                $"It is exempt until {exemption.Expires:yyyy-MM-dd}, owner {exemption.Owner}: {exemption.Reason}");
            yield break;
        }

        var detail = accounts.Evaluate(route.Account);
        yield return new EvidenceStep(2, $"{detail.Resource} properties.encryption", detail.Reason);
    }
}

using Baseline.Azure;

namespace Baseline.Controls.Monitor006;

/// <summary>Why a subscription or management group is judged as it is: each way out of it, and each account it leads to.</summary>
internal sealed class ActivityLogTrace(Monitor006Settings settings, ControlContext context)
{
    public IEnumerable<TraceStep> Steps(ResourceId subject)
    {
        yield return new TraceStep(
            0,
            settings.Span.ToString(),
            $"{Monitor006Settings.Id} wants every storage account that receives the activity log on a customer-managed key{Pinned}.");
        var isGroup = subject.SubscriptionId is null;
        if (!isGroup && context.Estate.Subscription(subject.SubscriptionId) is null)
        {
            yield return new TraceStep(0, subject.Text, "It is not part of what was read, so nothing is known about it.");
            yield break;
        }

        var export = isGroup ? ActivityLogExport.OfOwnSettings(context, subject) : ActivityLogExport.OfSubscription(context, subject);
        if (export.WhyUnreadable is { } why)
        {
            yield return new TraceStep(0, subject.Text, $"Its settings could not be read: {why}.");
            yield break;
        }

        yield return new TraceStep(
            0,
            subject.Text,
            export.Routes.Count == 0
                ? "No setting exports its activity log to a storage account."
                : "Its activity log goes to these storage accounts.");
        foreach (var silent in export.SilentSettings)
        {
            yield return new TraceStep(
                1,
                silent.Resource.Id.Text,
                $"Setting \"{silent.Name}\" has every category off, so it exports nothing.");
        }

        foreach (var route in export.Routes)
        {
            foreach (var step in RouteSteps(route))
            {
                yield return step;
            }
        }
    }

    private string Pinned => settings.Key is { Pinned: true } key ? $", namely key {key.Name} of {key.Vault.Name}" : "";

    private IEnumerable<TraceStep> RouteSteps(ExportRoute route)
    {
        yield return new TraceStep(
            1,
            route.Source.Id.Text,
            $"{(route.IsLegacy ? "Log profile" : "Setting")} \"{route.Source.Id.Name}\" exports to {route.Account}.");
        if (context.Scope.IsExcluded(route.Account))
        {
            yield return new TraceStep(2, route.Account.Text, "It is excluded from the scope and not looked at.");
            yield break;
        }

        if (context.Exemptions.Live(Monitor006Settings.Id, route.Account, context.AsOf) is { } exemption)
        {
            yield return new TraceStep(
                2,
                route.Account.Text,
                $"It is exempt until {exemption.Expires:yyyy-MM-dd}, owner {exemption.Owner}: {exemption.Reason}");
            yield break;
        }

        var detail = new AccountJudge(settings, context).Judge(route.Account);
        yield return new TraceStep(2, $"{detail.Resource} properties.encryption", detail.Reason);
    }
}

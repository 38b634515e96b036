using System.Globalization;
using System.Text;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor007;

/// <summary>
/// Estate → the control's part of a first document: where most subscriptions export their activity log to, if a document could name
/// it.
/// </summary>
internal sealed class Monitor007Starter(Estate estate, EstateScope scope, DateOnly asOf)
{
    private const string Head =
        """
          # The activity log of every subscription is exported by one diagnostic setting.
          Monitor-007:
            categories: [Administrative, Alert, Policy, Security]  # at least these; `all` for all eight
            destination:
              accept: [storageAccount, workspace]  # either counts; `mapped` insists on what is named below

        """;

    private const string Retention = "    # retentionDays: { atLeast: 365 }   # how long the account or the workspace must keep it\n";

    private const string Tail =
        """
            settingName: baseline-activity-log  # the setting that apply creates where none can be completed
            manageLifecycle: false              # true: apply may write a lifecycle rule of its own, for retentionDays

        """;

    // What a first document accepts; how long the log is kept does not matter for the proposal.
    private static readonly Monitor007Settings Wanted = new(
        ["Administrative", "Alert", "Policy", "Security"],
        new DestinationSettings(Monitor007Settings.DestinationPath) { Kinds = [SinkKind.StorageAccount, SinkKind.Workspace] },
        Monitor007Settings.DefaultSettingName,
        new SourceSpan("", 1, 1));

    /// <summary>The text.</summary>
    /// <param name="judgesRetention">Whether it says how long the log must be kept.</param>
    public string Write(bool judgesRetention = false)
    {
        var text = new StringBuilder(Head);
        if (MostUsed() is not { } most)
        {
            text.Append(CultureInfo.InvariantCulture, $"      # workspace: {NamedType.Workspace.Example}  # to fill in\n");
        }
        else if (most.Kind == SinkKind.Workspace)
        {
            text.Append(CultureInfo.InvariantCulture, $"      workspace: {YamlText.Value(most.Id.Text)}  # {Use(most.Subscriptions)}\n");
        }
        else
        {
            text.Append("      storageAccounts:\n");
            text.Append(CultureInfo.InvariantCulture, $"        \"*\": {YamlText.Value(most.Id.Text)}  # {Use(most.Subscriptions)}\n");
        }

        var retention = judgesRetention ? Retention.Replace("# retention", "retention", StringComparison.Ordinal) : Retention;
        return text.Append(retention).Append(Tail).ToString();
    }

    /// <summary>The destination to which most subscriptions export what is wanted, as it is spelled where it lies.</summary>
    private Proposed? MostUsed()
    {
        var input = new EvaluationInput(estate, scope, [], new HashSet<ResourceId>(), asOf);
        var evaluator = new ExportEvaluator(Wanted.Requirement, new ControlContext(input, Monitor007Settings.Id));
        return scope.Subscriptions
            .SelectMany(subscription => SinksOf(evaluator, subscription))
            .GroupBy(sink => (sink.Kind, sink.Id))
            .OrderByDescending(same => same.Count())
            .ThenBy(same => same.Key.Kind)
            .ThenBy(same => same.Key.Id)
            .Select(same => new Proposed(same.Key.Kind, same.Key.Id, same.Count()))
            .FirstOrDefault();
    }

    /// <summary>The accounts and workspaces to which a subscription exports what is wanted, each once.</summary>
    private IEnumerable<(SinkKind Kind, ResourceId Id)> SinksOf(ExportEvaluator evaluator, ResourceId subscription) =>
        evaluator.Verdicts(
                new LogSource(subscription, Region: null),
                DiagnosticSetting.Of(estate, subscription))
            .Where(verdict => verdict.State == ComplianceState.Compliant)
            .SelectMany(verdict => verdict.Setting.Destinations)
            .Select(sink => (sink.Kind, Id: sink.Id is { } id ? estate.Find(id).Resource?.Id : null))
            .Where(sink => TypeOf(sink.Kind) is { } type && sink.Id is not null && type.CanName(sink.Id))
            .Select(sink => (sink.Kind, Id: sink.Id ?? subscription))
            .Distinct();

    private static NamedType? TypeOf(SinkKind kind) =>
        kind == SinkKind.StorageAccount ? NamedType.StorageAccount : kind == SinkKind.Workspace ? NamedType.Workspace : null;

    private static string Use(int subscriptions) => subscriptions == 1
        ? "a subscription exports to it"
        : string.Create(CultureInfo.InvariantCulture, $"{subscriptions} subscriptions export to it");

    /// <summary>Where activity logs go already.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Id">The account or workspace.</param>
    /// <param name="Subscriptions">How many subscriptions export what is wanted to it.</param>
    private sealed record Proposed(SinkKind Kind, ResourceId Id, int Subscriptions);
}

using System.Net;
using System.Text;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Comment;

/// <summary>The issue about drift.</summary>
internal static class DriftText
{
    /// <summary>Its title, by which Azure DevOps finds the work item again.</summary>
    public const string Title = "baseline: Azure is not in the declared state";

    private const int MostItems = 100;

    /// <summary>Whether something is not as it should be: it will be changed, or something keeps it from being changed.</summary>
    public static bool IsOpen(Plan plan) =>
        !plan.IsEmpty || plan.HasBlocked || plan.Findings.Any(finding => finding.State == ComplianceState.Noncompliant);

    /// <summary>The description of a work item.</summary>
    /// <param name="plan">The plan; null where planning failed.</param>
    /// <param name="run">The run that tells more; null where none is known.</param>
    public static string Html(Plan? plan, PipelineRun? run)
    {
        var text = new StringBuilder();
        if (plan is null)
        {
            text.Append("<p><b>There is no plan: planning failed.</b> What an earlier plan said here no longer holds.</p>");
        }
        else
        {
            var open = plan.Findings.Where(finding => finding.State == ComplianceState.Noncompliant).ToList();
            text.Append(PlanSentences.Part(plan) is { Length: > 0 } part ? $"<p><b>{Safe(part)}</b></p>" : "");
            text.Append($"<p><b>{Quantity.Of(plan.Changes.Count, "change")}, {Quantity.Of(open.Count, "noncompliant finding")}.</b> ")
                .Append($"Digest of the plan: <code>{PlanFile.DigestOf(plan)}</code></p><ul>");
            foreach (var finding in open.Take(MostItems))
            {
                text.Append($"<li>{Safe(finding.Control)}: {Safe(finding.Resource.ToString())}: {Safe(finding.Reason)}</li>");
            }

            text.Append(open.Count > MostItems ? $"<li>and {open.Count - MostItems} more</li></ul>" : "</ul>");
            var unknown = plan.Count(ComplianceState.Unknown);
            text.Append(unknown > 0 ? "<p>Something in scope could not be read, and counts as unknown.</p>" : "");
        }

        return text.Append(run?.Page is { } page ? $"<p><a href=\"{WebUtility.HtmlEncode(page)}\">The run</a></p>" : "").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(Printable.Text(text));
}

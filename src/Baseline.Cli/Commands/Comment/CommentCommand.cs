using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Hosts;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Comment;

/// <summary>Keeps the one comment on a pull request, or the one issue about drift, as a plan says.</summary>
public sealed class CommentCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(CommentArguments arguments, CancellationToken cancellationToken)
    {
        var plan = arguments.PlanFile is { } path ? context.ReadPlan(path) : null;
        if (plan is null && !arguments.Failed)
        {
            return ExitCode.Error;
        }

        if (arguments.Report is { } report && plan is not null)
        {
            var text = TerraformReport.Of(plan);
            UserFiles.Replace(context.IO, report, Audience.Owner, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
        }

        var environment = new HostEnvironment(context.IO.Variable, file => UserFiles.Read(context.IO, file));
        var place = environment.Read(arguments.Host, needsPullRequest: !arguments.Issue);
        var message = "";
        await ReviewHosts.UseAsync(
            place,
            context.IO.Clock,
            async (host, token) => message = arguments.Issue
                ? await KeepIssueAsync(host, plan, token)
                : await KeepCommentAsync(host, plan, token),
            cancellationToken);
        context.Streams.WriteMessage(message);
        return ExitCode.Done;
    }

    private async Task<string> KeepCommentAsync(IReviewHost host, Plan? plan, CancellationToken cancellationToken)
    {
        var own = await host.FindCommentAsync(cancellationToken);
        var isSettled = plan is not null && !DriftText.IsOpen(plan);
        if (own is null && isSettled)
        {
            return "There is nothing to change, and no comment that says otherwise.";
        }

        var text = plan is null ? NoPlan(HostMarkers.Plan) : Markdown(plan);
        await host.WriteCommentAsync(own, new HostComment(text + RunLink(), isSettled), cancellationToken);
        return own is null ? "The comment is on the pull request." : "The comment on the pull request is up to date.";
    }

    private async Task<string> KeepIssueAsync(IReviewHost host, Plan? plan, CancellationToken cancellationToken)
    {
        // What could not be read may have drifted, also where the document accepts that, and a part tells nothing of the rest: neither
        // closes an issue, nor opens one.
        var isOpen = plan is null || DriftText.IsOpen(plan);
        var isKnown = plan is not null && plan.Count(ComplianceState.Unknown) == 0;
        var isOver = plan is { Part: null } && !isOpen && isKnown;
        var text = plan is null ? NoPlan(HostMarkers.Drift) : HostMarkers.Drift + Markdown(plan)[HostMarkers.Plan.Length..];
        var issue = new HostIssue(
            DriftText.Title, text + RunLink(), DriftText.Html(plan, PipelineRun.Of(context.IO.Variable)), isOver);
        var own = await host.FindIssueAsync(issue, cancellationToken);
        if (plan?.Part is not null && !isOpen)
        {
            var drift = isKnown ? "There is no drift in that part" : "Whether there is drift in that part is not known";
            return $"{PlanSentences.Part(plan)} {drift}, and the plan says nothing of the rest. {(own is null
                    ? "No issue is open, and none was opened." : "The issue about the drift stays open as it is.")}";
        }

        if (own is null && (plan is null || !isOpen))
        {
            return isKnown
                ? "There is no drift, and no issue is open."
                : "Whether there is drift is not known. No issue is open, and none was opened.";
        }

        await host.WriteIssueAsync(own, issue, cancellationToken);
        return own is null ? "An issue about the drift is open now."
            : isOver ? "There is no drift any more: the issue is closed."
            : "The issue about the drift is up to date, and stays open.";
    }

    private string Markdown(Plan plan)
    {
        var view = context.View(plan, document: null) with { Palette = Palette.None, Width = null };
        return PlanFormats.All.First(format => format.Name == "markdown").Render(view);
    }

    private static string NoPlan(string marker) =>
        $"{marker}\n**There is no plan: planning failed.** What an earlier plan said here no longer holds.\n";

    private string RunLink() => PipelineRun.Of(context.IO.Variable) is { Page: { } page } ? $"\n[This run]({page})\n" : "";
}

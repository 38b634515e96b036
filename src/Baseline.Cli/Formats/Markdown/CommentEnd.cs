using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>The end of a comment: warnings, notes, what the document says differently, and what releases the plan.</summary>
/// <param name="words">What the sections of a comment share.</param>
internal sealed class CommentEnd(CommentWords words)
{
    /// <summary>Warnings or notes; null where there are none.</summary>
    public CommentSection? Notices(bool isWarning)
    {
        var notices = words.Plan.Notices.Where(notice => notice.IsWarning == isWarning).ToList();
        var what = isWarning ? "warning" : "note";
        return notices.Count == 0 ? null : new CommentSection([.. notices.GroupBy(GroupKey, StringComparer.Ordinal).Select(Block)])
        {
            Head = $"\n<details{(isWarning ? " open" : "")}><summary>{Quantity.Of(notices.Count, what)}</summary>\n\n",
            Tail = "\n</details>\n",
            Noun = what,
            Weight = isWarning ? CommentSection.Important : CommentSection.Minor,
        };
    }

    /// <summary>What the document says differently; null where it is not known.</summary>
    public CommentSection? Document()
    {
        if (words.View.Diffs.Document is not { Length: > 0 } diff)
        {
            return null;
        }

        var lines = string.Join('\n', diff.Split('\n').Select(Output.Printable.Text).SelectMany(CommentDiff.Wrapped));
        var fence = CommentDiff.FenceFor([lines]);
        var name = MarkdownText.Html(words.View.Document ?? "");
        return new CommentSection([new CommentBlock([$"{fence}diff\n{lines}{fence}\n"], 1)])
        {
            Head = $"\n<details><summary>What this pull request changes in {name}</summary>\n\n",
            Tail = "\n</details>\n",
            Noun = "difference of the document",
            Weight = CommentSection.Minor,
        };
    }

    /// <summary>What applies exactly this plan, on the host where it was made; null where there is nothing to apply.</summary>
    public CommentSection? Release()
    {
        var digest = PlanFile.DigestOf(words.Plan);
        if (words.Plan.IsEmpty)
        {
            return CommentSection.Whole($"\nDigest: `{digest}`\n");
        }

        if (words.Plan.Exceeded.Count > 0)
        {
            return CommentSection.Whole($"\nApply refuses this plan, because it goes beyond the document's limits. Digest: `{digest}`\n");
        }

        return CommentSection.Whole(words.View.Run switch
        {
            { Host: PipelineHost.GitHub } run =>
                "\n**To apply exactly this plan after the merge:**\n\n"
                + $"```sh\ngh workflow run release.yml -f run={run.Id} \\\n  -f digest={digest}\n```\n",
            { Host: PipelineHost.AzurePipelines } =>
                "\n**After the merge** the run on the main branch finds this plan, and applies exactly it once the environment is "
                + $"approved. Digest of this plan: `{digest}`\n",
            { Host: PipelineHost.GitLab } =>
                "\n**After the merge** the pipeline of the default branch finds this plan. To apply exactly it, start its job `apply`. "
                + $"Digest of this plan: `{digest}`\n",
            _ => "\n**To apply exactly this plan:**\n\n"
                + $"```sh\n{Output.Printable.Text(words.View.Applying)}{PlanSentences.OnEmulator(words.Plan)} "
                + $"--expect \\\n  {digest}\n```\n",
        });
    }

    /// <summary>Where everything is that a comment has no room for.</summary>
    public string WhereAllIs() => words.View.Run is { Page: { } page }
        ? $"All of it is in the artifacts of [this run]({page})."
        : "All of it is in the plan file.";

    private CommentBlock Block(IGrouping<string, Notice> alike)
    {
        var count = alike.Count();
        var items = string.Concat(alike.Select(notice => Item(notice, AboutOf(notice))));
        return count == 1
            ? CommentBlock.Whole(items)
            : new CommentBlock([items, Item(alike.First(), $" {count} resources")], count) { FirstWithoutNames = 1 };
    }

    private string GroupKey(Notice notice) => $"{notice.Code}\n{MessageOf(notice)}";

    private string Item(Notice notice, string about) =>
        $"- {MarkdownText.Code(notice.Code)}{about}: {MarkdownText.Prose(MessageOf(notice))}\n";

    private string AboutOf(Notice notice) =>
        Addresses.Parsed(notice.Resource) is { } id
            ? $" {MarkdownText.Link(words.Addresses.Listed(id), words.PageOf(id))}"
            : notice.Resource.Length == 0 ? "" : $" {MarkdownText.Prose(notice.Resource)}";

    private string MessageOf(Notice notice)
    {
        var id = Addresses.Parsed(notice.Resource);
        var child = id is null ? null : words.Addresses.ChildName(id);
        var message = child is null
            ? notice.Text
            : notice.Text.Replace($"Setting \"{child}\" ", "The setting ", StringComparison.OrdinalIgnoreCase);
        return words.Addresses.Sentence(message, id?.SubscriptionId);
    }
}

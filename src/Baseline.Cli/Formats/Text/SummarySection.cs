using System.Globalization;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Text;

/// <summary>What was read, and how many resources stand where, control by control.</summary>
internal static class SummarySection
{
    private static readonly (Verdict Verdict, string Heading, Tone Tone)[] Columns =
    [
        (Verdict.Compliant, "compliant", Tone.Good),
        (Verdict.Fixed, "fix", Tone.Caution),
        (Verdict.Later, "later", Tone.Caution),
        (Verdict.Blocked, "blocked", Tone.Bad),
        (Verdict.Unknown, "unknown", Tone.Alert),
        (Verdict.Exempt, "exempt", Tone.Plain),
    ];

    /// <summary>Adds both.</summary>
    public static void Write(TextPage page, PlanView view)
    {
        var plan = view.Plan;
        var read = plan.Estate.CapturedAt is { } at
            ? at.UtcDateTime.ToString("', read 'yyyy-MM-dd HH:mm' UTC'", CultureInfo.InvariantCulture)
            : "";
        var age = view.SnapshotDays is { } days and > 0 ? $", {Quantity.Of(days, "day")} ago" : "";
        var source = plan.Estate.Source switch
        {
            "azure" when view.Snapshot is { } file => $"on the snapshot {Printable.Text(file)}",
            "azure" => "on Azure",
            PlanEstate.Emulator => "on the emulator",
            Plan.UndoSource => "from the journal of a run",
            var other => $"on {other}",
        };
        WriteHead(page, view, $"{source}{read}{age}", PlanSentences.Extending(plan));
        if (PlanSentences.Part(plan) is { Length: > 0 } part)
        {
            page.Prose(part, "  ", Tone.Caution);
        }

        var columns = Columns
            .Where(column => column.Verdict != Verdict.Later || plan.Findings.Any(finding => Verdicts.Of(finding) == Verdict.Later))
            .ToList();
        var controls = plan.Findings.ToLookup(finding => finding.Control, StringComparer.Ordinal);
        var ids = controls.Select(control => control.Key).Concat(plan.NotInScope).Distinct().Order(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var idWidth = ids.Max(id => id.Length);
        var room = Math.Clamp(view.Width ?? TextPage.DesignWidth, TextPage.DesignWidth, TextPage.MostForTags)
            - idWidth - 4 - columns.Sum(column => column.Heading.Length + 2);
        var titles = ids.ToDictionary(id => id, id => view.TitleOf(id, room), StringComparer.Ordinal);
        var titleWidth = Math.Min(room, titles.Values.Max(title => title.Length));
        page.Gap().Add(new string(' ', idWidth + titleWidth + 4));
        foreach (var (_, heading, _) in columns)
        {
            page.Add($"  {heading}", Tone.Faint);
        }

        page.End();
        foreach (var id in ids)
        {
            page.Add("  ").Add(id.PadRight(idWidth), Tone.Strong).Add($"  {Fitted(titles[id], titleWidth)}");
            foreach (var (verdict, heading, tone) in columns)
            {
                var count = controls[id].Count(finding => Verdicts.Of(finding) == verdict);
                page.Add("  ").Add((count == 0 ? "-" : Text(count)).PadLeft(heading.Length), count == 0 ? Tone.Faint : tone);
            }

            page.End();
        }

        if (plan.NotInScope.Count > 0)
        {
            page.Gap().Prose(PlanSentences.NotInScope(plan), "  ");
        }
    }

    /// <summary>The first line; where there is no room for all of it, what was read stands on a second one.</summary>
    private static void WriteHead(TextPage page, PlanView view, string source, string counts)
    {
        var name = view.Plan.Baseline.Name;
        page.Add(name, Tone.Strong).Add($" {source}");
        if (counts.Length > 0 && view.Width is { } width && Printable.Text(name).Length + 1 + source.Length + counts.Length > width)
        {
            page.Line(":").Line($"  {counts[2..]}");
        }
        else
        {
            page.Line(counts);
        }
    }

    /// <summary>The title, cut between words where there is no room for all of it.</summary>
    private static string Fitted(string title, int width)
    {
        if (title.Length <= width)
        {
            return title.PadRight(width);
        }

        var end = title.LastIndexOf(' ', Math.Max(0, width - 1));
        return $"{title[..Math.Max(0, end)]}…".PadRight(width);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}

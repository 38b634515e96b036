using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Sarif;

/// <summary>The controls as rules of a SARIF run.</summary>
internal static class SarifRules
{
    private static readonly SarifConfiguration Configuration = new("error");

    /// <summary>The ids of the catalogue, then whatever else a plan names, sorted: a result refers to its rule by place.</summary>
    public static List<string> Of(PlanView view)
    {
        var known = view.Controls.Select(entry => entry.Id).ToList();
        var others = view.Plan.Findings.Select(finding => finding.Control).Except(known).Order(StringComparer.Ordinal);
        return [.. known, .. others];
    }

    /// <summary>The rule of a control, with what the catalogue says of it.</summary>
    public static SarifRule RuleOf(PlanView view, string control)
    {
        if (view.Controls.FirstOrDefault(entry => entry.Id == control) is not { } entry)
        {
            return new SarifRule(Printable.Text(control), null, null, null, null, null, Configuration);
        }

        var page = $"docs/controls.md#{entry.Id.ToLowerInvariant()}";
        return new SarifRule(
            Printable.Text(control),
            entry.Id.Replace("-", "", StringComparison.Ordinal),
            new SarifText(entry.Title),
            new SarifText(entry.Requires),
            new SarifText(
                $"{entry.Requires} Fix: run baseline plan, review the plan, and run baseline apply. "
                + $"See {page} and {entry.RulePage.OriginalString}.",
                $"{entry.Requires}\n\nFix: run `baseline plan`, review the plan, and run `baseline apply`.\n\n"
                + $"See `{page}` and the [rule page]({entry.RulePage.OriginalString})."),

            // SARIF wants an absolute address here, and the pages under docs have none of their own.
            entry.RulePage.OriginalString,
            Configuration);
    }
}

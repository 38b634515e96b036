using Baseline.Cli.Rendering.Html;
using Baseline.Cli.Rendering.Junit;
using Baseline.Cli.Rendering.Markdown;
using Baseline.Cli.Rendering.Sarif;

namespace Baseline.Cli.Rendering;

/// <summary>The forms that the command line offers.</summary>
public static class PlanFormats
{
    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<IPlanFormat> All { get; } =
    [
        new PlanTextRenderer(),
        new PlanJsonRenderer(),
        new MarkdownFormat(),
        new SarifFormat(),
        new JunitFormat(),
        new HtmlFormat(),
    ];

    /// <summary>The form for people.</summary>
    public static IPlanFormat Default => All[0];
}

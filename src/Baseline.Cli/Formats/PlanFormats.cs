using Baseline.Cli.Formats.Az;
using Baseline.Cli.Formats.Bicep;
using Baseline.Cli.Formats.Csv;
using Baseline.Cli.Formats.Html;
using Baseline.Cli.Formats.Json;
using Baseline.Cli.Formats.Junit;
using Baseline.Cli.Formats.Markdown;
using Baseline.Cli.Formats.Sarif;
using Baseline.Cli.Formats.Terraform;
using Baseline.Cli.Formats.Text;

namespace Baseline.Cli.Formats;

/// <summary>The forms that the command line offers.</summary>
public static class PlanFormats
{
    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<IPlanFormat> All { get; } =
    [
        new TextFormat(),
        new JsonFormat(),
        new MarkdownFormat(),
        new SarifFormat(),
        new JunitFormat(),
        new HtmlFormat(),
        new CsvFormat(),
        new BicepFormat(),
        new TerraformFormat(),
        new AzFormat(),
    ];

    /// <summary>The form for people.</summary>
    public static IPlanFormat Default => All[0];
}

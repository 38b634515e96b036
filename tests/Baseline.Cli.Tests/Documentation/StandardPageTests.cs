using System.Text;
using Baseline.Standards;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Documentation;

/// <summary>docs/standards.md says what the tool's own list says.</summary>
public sealed class StandardPageTests
{
    private const string Head =
        """
        # Standards

        Which line of which standard a control holds, and which lines about Azure's logs, or about accounts that keep logs, are left out and why. `baseline controls --standard cis-5.0` shows the same for one standard and says what of it your document covers, and `baseline init --standard cis-5.0` proposes a document that covers it; `--format json` is for programs, and the CSV of a plan has, in its last column but one, the numbers that its document covers; of a saved plan without the document, those that a control covers however it is written. The page is made from `src/Baseline.Core/Standards/standards.txt`, which names its sources.

        A number stands for what this project understands by it, in its own words. What a standard asks of every resource of a tenant is held here for those that have logs or receive them.
        """;

    [Fact]
    public void The_page_is_made_from_the_list()
    {
        var page = new StringBuilder(Head).Append("\n\n## Held\n\n| what must hold | by | numbers |\n|---|---|---|\n");
        foreach (var line in StandardCatalogue.Product.Lines.Where(line => line.Control is not null))
        {
            page.Append($"| {line.Requirement} | {Holder(line)} | {Numbers(line)} |\n");
        }

        page.Append("\n## Left out\n\n| what must hold | numbers | why no control holds it |\n|---|---|---|\n");
        foreach (var line in StandardCatalogue.Product.Lines.Where(line => line.Control is null))
        {
            page.Append($"| {line.Requirement} | {Numbers(line)} | {line.WhyNot} |\n");
        }

        Golden.MatchFile(page.ToString(), "docs", "standards.md");
    }

    private static string Holder(StandardLine line) => line.Parts.Count == 0
        ? line.Control ?? ""
        : $"{line.Control}: {string.Join(", ", line.Parts.Select(part => $"`{part}`"))}";

    private static string Numbers(StandardLine line) => string.Join("; ", StandardCatalogue.Standards
        .Where(standard => line.Numbers.ContainsKey(standard.Id))
        .Select(standard => $"{standard.Id} {string.Join(", ", line.Numbers[standard.Id])}"));
}

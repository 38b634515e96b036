using Baseline.Controls;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor007;
using Baseline.Core.Tests.Documents;
using Baseline.Documents;
using Xunit;

namespace Baseline.Core.Tests.Controls;

public sealed class ControlCatalogueTests
{
    [Fact]
    public void Settings_of_a_control_that_is_not_in_it_are_refused_by_name()
    {
        var settings = TextDocuments.Accepted(Samples.Least).Controls[0];
        var empty = new ControlCatalogue([], ControlCatalogue.Product.Types);

        Assert.Contains(settings.Control, Assert.Throws<ArgumentException>(() => empty.DefinitionOf(settings)).Message, StringComparison.Ordinal);
        Assert.Equal(settings.Control, ControlCatalogue.Product.DefinitionOf(settings).Id);
    }

    [Fact]
    public void Names_that_the_tool_gives_stay_those_of_the_document_or_else_the_usual_ones()
    {
        var document = TextDocuments.Accepted(Samples.Least);
        var named = document with { Controls = [KeyVault004(document) with { SettingName = "our-audit" }] };

        Assert.Contains("our-audit", ControlCatalogue.Product.NamesThatStay(named));
        Assert.DoesNotContain("baseline-auditevent", ControlCatalogue.Product.NamesThatStay(named));
        Assert.Contains("baseline-auditevent", ControlCatalogue.Product.NamesThatStay(document: null));
        Assert.Contains(KeyVault004Settings.OwnRule.Name, ControlCatalogue.Product.NamesThatStay(named));
        Assert.Contains(Monitor007Settings.OwnRule.Name, ControlCatalogue.Product.NamesThatStay(named));
    }

    private static KeyVault004Settings KeyVault004(BaselineDocument document) =>
        Assert.Single(document.Controls.OfType<KeyVault004Settings>());
}

using Baseline.Azure;
using Baseline.Controls;
using Baseline.Core.Tests.Documents;
using Xunit;

namespace Baseline.Core.Tests.Controls;

public sealed class ControlCatalogueTests
{
    [Fact]
    public void Settings_of_a_control_that_is_not_in_it_are_refused_by_name()
    {
        var settings = TextDocuments.Accepted(Samples.Least).Controls[0];
        var empty = new ControlCatalogue([], ResourceTypes.Product);

        Assert.Contains(settings.Control, Assert.Throws<ArgumentException>(() => empty.DefinitionOf(settings)).Message, StringComparison.Ordinal);
        Assert.Equal(settings.Control, ControlCatalogue.Product.DefinitionOf(settings).Id);
    }
}

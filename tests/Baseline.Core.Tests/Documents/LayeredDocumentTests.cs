using Baseline.Controls;
using Baseline.Documents;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed class LayeredDocumentTests
{
    private static string Exemption(string vault) => $$"""
        exemptions:
          - control: KeyVault-004
            resource: {{Samples.Group}}/Microsoft.KeyVault/vaults/{{vault}}
            reason: Moves to another team
            owner: team-payments
            expires: 2027-01-31

        """;

    [Fact]
    public void Maps_merge_and_what_extends_wins()
    {
        var document = new TextDocuments()
            .With("org/base.yaml", Samples.Least + "    grant: none\nlimits: { maxChanges: 10, maxChangedPercent: 20 }\n")
            .With(TextDocuments.Main, """
                extends: org/base.yaml
                metadata: { name: team }
                controls:
                  KeyVault-004: { settingName: audit, retentionDays: [400] }
                limits: { maxChanges: 5 }
                """)
            .Accepted();

        Assert.Equal("team", document.Name);
        Assert.Equal("audit", document.KeyVault004?.SettingName);
        Assert.Equal([400], document.KeyVault004?.RetentionDays);
        Assert.False(document.Monitor006?.GrantAutomatically);
        Assert.Equal((5, 20), (document.Limits.MaxChanges, document.Limits.MaxChangedPercent));
    }

    [Fact]
    public void Exemptions_add_up_from_the_lowest_layer_on()
    {
        var document = new TextDocuments()
            .With("base.yaml", Samples.Least + Exemption("kv-1"))
            .With(TextDocuments.Main, "extends: base.yaml\n" + Exemption("kv-2"))
            .Accepted();

        Assert.Equal(
            ["base.yaml:13 kv-1", "baseline.yaml:2 kv-2"],
            document.Exemptions.Select(exemption =>
                $"{exemption.Span.File}:{exemption.Span.Line - 1} {exemption.Resource.Text.Split('/')[^1]}"));
    }

    [Fact]
    public void A_path_is_relative_to_the_file_that_says_it()
    {
        var document = new TextDocuments()
            .With("org/all/base.yaml", Samples.Least)
            .With("org/eu.yaml", "extends: all/base.yaml\nmetadata: { name: eu }\n")
            .With("teams/one/baseline.yaml", "extends: ../../org/eu.yaml\nlimits: { maxChanges: 1 }\n");

        var read = new BaselineReader(document, ControlCatalogue.Product.All).Read("teams/one/baseline.yaml");

        Assert.Equal("eu", read.Value?.Name);
        Assert.Equal("org/all/base.yaml", read.Value?.KeyVault004?.Span.File);
    }

    [Fact]
    public void Of_several_the_later_wins()
    {
        var documents = new TextDocuments()
            .With("a.yaml", Samples.Least + "limits: { maxChanges: 1, maxChangedPercent: 1 }\n")
            .With("b.yaml", "limits: { maxChanges: 2 }\n")
            .With(TextDocuments.Main, "extends: [a.yaml, b.yaml]\n");

        var limits = documents.Accepted().Limits;

        Assert.Equal((2, 1), (limits.MaxChanges, limits.MaxChangedPercent));
    }

    [Fact]
    public void A_file_that_is_reached_on_two_ways_is_one_layer()
    {
        var document = new TextDocuments()
            .With("base.yaml", Samples.Least + Exemption("kv-1") + "limits: { maxChanges: 1 }\n")
            .With("a.yaml", "extends: base.yaml\nlimits: { maxChanges: 2 }\n")
            .With("b.yaml", "extends: base.yaml\n")
            .With(TextDocuments.Main, "extends: [a.yaml, b.yaml]\n")
            .Accepted();

        Assert.Single(document.Exemptions);
        Assert.Equal(2, document.Limits.MaxChanges);
    }

    [Fact]
    public void Layers_have_a_limit()
    {
        var documents = new TextDocuments().With(TextDocuments.Main, "extends: 0.yaml\n");
        for (var i = 0; i < 100; i++)
        {
            documents.With($"{i}.yaml", $"extends: {i + 1}.yaml\n");
        }

        var diagnostic = Assert.Single(documents.Read().Diagnostics);

        Assert.Equal("BL1021", diagnostic.Code);
        Assert.Equal("62.yaml:1:10", diagnostic.Span?.ToString());
    }
}

using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed class ContentDigestTests
{
    private static readonly string Digest = TextDocuments.Accepted(Samples.Least).Digest;

    [Fact]
    public void A_digest_has_one_form() => Assert.Matches("^sha256:[0-9a-f]{64}$", Digest);

    [Fact]
    public void Comments_layout_quotes_and_order_do_not_matter()
    {
        var text = $$"""
            # The same again.
            {
              kind: "Baseline", apiVersion: 'baseline/v1',
              controls: {
                Monitor-006: { keySource: Microsoft.Keyvault },
                KeyVault-004: { retentionDays: [ 365, 0 ], auditEvent: enabled },
              },
              scope: { subscriptions: [ {{Samples.Subscription}} ] },
              metadata: { name: !!str azure-logging },
            }
            """;

        Assert.Equal(Digest, TextDocuments.Accepted(text).Digest);
    }

    [Fact]
    public void The_split_over_files_does_not_matter()
    {
        var documents = new TextDocuments()
            .With("base.yaml", Samples.Least.Replace("azure-logging", "base", StringComparison.Ordinal))
            .With(TextDocuments.Main, "extends: base.yaml\nmetadata: { name: azure-logging }\n");

        Assert.Equal(Digest, documents.Accepted().Digest);
    }

    [Fact]
    public void Anchors_do_not_matter()
    {
        var text = Samples.Least.Replace("azure-logging", "&name azure-logging", StringComparison.Ordinal);

        Assert.Equal(
            TextDocuments.Accepted(Samples.Least + "    export: { settingName: azure-logging }\n").Digest,
            TextDocuments.Accepted(text + "    export: { settingName: *name }\n").Digest);
    }

    [Fact]
    public void The_content_does_matter()
    {
        string[] texts =
        [
            Samples.Least.Replace("365, 0", "0, 365", StringComparison.Ordinal),
            Samples.Least.Replace("azure-logging", "azure", StringComparison.Ordinal),
            Samples.Least + "limits: { maxChanges: 1 }\n",
        ];

        Assert.Equal(4, texts.Select(text => TextDocuments.Accepted(text).Digest).Append(Digest).Distinct().Count());
    }
}

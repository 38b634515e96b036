using Baseline.Azure;
using Xunit;

namespace Baseline.Core.Tests.Documents;

/// <summary>What has to be there before what a document names can be made: it is read beforehand.</summary>
public sealed class PrerequisiteTests
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Vault = $"{Subscription}/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-keys";
    private const string Identity = $"{Subscription}/resourceGroups/rg-ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-logs";
    private const string Version = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("key: { vault: " + Vault + ", name: logs }", "identity: { id: " + Identity + " }", new string[0])]
    [InlineData("key: { vault: " + Vault + ", name: logs, version: " + Version + " }", "identity: { id: " + Identity + " }", new[] { Vault + "/keys/logs/versions/" + Version })]
    [InlineData(
        "key: { vault: " + Vault + ", name: logs }",
        "identity: { id: " + Identity + ", create: { location: westeurope } }",
        new[] { Subscription + "/resourceGroups/rg-ids", Subscription + "/providers/Microsoft.ManagedIdentity" })]
    [InlineData(
        "key: { vault: " + Vault + ", createVault: { location: westeurope, sku: standard, authorization: rbac }, name: logs, create: { type: RSA, size: 3072 } }",
        "identity: { id: " + Identity + " }",
        new[]
        {
            Subscription + "/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-keys", Subscription + "/resourceGroups/rg-keys", Subscription + "/providers/Microsoft.KeyVault",
        })]
    public void They_are_those_of_what_it_creates_and_the_version_that_it_names(string key, string identity, string[] expected)
    {
        var read = TextDocuments.Read($$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: logs }
            scope: { tenant: true }
            controls:
              Monitor-006: { keySource: Microsoft.Keyvault, {{key}}, {{identity}} }
            """);

        Assert.NotNull(read.Value);
        Assert.Equal(expected.Select(ResourceId.Parse).Order(), read.Value.Prerequisites.Order());
    }
}

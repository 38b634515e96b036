using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls;
using Xunit;

namespace Baseline.Arm.Tests;

public sealed class ReadTypesTests
{
    private readonly ReadTypes _types = new(ControlCatalogue.Product.Types);

    public static TheoryData<string> WrittenTypes => [.. ControlCatalogue.Product.Types.All.Select(type => type.Name)];

    public static TheoryData<string> NamedTypes =>
    [
        TypeNames.Subscription, TypeNames.ResourceGroup, ReadTypes.Provider, TypeNames.ManagementGroup, TypeNames.Lock,
        TypeNames.RoleAssignment, TypeNames.Vault, TypeNames.VaultKey, TypeNames.VaultKeyVersion, TypeNames.DeletedVault,
        TypeNames.ManagedHsm, TypeNames.DiagnosticSetting, TypeNames.LogProfile, TypeNames.StorageAccount, TypeNames.LifecyclePolicy,
        TypeNames.BlobContainer, TypeNames.EncryptionScope, TypeNames.StorageTaskAssignment, TypeNames.StorageTask, TypeNames.Workspace,
        TypeNames.EventHubNamespace, TypeNames.EventHubRule, TypeNames.Identity, TypeNames.DataCollectionRule,
        TypeNames.DataCollectionRuleAssociation,
    ];

    [Theory]
    [MemberData(nameof(WrittenTypes))]
    public void A_type_that_is_written_is_read_with_the_api_version_of_its_writes(string name) =>
        Assert.Equal(ControlCatalogue.Product.Types.Find(name)?.ApiVersion, _types.Find(name.ToLowerInvariant())?.ApiVersion);

    [Theory]
    [MemberData(nameof(NamedTypes))]
    public void Every_type_that_readers_speak_of_has_an_api_version(string name) =>
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}(-preview)?$", _types.Find(name)?.ApiVersion);

    [Theory]
    [InlineData("Microsoft.EventHub/namespaces/eventhubs/authorizationRules", "2024-01-01")]
    [InlineData("Microsoft.Storage/storageAccounts/blobServices/containers", "2025-06-01")]
    [InlineData("Microsoft.KeyVault/vaults/keys/versions", "2026-02-01")]
    public void What_belongs_to_a_type_is_read_with_the_version_of_that_type(string name, string apiVersion) =>
        Assert.Equal(apiVersion, _types.Find(name)?.ApiVersion);

    [Fact]
    public void A_type_that_nobody_reads_has_none() => Assert.Null(_types.Find("Microsoft.Network/virtualNetworks"));

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults", "/subscriptions/s", "/subscriptions/s/providers/Microsoft.KeyVault/vaults")]
    [InlineData("microsoft.insights/diagnosticSettings", "/subscriptions/s", "/subscriptions/s/providers/microsoft.insights/diagnosticSettings")]
    [InlineData("Microsoft.Storage/storageAccounts/storageTaskAssignments", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/storageTaskAssignments")]
    [InlineData("Microsoft.Authorization/locks", "/subscriptions/s/resourceGroups/g", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Authorization/locks")]
    public void A_list_lies_beneath_its_owner(string type, string owner, string list) =>
        Assert.Equal(list, ReadType.ListOf(type, ResourceId.Parse(owner)).Text);
}

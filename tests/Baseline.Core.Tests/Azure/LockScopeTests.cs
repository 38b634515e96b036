using Baseline.Azure;
using Xunit;

namespace Baseline.Core.Tests.Azure;

public sealed class LockScopeTests
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg";
    private const string Vault = $"{Group}/providers/Microsoft.KeyVault/vaults/kv";
    private const string Account = $"{Group}/providers/Microsoft.Storage/storageAccounts/st";

    [Theory]
    [InlineData(Vault)]
    [InlineData($"{Vault}/keys/key")]
    [InlineData($"{Vault}/accessPolicies/add")]
    [InlineData($"{Vault}/providers/Microsoft.Insights/diagnosticSettings/audit")]
    [InlineData($"{Vault}/providers/microsoft.insights/diagnosticsettings/audit")]
    [InlineData($"{Vault}/keys/key/providers/Microsoft.Authorization/roleAssignments/0000")]
    [InlineData($$"""{{Vault}}/providers/Microsoft.Authorization/roleAssignments/${guid:c1.properties.principalId}""")]
    [InlineData("/SUBSCRIPTIONS/11111111-1111-1111-1111-111111111111/resourcegroups/RG/providers/microsoft.keyvault/vaults/KV")]
    public void All_of_a_vault_takes_one_write_at_a_time(string resource) =>
        Assert.Equal(Vault.ToLowerInvariant(), LockScope.Of(resource));

    [Theory]
    [InlineData(Account)]
    [InlineData($"{Account}/managementPolicies/default")]
    [InlineData($"{Account}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/audit")]
    public void All_of_an_account_takes_one_write_at_a_time(string resource) =>
        Assert.Equal(Account.ToLowerInvariant(), LockScope.Of(resource));

    [Theory]
    [InlineData(
        "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Insights/diagnosticSettings/log",
        "/subscriptions/11111111-1111-1111-1111-111111111111")]
    [InlineData(
        "/providers/Microsoft.Management/managementGroups/Contoso/providers/Microsoft.Insights/diagnosticSettings/log",
        "/providers/microsoft.management/managementgroups/contoso")]
    [InlineData($"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id", $"{Group}/providers/microsoft.managedidentity/userassignedidentities/id")]
    public void What_is_no_part_of_a_vault_or_account_has_a_lock_scope_of_its_own(string resource, string scope) =>
        Assert.Equal(scope.ToLowerInvariant(), LockScope.Of(resource));

    [Fact]
    public void A_vault_whose_name_begins_like_another_is_another() =>
        Assert.NotEqual(LockScope.Of(Vault), LockScope.Of($"{Vault}-2"));
}

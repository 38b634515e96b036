using System.Text.Json;
using Baseline.Azure;
using Xunit;

namespace Baseline.Core.Tests.Azure;

/// <summary>A value of another kind than Azure's is no value that is missing.</summary>
public sealed class ExpectedMembersTests
{
    [Theory]
    [InlineData(TypeNames.DiagnosticSetting, """{"logs":"all"}""", "properties.logs is a text where Azure has a list")]
    [InlineData(TypeNames.DiagnosticSetting, """{"logs":[{"enabled":true},7]}""", "properties.logs[1] is a number where Azure has an object")]
    [InlineData(TypeNames.DiagnosticSetting, """{"logs":[{"enabled":"true"}]}""", "properties.logs[0].enabled is a text where Azure has true or false")]
    [InlineData(TypeNames.DiagnosticSetting, """{"logs":[{"category":1}]}""", "properties.logs[0].category is a number where Azure has a text")]
    [InlineData(
        TypeNames.DiagnosticSetting,
        """{"metrics":[{"retentionPolicy":{"days":"30"}}]}""",
        "properties.metrics[0].retentionPolicy.days is a text where Azure has a number")]
    [InlineData(TypeNames.DiagnosticSetting, """{"workspaceId":{}}""", "properties.workspaceId is an object where Azure has a text")]
    [InlineData(TypeNames.ActivityLogAlert, """{"enabled":"false"}""", "properties.enabled is a text where Azure has true or false")]
    [InlineData(TypeNames.ActivityLogAlert, """{"condition":{"allOf":{}}}""", "properties.condition.allOf is an object where Azure has a list")]
    [InlineData(TypeNames.ActionGroup, """{"smsReceivers":{}}""", "properties.smsReceivers is an object where Azure has a list")]
    [InlineData(TypeNames.Lock, """{"level":1}""", "properties.level is a number where Azure has a text")]
    [InlineData(TypeNames.Vault, """{"enablePurgeProtection":"true"}""", "properties.enablePurgeProtection is a text where Azure has true or false")]
    [InlineData(TypeNames.Vault, """{"networkAcls":[]}""", "properties.networkAcls is a list where Azure has an object")]
    [InlineData(TypeNames.VaultKey, """{"attributes":{"exp":"1"}}""", "properties.attributes.exp is a text where Azure has a number")]
    [InlineData(TypeNames.VaultKeyVersion, """{"keyOps":[1]}""", "properties.keyOps[0] is a number where Azure has a text")]
    [InlineData(TypeNames.StorageAccount, """{"minimumTlsVersion":12}""", "properties.minimumTlsVersion is a number where Azure has a text")]
    [InlineData(
        TypeNames.StorageAccount,
        """{"supportsHttpsTrafficOnly":"yes"}""",
        "properties.supportsHttpsTrafficOnly is a text where Azure has true or false")]
    [InlineData(TypeNames.StorageAccount, """{"encryption":"Microsoft.Keyvault"}""", "properties.encryption is a text where Azure has an object")]
    [InlineData(
        TypeNames.LifecyclePolicy,
        """{"policy":{"rules":[{"definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":"30.0"}}}}}]}}""",
        "properties.policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan is a text where Azure has a number")]
    [InlineData(
        TypeNames.LifecyclePolicy,
        """{"policy":{"rules":[{"definition":{"filters":{"prefixMatch":"insights"}}}]}}""",
        "properties.policy.rules[0].definition.filters.prefixMatch is a text where Azure has a list")]
    [InlineData(TypeNames.BlobService, """{"isVersioningEnabled":1}""", "properties.isVersioningEnabled is a number where Azure has true or false")]
    [InlineData(TypeNames.BlobService, """{"deleteRetentionPolicy":true}""", "properties.deleteRetentionPolicy is true or false where Azure has an object")]
    [InlineData(
        TypeNames.ImmutabilityPolicy,
        """{"immutabilityPeriodSinceCreationInDays":"400"}""",
        "properties.immutabilityPeriodSinceCreationInDays is a text where Azure has a number")]
    [InlineData(
        TypeNames.BlobContainer,
        """{"immutabilityPolicy":{"properties":{"state":1}}}""",
        "properties.immutabilityPolicy.properties.state is a number where Azure has a text")]
    [InlineData(TypeNames.WorkspaceTable, """{"totalRetentionInDays":"365"}""", "properties.totalRetentionInDays is a text where Azure has a number")]
    [InlineData(TypeNames.EventHubRule, """{"rights":"Send"}""", "properties.rights is a text where Azure has a list")]
    public void A_value_of_another_kind_is_told_with_its_place(string type, string properties, string expected)
    {
        Assert.Equal(expected, WhyNot(type, properties));
        Assert.Equal(expected, WhyNot(type.ToUpperInvariant(), properties));
    }

    [Theory]
    [InlineData(TypeNames.LifecyclePolicy, """{"policy":{"rules":[{"definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30.0}}}}}]}}""")]
    [InlineData(TypeNames.LifecyclePolicy, """{"policy":null}""")]
    [InlineData(TypeNames.ActionGroup, """{"emailReceivers":[null]}""")]
    [InlineData(TypeNames.StorageAccount, """{"minimumTlsVersion":null,"allowBlobPublicAccess":false,"futureMember":7}""")]
    [InlineData(TypeNames.DiagnosticSetting, "{}")]
    [InlineData(TypeNames.DiagnosticSetting, "null")]
    [InlineData("Microsoft.Contoso/things", """{"logs":"all"}""")]
    public void What_is_missing_null_or_not_judged_is_as_it_should_be(string type, string properties) =>
        Assert.Null(WhyNot(type, properties));

    /// <summary>What is in a list of everything comes without properties there, and is asked itself.</summary>
    [Theory]
    [InlineData(TypeNames.StorageAccount, false)]
    [InlineData(TypeNames.Lock, false)]
    [InlineData("Microsoft.Sql/servers/databases", false)]
    [InlineData(TypeNames.DiagnosticSetting, true)]
    [InlineData(TypeNames.LifecyclePolicy, true)]
    [InlineData(TypeNames.VaultKey, true)]
    public void What_hangs_on_another_resource_has_properties(string type, bool expected)
    {
        Assert.Equal(expected, ExpectedMembers.HasAlwaysProperties(type));
        Assert.Equal(expected, ExpectedMembers.HasAlwaysProperties(type.ToLowerInvariant()));
    }

    private static string? WhyNot(string type, string properties) =>
        ExpectedMembers.WhyNot(type, JsonElement.Parse($$"""{"id":"/x","properties":{{properties}}}"""));
}

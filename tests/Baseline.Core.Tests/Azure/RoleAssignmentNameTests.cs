using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.RoleAssignments;
using Xunit;

namespace Baseline.Core.Tests.Azure;

public sealed class RoleAssignmentNameTests
{
    private const string Vault =
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

    /// <summary>As Python's <c>uuid.uuid5</c> and Terraform's <c>uuidv5</c> have it, so that their files name an assignment alike.</summary>
    [Theory]
    [InlineData("a|b")]
    [InlineData("A|B")]
    public void A_name_is_a_GUID_of_version_5_in_the_tools_namespace(string text) =>
        Assert.Equal("61573782-63fe-56af-ba65-05331064db3a", NameBasedGuid.Create(text));

    [Theory]
    [InlineData($"{Vault}/providers/Microsoft.Authorization/roleAssignments/x", $"{Vault}|e147488a-f6f5-4113-8e2d-b22465e65bf6")]
    [InlineData($"{Vault}/providers/microsoft.authorization/roleAssignments/x", $"{Vault}|e147488a-f6f5-4113-8e2d-b22465e65bf6")]
    [InlineData("/providers/Microsoft.Authorization/roleAssignments/x", "|e147488a-f6f5-4113-8e2d-b22465e65bf6")]
    [InlineData($"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", "")]
    public void A_name_follows_from_scope_and_role(string resource, string seed)
    {
        var body = JsonSerializer.SerializeToElement(new
        {
            properties = new { roleDefinitionId = "/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6" },
        });

        Assert.Equal(seed, RoleAssignmentName.SeedOf(new ArmWrite(TypeNames.RoleAssignment, "PUT", resource, "2022-04-01", body)));
    }
}

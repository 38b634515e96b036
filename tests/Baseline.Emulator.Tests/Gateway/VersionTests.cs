using Xunit;

namespace Baseline.Emulator.Tests.Gateway;

/// <summary>Every type has api-versions of its own; any other one is refused with the list.</summary>
public sealed class VersionTests
{
    private const string Sub = $"/subscriptions/{World.Sub}";
    private const string Provider = "NoRegisteredProviderFound";
    private const string Parameter = "InvalidApiVersionParameter";

    [Theory]
    [InlineData(World.Vault, "2023-07-01", "2021-05-01-preview", Provider)]
    [InlineData(World.Vault + "/keys", "2026-02-01", "2026-02-02", Provider)]
    [InlineData(World.Account, "2025-06-01", "2023-07-01", Provider)]
    [InlineData(World.Account + "/managementPolicies/default", "2023-05-01", "2030-01-01", Provider)]
    [InlineData(World.IdentityPath, "2024-11-30", "2024-11-29", Provider)]
    [InlineData(World.Vault + "/providers/Microsoft.Insights/diagnosticSettings", "2021-05-01-preview", "2021-05-01", Provider)]
    [InlineData(World.Vault + "/providers/Microsoft.Insights/diagnosticSettingsCategories", "2017-05-01-preview", "2016-09-01", Provider)]
    [InlineData(Sub + "/providers/Microsoft.Insights/logProfiles", "2016-03-01", "2021-05-01-preview", Provider)]
    [InlineData(Sub + "/providers/Microsoft.Authorization/roleAssignments", "2022-04-01", "2022-04-02", Provider)]
    [InlineData(Sub + "/providers/Microsoft.Authorization/roleDefinitions", "2022-04-01", "2023-01-31", Provider)]
    [InlineData(Sub + "/providers/Microsoft.Authorization/locks", "2020-05-01", "2022-04-01", Provider)]
    [InlineData(Sub + "/providers/Microsoft.OperationalInsights/workspaces", "2022-10-01", "2022-10-02", Provider)]
    [InlineData(Sub + "/providers/Microsoft.EventHub/namespaces", "2024-01-01", "2024-01-02", Provider)]
    [InlineData("/providers/Microsoft.Management/managementGroups", "2021-04-01", "2022-12-01", Provider)]
    [InlineData("/subscriptions", "2022-12-01", "2022-12-02", Parameter)]
    [InlineData(Sub + "/resourcegroups", "2022-09-01", "2023-02-01", Parameter)]
    [InlineData(Sub + "/locations", "2022-12-01", "1999-01-01", Parameter)]
    [InlineData("/tenants", "2022-12-01", "1999-01-01", Parameter)]
    [InlineData(World.Vault, "2023-07-01", "latest", Parameter)]
    public void A_version_is_known_or_refused(string target, string known, string unknown, string code)
    {
        var world = new World().WithVault().WithAccount().WithIdentity();

        Assert.NotEqual(400, world.Send("GET", target, version: known).Status);
        var message = ArmAssert.Wrapped(world.Send("GET", target, version: unknown), 400, code);
        Assert.Contains($"'{unknown}'", message, StringComparison.Ordinal);
        if (unknown != "latest")
        {
            Assert.Contains(known, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_type_that_is_not_known_takes_any_date()
    {
        var world = new World().With($$"""{ "id": "{{World.Group}}/providers/Microsoft.Web/sites/s", "name": "s" }""");

        ArmAssert.Ok(world.Send("GET", $"{World.Group}/providers/Microsoft.Web/sites/s", version: "2031-01-01"));
    }
}

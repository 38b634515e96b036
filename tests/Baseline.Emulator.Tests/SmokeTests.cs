using Xunit;

namespace Baseline.Emulator.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void A_setting_is_made_and_read_back()
    {
        var world = new World().WithVault().WithAccount();

        var put = world.Send("PUT", $"{World.Vault}/providers/Microsoft.Insights/diagnosticSettings/s1", $$"""
            { "properties": { "storageAccountId": "{{World.Account}}",
              "logs": [ { "category": "AuditEvent", "enabled": true } ], "metrics": [] } }
            """);
        var get = world.Get($"{World.Vault}/providers/microsoft.insights/diagnosticSettings/S1");

        ArmAssert.Ok(put);
        var logs = ArmAssert.Ok(get)["properties"]?["logs"];
        Assert.Equal(["AuditEvent", "AzurePolicyEvaluationDetails"], ArmAssert.Names(logs, "category"));
    }
}

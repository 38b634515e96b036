using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Which groups of a setting Azure is not known to offer.</summary>
public sealed class WantedLogTests
{
    [Theory]
    [InlineData("""{"categoryGroup":"AUDIT","enabled":true}""", null)]
    [InlineData("""{"categoryGroup":"one","enabled":false}""", null)]
    [InlineData(
        """{"categoryGroup":"audit","enabled":true},{"categoryGroup":"one","enabled":true},{"categoryGroup":"two","enabled":true}""", "one")]
    public void The_first_group_that_is_on_and_not_offered_is_told(string rows, string? group)
    {
        var log = new WantedLog("log", "vault", ["AuditEvent"], ["audit"], "insights-logs-auditevent");
        var setting = new DiagnosticSetting(ObservedEstate.Resource(
            $"{ObservedEstate.Vault}/providers/Microsoft.Insights/diagnosticSettings/s", $$"""{"properties":{"logs":[{{rows}}] } }"""));

        Assert.Equal(group, log.UnofferedGroup(setting));
    }
}

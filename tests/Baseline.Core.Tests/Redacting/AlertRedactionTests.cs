using System.Text;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Estates.Redaction;
using Xunit;

namespace Baseline.Core.Tests.Redacting;

/// <summary>What an alert watches for stays readable; who is told, and whom a condition names, does not.</summary>
public sealed class AlertRedactionTests
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Insights";

    [Theory]
    [InlineData("Microsoft.KeyVault/vaults/delete")]
    [InlineData("Contoso.Lights/lamps/write")]
    [InlineData("microsoft.network/networksecuritygroups")]
    [InlineData("Microsoft.Network")]
    [InlineData("Administrative")]
    [InlineData("servicehealth")]
    [InlineData("Incident")]
    public void What_Azure_says_of_events_stays(string value)
    {
        Assert.Contains($"\"{value}\"", Redacted("activityLogAlerts/nightly", Condition($"\"equals\":\"{value}\"")), StringComparison.Ordinal);
        Assert.Contains($"\"{value}\"", Redacted("activityLogAlerts/nightly", Condition($"\"containsAny\":[\"{value}\"]")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("grace@contoso.example")]
    [InlineData("33333333-3333-3333-3333-333333333333")]
    [InlineData("rg-payments")]
    [InlineData("payments.internal")]
    [InlineData("Delete")]
    public void Whom_or_what_else_a_condition_names_does_not(string value)
    {
        Assert.DoesNotContain(value, Redacted("activityLogAlerts/nightly", Condition($"\"equals\":\"{value}\"")), StringComparison.Ordinal);
        Assert.DoesNotContain(value, Redacted("activityLogAlerts/nightly", Condition($"\"containsAny\":[\"{value}\"]")), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_receivers_nothing_stays_but_whether_they_are_on()
    {
        var text = Redacted("actionGroups/ag-soc", """
            {"groupShortName":"socteam","enabled":true,
             "emailReceivers":[{"name":"grace","emailAddress":"grace@contoso.example","status":"Disabled"}],
             "smsReceivers":[{"name":"phone","countryCode":"49","phoneNumber":"15112345678","status":"Enabled"}],
             "webhookReceivers":[{"name":"hook","serviceUri":"https://hooks.contoso.example/in?token=s3cret"}]}
            """);

        Assert.Contains("\"Disabled\"", text, StringComparison.Ordinal);
        Assert.All(
            (string[])["socteam", "grace", "contoso", "phone\"", "15112345678", "hook\"", "s3cret", "token", "ag-soc"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }

    private static string Condition(string comparison) => $$$$"""{"condition":{"allOf":[{"field":"caller",{{{{comparison}}}}}]}}""";

    private static string Redacted(string name, string properties)
    {
        var body = JsonDocument.Parse($$$"""{"name":"{{{name.Split('/')[1]}}}","properties":{{{properties}}} }""").RootElement;
        var estate = new Estate("test", null, [], [new ObservedResource(ResourceId.Parse($"{Group}/{name}"), body)], []);
        using var target = new MemoryStream();
        EstateFile.Write(new EstateRedaction(ControlCatalogue.Product.NamesThatStay(document: null), ControlCatalogue.Product.Types).Redact(estate), target);
        return Encoding.UTF8.GetString(target.ToArray());
    }
}

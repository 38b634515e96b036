using Baseline.Core.Tests.Documents;
using Baseline.Documents;
using Baseline.Standards;
using Xunit;

namespace Baseline.Core.Tests.Standards;

/// <summary>Which numbers of a standard a document covers, by the parts of controls that it wants.</summary>
public sealed class StandardCoverageTests
{
    private const string Account = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlogs";

    private const string Exported = "Monitor-007: { categories: all, destination: { storageAccounts: { \"*\": " + Account + " } } }";

    /// <summary>A part that is not wanted leaves the number open although the control stands in the document.</summary>
    [Theory]
    [InlineData("ActivityLogAlerts: { operations: [cis] }", "ActivityLogAlerts", "6.1.2.1 6.1.2.2 6.1.2.3 6.1.2.4 6.1.2.5 6.1.2.6 6.1.2.7 6.1.2.8 6.1.2.9 6.1.2.10")]
    [InlineData("ActivityLogAlerts: { serviceHealth: true }", "ActivityLogAlerts", "6.1.2.11")]
    [InlineData("ActivityLogAlerts: { operations: [microsoft.network/publicipaddresses/DELETE] }", "ActivityLogAlerts", "6.1.2.10")]
    [InlineData("LogStorage: { secureTransfer: required }", "LogStorage", "9.3.4")]
    [InlineData("LogStorage: { minimumTls: TLS1_2 }", "LogStorage", "9.3.6")]
    [InlineData("LogStorage: { anonymousAccess: denied }", "LogStorage", "9.3.8")]
    [InlineData("LogStorage: { crossTenantReplication: denied }", "LogStorage", "9.3.7")]
    [InlineData("LogStorage: { trustedServices: required }", "LogStorage", "9.3.5")]
    [InlineData("LogStorage: { softDelete: { blobs: 7 } }", "LogStorage", "9.2.1")]
    [InlineData("LogStorage: { softDelete: { containers: 7 } }", "LogStorage", "9.2.2")]
    [InlineData("LogStorage: { deleteLock: required }", "LogStorage", "9.3.9")]
    [InlineData("LogStorage: { infrastructureEncryption: required }", "LogStorage", "")]
    public void Only_the_parts_that_the_document_wants_are_covered(string control, string id, string numbers)
    {
        var document = Read(control);

        var covered = StandardCoverage.Of(Standard("cis-6.0"), document)
            .Where(number => number.Coverage == Coverage.Covered && number.Line.Control == id)
            .Select(number => number.Number);

        Assert.Equal(numbers, string.Join(' ', covered));
    }

    [Theory]
    [InlineData("LogStorage: { immutability: { containers: logs, days: 365, locked: true } }", "StorageAccounts-012", true)]
    // What is not locked can be taken away by whoever may delete, which is what the rule is about.
    [InlineData("LogStorage: { immutability: { containers: logs, days: 365, locked: false } }", "StorageAccounts-012", false)]
    [InlineData("LogStorage: { immutability: { containers: logs, days: 365 } }", "StorageAccounts-012", false)]
    [InlineData("LogStorage: { infrastructureEncryption: required }", "StorageAccounts-024", true)]
    public void The_same_by_the_rules_of_Conformity(string control, string number, bool isCovered)
    {
        var document = Read(control);

        Assert.Equal(
            isCovered ? Coverage.Covered : Coverage.NotWanted,
            StandardCoverage.Of(Standard("conformity"), document).Single(found => found.Number == number).Coverage);
        Assert.Equal(isCovered, StandardCoverage.Judged("LogStorage", Standard("conformity"), document, []).Contains(number));
    }

    [Fact]
    public void Without_a_document_all_that_a_control_can_hold_counts_and_what_none_can_is_left_out()
    {
        var all = StandardCoverage.Of(Standard("cis-5.0"), null);

        Assert.DoesNotContain(all, number => number.Coverage == Coverage.NotWanted);
        Assert.All(all, number => Assert.Equal(number.Line.Control is null, number.Coverage == Coverage.LeftOut));
        Assert.Equal(all.Select(number => number.Number).Order(StandardNumbers.Order), all.Select(number => number.Number));
    }

    /// <summary>What a verdict says something of: what the document wants of the control, wholly; of a saved plan alone, what it always is.</summary>
    [Theory]
    [InlineData("LogStorage", "cis-6.0", "LogStorage: { secureTransfer: required, deleteLock: required }", "9.3.4 9.3.9")]
    [InlineData("LogStorage", "cis-6.0", null, "")]
    [InlineData("LogStorage", "conformity", "LogStorage: { minimumTls: TLS1_2 }", "StorageAccounts-021")]
    // Both operations have the number, and only one of them is watched.
    [InlineData("ActivityLogAlerts", "conformity", "ActivityLogAlerts: { operations: [Microsoft.Sql/servers/firewallRules/write] }", "")]
    [InlineData("KeyVault-004", "mcsb", "KeyVault-004: { auditEvent: enabled, retentionDays: [365] }", "LT-3 LT-6")]
    [InlineData("KeyVault-004", "mcsb", null, "LT-3")]
    public void Only_what_is_judged_has_its_number(string id, string standard, string? control, string numbers) => Assert.Equal(
        numbers, string.Join(' ', StandardCoverage.Judged(id, Standard(standard), control is null ? null : Read(control), [])));

    /// <summary>What asks for a part that is exempt is not judged, nor what asks for more than that part alone.</summary>
    [Theory]
    [InlineData("LogStorage", "LogStorage: { minimumTls: TLS1_2, secureTransfer: required }", "minimumTls", "StorageAccounts-001")]
    [InlineData("LogStorage", "LogStorage: { minimumTls: TLS1_2, softDelete: { blobs: 7, containers: 7 } }", "softDelete.blobs", "StorageAccounts-021")]
    [InlineData("LogStorage", "LogStorage: { deleteLock: required, immutability: { containers: logs, days: 7, locked: true } }", "immutability", "")]
    [InlineData("ActivityLogAlerts", "ActivityLogAlerts: { operations: [Microsoft.Sql/servers/firewallRules/write, Microsoft.Sql/servers/firewallRules/delete] }", "microsoft.sql/servers/firewallRules/delete", "")]
    public void What_asks_for_an_exempt_part_has_no_number(string id, string control, string exempt, string numbers) => Assert.Equal(
        numbers, string.Join(' ', StandardCoverage.Judged(id, Standard("conformity"), Read(control), [exempt])));

    private static Standard Standard(string id) => Assert.IsType<Standard>(StandardCatalogue.Find(id.ToUpperInvariant()));

    private static BaselineDocument Read(string control) => TextDocuments.Accepted($$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: one }
        scope: { tenant: true }
        controls:
          {{Exported}}
          {{control}}
        """);
}

using Xunit;

namespace Baseline.Core.Tests.Documents;

/// <summary>A document must not lock logs for longer than it accepts that they are kept.</summary>
public sealed class LockedBeyondTests
{
    private const string Audit = "KeyVault-004: { auditEvent: enabled, retentionDays: [90, 365]";
    private const string Activity = "Monitor-007: { categories: all, destination: { accept: storageAccount }, retentionDays: [365] }";

    [Theory]
    // What another control accepts of logs in accounts, and what is locked.
    [InlineData(Audit + " }", "logs, days: 366, locked: true", true)]
    [InlineData(Audit + " }", "logs, days: 365, locked: true", false)]
    [InlineData(Audit + " }", "logs, days: 366", false)]
    [InlineData(Audit + " }", "[evidence], days: 366, locked: true", false)]
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }", "logs, days: 366, locked: true", false)]
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: { atLeast: 30 } }", "logs, days: 366, locked: true", false)]
    // Of workspaces alone, nothing is kept in accounts.
    [InlineData(Audit + ", destination: { accept: workspace } }", "logs, days: 366, locked: true", false)]
    [InlineData(Activity, "logs, days: 366, locked: true", true)]
    [InlineData(Activity, "logs, days: 365, locked: true", false)]
    [InlineData("Monitor-007: { categories: all, destination: { accept: storageAccount } }", "logs, days: 366, locked: true", false)]
    [InlineData("Monitor-007: { categories: all, destination: { accept: workspace }, retentionDays: [365] }", "logs, days: 366, locked: true", false)]
    public void What_is_locked_for_longer_than_is_accepted_is_refused(string control, string immutability, bool refused)
    {
        var read = TextDocuments.Read($$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: logs }
            scope: { tenant: true }
            controls:
              {{control}}
              LogStorage: { immutability: { containers: {{immutability}} }, irreversible: [immutabilityLock] }
            """);

        Assert.Equal(refused ? "BL1365" : "", string.Join(' ', read.Diagnostics.Select(diagnostic => diagnostic.Code)));
    }
}

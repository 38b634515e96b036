using Xunit;

namespace Baseline.Core.Tests.Documents;

/// <summary>What is said of a document that lets the tool write lifecycle rules, beside what is said of the days anyway.</summary>
public sealed class LifecycleReaderTests
{
    [Theory]
    // What keeps logs forever is only of interest where rules may be written.
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: [0] }", "")]
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: [0], manageLifecycle: true }", "BL1305")]
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: [0, 365], manageLifecycle: true }", "")]
    // Days that are missing, or wrong, are told once.
    [InlineData("KeyVault-004: { auditEvent: enabled, manageLifecycle: true }", "BL1102")]
    [InlineData("Monitor-007: { categories: all, destination: { accept: storageAccount }, manageLifecycle: true }", "BL1314")]
    [InlineData("Monitor-007: { categories: all, destination: { accept: storageAccount }, retentionDays: [], manageLifecycle: true }", "BL1108")]
    [InlineData("Monitor-007: { categories: all, destination: { accept: storageAccount }, retentionDays: [] }", "BL1108")]
    public void A_rule_needs_days_after_which_it_deletes(string control, string codes)
    {
        var read = TextDocuments.Read($$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: logs }
            scope: { tenant: true }
            controls:
              {{control}}
            """);

        Assert.Equal(codes, string.Join(' ', read.Diagnostics.Select(diagnostic => diagnostic.Code)));
    }
}

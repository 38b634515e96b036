using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>An exemption accepts that something can't be read, and nothing else.</summary>
public sealed class UnreadableFindingsTests
{
    private const string Control = "Monitor-006";

    private static readonly ResourceId Whole = ResourceId.Parse($"/subscriptions/{ObservedEstate.Subscription}");
    private static readonly ResourceId First = Account("stfirst");
    private static readonly ResourceId Second = Account("stsecond");

    [Theory]
    [InlineData(ComplianceState.Unknown, ComplianceState.Compliant, "stfirst", true)]
    [InlineData(ComplianceState.Unknown, ComplianceState.Noncompliant, "stfirst", true)]
    [InlineData(ComplianceState.Unknown, ComplianceState.Unknown, "stfirst", false)]
    [InlineData(ComplianceState.Unknown, ComplianceState.Unknown, "st*", true)]
    [InlineData(ComplianceState.Unknown, ComplianceState.Compliant, "stsecond", false)]
    public void Each_part_that_can_not_be_read_needs_an_exemption(
        ComplianceState first, ComplianceState second, string exempt, bool isAccepted)
    {
        var finding = Concluded(ComplianceState.Unknown, first, second, exempt);

        Assert.Equal(ComplianceState.Unknown, finding.State);
        Assert.Equal(isAccepted, finding.Exemption is not null);
        Assert.Equal(!isAccepted, finding.Incomplete);
    }

    [Fact]
    public void What_is_decided_is_not_exempt() => Assert.Null(
        Concluded(ComplianceState.Noncompliant, ComplianceState.Noncompliant, ComplianceState.Unknown, "st*").Exemption);

    private static Finding Concluded(ComplianceState state, ComplianceState first, ComplianceState second, string exempt)
    {
        var input = new ObservedEstate().ToInput() with
        {
            Exemptions =
            [
                new Exemption(
                    Control,
                    new ResourcePattern(Account(exempt).Text),
                    "reason",
                    "team",
                    new DateOnly(2026, 12, 31),
                    new SourceSpan("baseline.yaml", 1, 1))
                {
                    AllowsUnreadable = true,
                },
            ],
        };
        var finding = new Finding(Control, Whole, state, "It could not be read.")
        {
            Details = [new FindingDetail(First, first, "reason"), new FindingDetail(Second, second, "reason")],
            Incomplete = true,
        };
        return Assert.Single(new ControlContext(input, Control).Conclude([finding]).Findings);
    }

    private static ResourceId Account(string name) => ResourceId.Parse($"{ObservedEstate.Group}/Microsoft.Storage/storageAccounts/{name}");
}

using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What is said of exemptions that allow that something can't be read.</summary>
public sealed class ExemptionNoticesTests
{
    private const string Control = "Monitor-006";
    private const string Subscription = $"/subscriptions/{ObservedEstate.Subscription}";

    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    // What it is about, whether that could be read, whether that was all, until when it counts, and what is said.
    [InlineData(Control, Subscription, ComplianceState.Unknown, false, 100, "")]
    [InlineData(Control, ObservedEstate.Account, ComplianceState.Unknown, false, 100, "")]
    [InlineData(Control, ObservedEstate.Vault, ComplianceState.Unknown, false, 100, "BL2001")]
    [InlineData("KeyVault-004", Subscription, ComplianceState.Unknown, false, 100, "BL2001")]
    [InlineData(Control, Subscription, ComplianceState.Noncompliant, false, 100, "BL2046")]
    [InlineData(Control, Subscription, ComplianceState.Noncompliant, true, 100, "")]
    [InlineData(Control, Subscription, ComplianceState.Compliant, false, 0, "BL2003 BL2046")]
    [InlineData(Control, Subscription, ComplianceState.Compliant, false, -1, "BL2002")]
    public void An_exemption_is_needed_where_what_it_is_about_can_not_be_read(
        string control, string resource, ComplianceState state, bool isIncomplete, int days, string codes)
    {
        var exemption = new Exemption(
            control, new ResourcePattern(resource), "Closing", "team-a", Today.AddDays(days), new SourceSpan("baseline.yaml", 1, 1))
        {
            AllowsUnreadable = true,
        };
        var finding = new Finding(Control, ResourceId.Parse(Subscription), state, "reason")
        {
            Details = [new FindingDetail(ResourceId.Parse(ObservedEstate.Account), state, "reason")],
            Incomplete = isIncomplete,
        };

        var notices = ExemptionNotices.Of([exemption], new HashSet<Exemption>(), [finding], [], Today);

        Assert.Equal(codes, string.Join(' ', notices.Select(notice => notice.Code)));
    }
}

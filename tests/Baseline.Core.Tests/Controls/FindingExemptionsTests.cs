using Baseline.Azure;
using Baseline.Controls;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Which exemptions apply to a finding: that of the resource, and those of parts of it.</summary>
public sealed class FindingExemptionsTests
{
    private static readonly ResourceId Account = ResourceId.Parse(
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st");

    private static readonly FindingExemption Kept = new("Kept by its owner", "team-a", new DateOnly(2027, 3, 31), 90);
    private static readonly FindingExemption Other = Kept with { Owner = "team-b" };

    /// <summary>The state, whether the resource is exempt, the parts of Kept and of Other, and what applies.</summary>
    [Theory]
    [InlineData(ComplianceState.Noncompliant, false, "", "", "", "")]
    [InlineData(ComplianceState.Exempt, true, "", "", "whole", "")]
    [InlineData(ComplianceState.Compliant, false, "tls", "", "tls", "tls")]
    [InlineData(ComplianceState.Compliant, false, "tls,tls,lock", "copies", "tls, lock|copies", "tls, lock|copies")]
    [InlineData(ComplianceState.Noncompliant, true, "tls", "", "whole|tls", "tls")]
    // Where all parts are exempt, the finding is, and each part says by what.
    [InlineData(ComplianceState.Exempt, true, "tls,lock", "", "tls, lock", "")]
    public void Those_of_parts_stand_beside_that_of_the_whole(
        ComplianceState state, bool isExempt, string kept, string other, string all, string ofParts)
    {
        var finding = new Finding("LogStorage", Account, state, "It is as it is.")
        {
            Exemption = isExempt ? Kept : null,
            Details = [.. Details(kept, Kept), .. Details(other, Other), new FindingDetail(Account, state, "Not exempt.") { Key = "https" }],
        };

        Assert.Equal(all, Text(finding.Exemptions));
        Assert.Equal(ofParts, Text(finding.ExemptParts));
    }

    [Fact]
    public void A_part_is_called_by_its_key_its_operation_or_its_resource()
    {
        var detail = new FindingDetail(Account, ComplianceState.Compliant, "");

        Assert.Equal("st", detail.Part);
        Assert.Equal("operation", (detail with { Operation = "operation" }).Part);
        Assert.Equal("key", (detail with { Operation = "operation", Key = "key" }).Part);
    }

    private static IEnumerable<FindingDetail> Details(string parts, FindingExemption exemption) =>
        parts.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => new FindingDetail(Account, ComplianceState.Exempt, "") { Key = part, Exemption = exemption });

    private static string Text(IEnumerable<AppliedExemption> exemptions) =>
        string.Join('|', exemptions.Select(applied => applied.Parts.Count == 0 ? "whole" : applied.PartsText));
}

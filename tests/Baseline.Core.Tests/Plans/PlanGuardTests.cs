using Baseline.Azure;
using Baseline.Plans;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>What counts against the limits of a document.</summary>
public sealed class PlanGuardTests
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers";

    [Theory]
    [InlineData(3, 3, null)]
    [InlineData(2, 3, "maxChanges 2 3")]
    [InlineData(0, 1, "maxChanges 0 1")]
    [InlineData(0, 0, null)]
    public void As_many_changes_as_allowed_are_allowed(int most, int changes, string? exceeded)
    {
        var limits = PlanGuard.Exceeded(most, null, [.. Enumerable.Range(1, changes).Select(number => OfVault($"kv{number}"))], new HashSet<ResourceId>());

        Assert.Equal(exceeded is null ? [] : [exceeded], limits.Select(Text));
    }

    [Theory]
    [InlineData(10, 10, 1, null)]
    [InlineData(10, 10, 2, "maxChangedPercent 1 2")]
    [InlineData(10, 11, 2, null)]
    [InlineData(1, 3, 1, null)]
    [InlineData(100, 3, 3, null)]
    [InlineData(0, 3, 1, "maxChangedPercent 0 1")]
    [InlineData(67, 3, 3, null)]
    [InlineData(100, 100, 100, null)]
    [InlineData(50, 2, 2, "maxChangedPercent 1 2")]
    public void A_share_of_the_judged_resources_is_rounded_up(int percent, int judged, int changed, string? exceeded)
    {
        var vaults = Enumerable.Range(1, judged).Select(number => ResourceId.Parse(Vault($"kv{number}"))).ToHashSet();

        var limits = PlanGuard.Exceeded(null, percent, [.. Enumerable.Range(1, changed).Select(number => OfVault($"kv{number}"))], vaults);

        Assert.Equal(exceeded is null ? [] : [exceeded], limits.Select(Text));
        Assert.All(limits, limit => Assert.Equal((percent, judged), (limit.Percent, limit.Judged)));
    }

    [Fact]
    public void A_resource_counts_once_and_what_lies_beneath_it_counts_for_it()
    {
        HashSet<ResourceId> judged = [ResourceId.Parse(Vault("kv1")), ResourceId.Parse(Account("st1"))];
        Change[] changes =
        [
            Of($"{Vault("kv1")}/providers/Microsoft.Insights/diagnosticSettings/s"),
            Of($"{Vault("KV1")}/accessPolicies/add"),
            Of(Vault("kv1")),
            Of(Account("st1")),
            Of($"{Account("st1")}/managementPolicies/default"),
        ];

        Assert.Equal(["maxChangedPercent 1 2"], PlanGuard.Exceeded(null, 50, changes, judged).Select(Text));
        Assert.Empty(PlanGuard.Exceeded(null, 100, changes, judged));
    }

    [Fact]
    public void What_was_not_judged_does_not_count_in_the_share()
    {
        HashSet<ResourceId> judged = [ResourceId.Parse(Vault("kv1"))];
        Change[] changes =
        [
            Of(Vault("kv-new")),
            Of("/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Insights/diagnosticSettings/s"),
            Of($"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id"),
            Of("${c1.id}"),
        ];

        Assert.Empty(PlanGuard.Exceeded(null, 0, changes, judged));
    }

    [Fact]
    public void Both_limits_are_told()
    {
        HashSet<ResourceId> judged = [ResourceId.Parse(Vault("kv1"))];

        Assert.Equal(["maxChanges 0 1", "maxChangedPercent 0 1"], PlanGuard.Exceeded(0, 0, [OfVault("kv1")], judged).Select(Text));
    }

    private static string Text(ExceededLimit limit) => $"{limit.Limit} {limit.Allowed} {limit.Planned}";

    private static string Vault(string name) => $"{Group}/Microsoft.KeyVault/vaults/{name}";

    private static string Account(string name) => $"{Group}/Microsoft.Storage/storageAccounts/{name}";

    private static Change OfVault(string name) => Of($"{Vault(name)}/providers/Microsoft.Insights/diagnosticSettings/s");

    private static Change Of(string resource) => SamplePlan.Full.Changes[0] with { Resource = resource };
}

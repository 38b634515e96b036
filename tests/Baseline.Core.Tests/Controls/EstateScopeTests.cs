using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Which part of an estate a document covers.</summary>
public sealed class EstateScopeTests
{
    private const string One = EstateBuilder.DefaultSubscription;
    private const string Two = "22222222-2222-2222-2222-222222222222";
    private const string Three = "33333333-3333-3333-3333-333333333333";

    private static readonly ScopeSettings Tenant = new(true, [], [], []);

    [Fact]
    public void A_group_brings_what_lies_under_it_and_the_groups_between()
    {
        var scope = Scope(Groups("platform"), Chains());

        Assert.Equal([One, Two], scope.Subscriptions.Select(id => id.Name));
        Assert.Equal(["platform", "prod"], scope.ManagementGroups.Select(id => id.Name));
        Assert.Equal(["prod", "platform"], scope.GroupsAbove(One).Select(id => id.Name));
        Assert.Empty(scope.GroupsAbove(Three));
        Assert.Empty(scope.GroupsAbove("44444444-4444-4444-4444-444444444444"));
    }

    [Fact]
    public void A_tenant_brings_every_subscription_and_every_group()
    {
        var scope = Scope(Tenant, Chains());

        Assert.Equal([One, Two, Three], scope.Subscriptions.Select(id => id.Name));
        Assert.Equal(["platform", "prod", "root"], scope.ManagementGroups.Select(id => id.Name));
    }

    [Fact]
    public void Subscriptions_and_groups_come_in_order_however_the_document_lists_them()
    {
        var scope = Scope(new ScopeSettings(false, [Group("z"), Group("a")], [Two, One], []), new EstateBuilder());

        Assert.Equal([One, Two], scope.Subscriptions.Select(id => id.Name));
        Assert.Equal(["a", "z"], scope.ManagementGroups.Select(id => id.Name));
    }

    [Fact]
    public void An_excluded_subscription_is_not_looked_at_at_all()
    {
        var excluded = Tenant with { Exclusions = [new Exclusion(null, null, null, new ResourcePattern($"/subscriptions/{Two}"))] };

        Assert.Equal([One, Three], Scope(excluded, Chains()).Subscriptions.Select(id => id.Name));
    }

    [Fact]
    public void A_group_that_refused_to_be_read_is_unknown_whatever_is_known_from_elsewhere()
    {
        var scope = Scope(Groups("platform"), Chains().Unreadable(Group("platform").Text));

        Assert.Equal("403 AuthorizationFailed", scope.WhyUnknown(Group("platform")));
    }

    [Fact]
    public void A_group_that_a_subscription_lies_under_is_known_in_any_letter_case()
    {
        var scope = Scope(Groups("PLATFORM"), Chains());

        Assert.Null(scope.WhyUnknown(Group("PLATFORM")));
        Assert.Equal("it is not part of what was read", scope.WhyUnknown(Group("nowhere")));
    }

    [Theory]
    [InlineData("stage", "test", true)]
    [InlineData("STAGE", "t*", true)]
    [InlineData("stage", null, true)]
    [InlineData("stage", "prod", false)]
    [InlineData("count", "1", false)]
    [InlineData("count", "*", false)]
    [InlineData("count", null, true)]
    [InlineData("none", null, false)]
    public void A_tag_excludes_by_name_and_value(string name, string? value, bool excluded)
    {
        var estate = new EstateBuilder().Vault("kv-a").With(body => body["tags"] = new JsonObject { ["Stage"] = "test", ["count"] = 1 }).Build();
        var scope = new EstateScope(Tenant with { Exclusions = [new Exclusion(null, name, value, null)] }, estate);

        Assert.Equal(excluded, scope.IsExcluded(estate.OfType("microsoft.keyvault/vaults")[0].Id));
    }

    [Theory]
    [InlineData("rg-a*", null, null, null, "resourceGroup: rg-a*")]
    [InlineData(null, "Stage", null, null, "tag: Stage")]
    [InlineData(null, "Stage", "te*", null, "tag: Stage=te*")]
    [InlineData(null, null, null, "/subscriptions/*/resourceGroups/rg-app", "resource: /subscriptions/*/resourceGroups/rg-app")]
    [InlineData("rg-a*", "Stage", null, "/subscriptions/*", "resourceGroup: rg-a*, tag: Stage, resource: /subscriptions/*")]
    public void The_first_exclusion_that_matches_is_told_as_the_document_has_it(string? group, string? tag, string? value, string? resource, string text)
    {
        var estate = new EstateBuilder().Vault("kv-a").With(body => body["tags"] = new JsonObject { ["Stage"] = "test" }).Build();
        var vault = estate.OfType("microsoft.keyvault/vaults")[0].Id;
        Exclusion other = new("rg-other", null, null, null);
        Exclusion matching = new(group, tag, value, resource is null ? null : new ResourcePattern(resource));

        Assert.Equal(text, Told([other, matching, new Exclusion(null, null, null, new ResourcePattern("/subscriptions/*"))]));
        Assert.Null(Told([other]));

        string? Told(IReadOnlyList<Exclusion> exclusions) => new EstateScope(Tenant with { Exclusions = exclusions }, estate).ExclusionOf(vault)?.Text;
    }

    /// <summary>Which groups there are, or what lies under "a" and "b", was not read, and of subscription Two no group is known.</summary>
    [Theory]
    [InlineData(true, Two, new[] { "/a/descendants", "/b/descendants" }, "/a/descendants")]
    [InlineData(true, Two, new[] { "/a", "/b/descendants" }, "/b/descendants")]
    [InlineData(true, Two, new[] { "/a" }, null)]
    [InlineData(true, Two, new[] { "" }, "")]
    [InlineData(true, One, new[] { "" }, null)]
    [InlineData(false, Two, new[] { "" }, null)]
    [InlineData(true, Two, new string[0], null)]
    [InlineData(true, One, new[] { "/a/descendants" }, null)]
    [InlineData(true, Three, new[] { "/a/descendants" }, null)]
    [InlineData(false, Two, new[] { "/a/descendants" }, null)]
    public void A_subscription_may_lie_under_a_group_whose_descendants_are_unread(
        bool tenant, string subscription, string[] unread, string? expected)
    {
        const string groups = "/providers/Microsoft.Management/managementGroups";
        const string named = $"/subscriptions/{Two}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/descendants";
        var estate = unread.Aggregate(
            new EstateBuilder().Subscription(One, null, "root").Subscription(Two).Unreadable(named),
            (all, group) => all.Unreadable(groups + group));

        var found = Scope(new ScopeSettings(tenant, [], [Two], []), estate).UnreadGroupAbove(subscription);

        Assert.Equal(expected is null ? null : groups + expected, found?.Id.Text);
    }

    private static EstateBuilder Chains() => new EstateBuilder()
        .Subscription(One, null, "prod", "platform", "root")
        .Subscription(Two, null, "platform", "root")
        .Subscription(Three, null, "root");

    private static EstateScope Scope(ScopeSettings settings, EstateBuilder estate) => new(settings, estate.Build());

    private static ScopeSettings Groups(params string[] names) => new(false, [.. names.Select(Group)], [], []);

    private static ResourceId Group(string name) => ResourceId.ManagementGroup(name);
}

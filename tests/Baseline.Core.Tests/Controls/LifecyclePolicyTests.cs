using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Controls;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Which lifecycle rules delete an audit log and when, and how the tool's own rule is written beside them.</summary>
public sealed class LifecyclePolicyTests
{
    private static readonly LogPath Log = new("insights-logs-auditevent", ResourceId.Parse(Documents.Samples.Vault), "vault");
    private static readonly ResourceId Account = ResourceId.Parse(Documents.Samples.Account);
    private static readonly OwnLifecycleRule Own = new("baselineKeyVault004", "insights-logs-auditevent");

    private static readonly string Path = $"insights-logs-auditevent/resourceId={Documents.Samples.Vault.ToUpperInvariant()}/y=";

    [Theory]
    [InlineData("""{"daysAfterModificationGreaterThan":30}""", 30L)]
    [InlineData("""{"daysAfterCreationGreaterThan":31.0}""", 31L)]
    [InlineData("""{"daysAfterLastAccessTimeGreaterThan":32}""", 32L)]
    [InlineData("""{"daysAfterModificationGreaterThan":90,"daysAfterCreationGreaterThan":60,"daysAfterLastAccessTimeGreaterThan":70}""", 60L)]
    [InlineData("""{}""", null)]
    public void The_first_condition_to_be_met_deletes(string delete, long? days) =>
        Assert.Equal(days, Assert.Single(Policy($$$$$"""{"name":"r","definition":{"actions":{"baseBlob":{"delete":{{{{{delete}}}}}}}}}""").Rules).DeleteAfterDays);

    [Theory]
    [InlineData("""{}""", true)]
    [InlineData("""{"blobTypes":[]}""", true)]
    [InlineData("""{"blobTypes":["blockBlob","AppendBlob"]}""", true)]
    [InlineData("""{"blobTypes":["blockBlob"]}""", false)]
    [InlineData("""{"blobTypes":[1,"blockBlob"]}""", false)]
    [InlineData("""{"prefixMatch":[]}""", true)]
    [InlineData("""{"prefixMatch":["other/","insights-logs-auditevent"]}""", true)]
    [InlineData("""{"prefixMatch":["INSIGHTS-logs-auditevent"]}""", false)]
    [InlineData("""{"blobIndexMatch":[{"name":"a"}]}""", false)]
    public void A_rule_shortens_what_its_filters_let_through(string filters, bool shortens) =>
        Assert.Equal(shortens, Policy(Rule("r", 30, filters)).RulesThatShorten(Log).Any());

    [Fact]
    public void A_prefix_may_be_shorter_or_longer_than_the_path_of_the_log()
    {
        Assert.Single(Policy(Rule("r", 30, Prefixes(Path[..40]))).RulesThatShorten(Log));
        Assert.Single(Policy(Rule("r", 30, Prefixes(Path + "2026/m=11/"))).RulesThatShorten(Log));
        Assert.Empty(Policy(Rule("r", 30, Prefixes(Path.Replace("/y=", "2/y=", StringComparison.Ordinal)))).RulesThatShorten(Log));
    }

    [Fact]
    public void The_shortest_rule_comes_first_and_of_equals_the_first_by_name()
    {
        var policy = Policy($"{Rule("c", 30, "{}")},{Rule("b", 10, "{}")},{Rule("a", 30, "{}")}");

        Assert.Equal(["b", "a", "c"], policy.RulesThatShorten(Log).Select(rule => rule.Name));
    }

    [Fact]
    public void A_rule_misses_where_it_was_meant_and_none_of_its_prefixes_matches()
    {
        var policy = Policy(string.Join(',',
            Rule("case", 30, Prefixes("Insights-Logs-AuditEvent/")),
            Rule("one-of-two", 30, Prefixes("insights-logs-auditevent/other", "insights-logs-auditevent/")),
            Rule("wider", 30, Prefixes("insights-logs-auditevent-old/", "insights-logs")),
            Rule("elsewhere", 30, Prefixes("other/")),
            Rule("block", 30, """{"blobTypes":["blockBlob"],"prefixMatch":["insights-logs-auditevent"]}"""),
            $$"""{"enabled":false,{{Rule("off", 30, Prefixes("INSIGHTS-LOGS-AUDITEVENT"))[1..]}}""",
            $$$$"""{"name":"keeps","definition":{"filters":{{{{Prefixes("INSIGHTS-LOGS-AUDITEVENT")}}}}}}"""));

        Assert.Equal(["case", "block"], policy.RulesThatMiss(Log).Select(miss => miss.Rule.Name));
    }

    /// <summary>A data collection rule chooses its container, and how blobs are called in it is not known.</summary>
    [Theory]
    [InlineData("""{"prefixMatch":["insights-logs-auditevent/resourceId=/ELSE"]}""", true, false)]
    [InlineData("""{"prefixMatch":["insights-logs-auditevent/"],"blobTypes":["blockBlob"]}""", true, false)]
    [InlineData("""{"prefixMatch":["other/"]}""", false, false)]
    [InlineData("""{"prefixMatch":["Insights-Logs-AuditEvent/"]}""", false, true)]
    public void Whatever_reaches_a_container_reaches_a_log_that_may_lie_anywhere_in_it(string filters, bool shortens, bool misses)
    {
        var policy = Policy(Rule("r", 30, filters));

        Assert.Equal(shortens, policy.RulesThatShorten(Log with { IsAnywhere = true }).Any());
        Assert.Equal(misses, policy.RulesThatMiss(Log with { IsAnywhere = true }).Any());
        Assert.Empty(policy.RulesThatShorten(Log));
    }

    [Fact]
    public void A_rule_without_a_name_has_an_empty_one() =>
        Assert.Equal("", Assert.Single(Policy("""{"definition":{}}""").Rules).Name);

    [Fact]
    public void Beside_the_own_rule_everything_else_is_put_back()
    {
        var policy = LifecyclePolicy.Of(new ObservedResource(
            ResourceId.Parse($"{Documents.Samples.Account.Replace("rg-logs", "RG-Logs", StringComparison.Ordinal)}/managementPolicies/default"),
            Json("""{"properties":{"lastModifiedTime":"t","future":1,"policy":{"version":"2","rules":[{"name":"other"},{"name":"baselineKeyVault004","old":true}]}}}""")));

        var draft = LifecycleDraft.Keep(Account, policy, Own, 365, versioned: false);

        Assert.Equal(
            """{"properties":{"future":1,"policy":{"version":"2","rules":[{"name":"other"},{"enabled":true,"name":"baselineKeyVault004","type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":365}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["insights-logs-auditevent/"]}}}]}}}""",
            draft.Body?.ToJsonString());
        Assert.Contains("/RG-Logs/", draft.Resource, StringComparison.Ordinal);
        Assert.Equal(("Microsoft.Storage/storageAccounts/managementPolicies", "PUT", ChangeAction.Update), (draft.Type, draft.Method, draft.Action));
    }

    [Fact]
    public void Where_versions_are_kept_the_own_rule_deletes_them_too()
    {
        var draft = LifecycleDraft.Keep(Account, Policy(""), Own, 365, versioned: true);

        Assert.Contains(
            """
            "actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":365}},"version":{"delete":{"daysAfterCreationGreaterThan":365}}}
            """,
            draft.Body?.ToJsonString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30}}}""", false)]
    [InlineData("""{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30}},"version":{"delete":{"daysAfterCreationGreaterThan":1}}}""", true)]
    [InlineData("""{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30}},"snapshot":{"delete":{"daysAfterCreationGreaterThan":1}}}""", true)]
    [InlineData("""{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30}},"version":{"tierToCool":{"daysAfterCreationGreaterThan":1}}}""", false)]
    public void With_versions_a_rule_deletes_for_good_only_where_it_names_them(string actions, bool shortens)
    {
        var policy = Policy($$$"""{"name":"r","definition":{"actions":{{{actions}}}}}""");

        Assert.Single(policy.RulesThatShorten(Log));
        Assert.Equal(shortens, policy.RulesThatShorten(Log, versioned: true).Any());
    }

    private static string Rule(string name, int days, string filters) =>
        $$$$$"""{"name":"{{{{{name}}}}}","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":{{{{{days}}}}}}}},"filters":{{{{{filters}}}}}}}""";

    private static string Prefixes(params string[] prefixes) => $$"""{"prefixMatch":[{{string.Join(',', prefixes.Select(prefix => $"\"{prefix}\""))}}]}""";

    private static LifecyclePolicy Policy(string rules) => LifecyclePolicy.Of(new ObservedResource(
        LifecyclePolicy.IdOf(Account), Json($$$$"""{"properties":{"policy":{"rules":[{{{{rules}}}}]}}}""")));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}

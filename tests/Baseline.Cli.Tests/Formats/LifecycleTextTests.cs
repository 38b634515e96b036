using System.Text.Json;
using Baseline.Cli.Formats.Text;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Rules of lifecycle policies in the text that people read: what they delete and when, and for whose logs.</summary>
public sealed class LifecycleTextTests
{
    private const string Rule = "properties.policy.rules[baselineKeyVault004].";
    private const string Days = "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan";
    private const string Usual = """{ "enabled": true, "type": "Lifecycle", "definition.filters.blobTypes": ["appendBlob"], "definition.filters.prefixMatch": ["insights-logs-auditevent/"]""";

    [Theory]
    [InlineData($$"""{{Usual}}, "{{Days}}": 365 }""", "rule baselineKeyVault004  none -> deletes append blobs beneath insights-logs-auditevent/ after 365 days")]
    [InlineData($$"""{{Usual}}, "{{Days}}": 1.0 }""", "none -> deletes append blobs beneath insights-logs-auditevent/ after 1 day")]
    [InlineData(
        $$"""{{Usual}}, "{{Days}}": 90, "definition.actions.version.delete.daysAfterCreationGreaterThan": 90, "definition.actions.snapshot.delete.daysAfterCreationGreaterThan": 30 }""",
        "beneath insights-logs-auditevent/ after 90 days, snapshots after 30 days, versions after 90 days")]
    [InlineData(
        """{ "enabled": true, "type": "Lifecycle", "definition.filters.blobTypes": ["appendBlob", "blockBlob"], "definition.filters.prefixMatch": ["a/", "b/"], "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 7 }""",
        "deletes append blobs and block blobs beneath a/ and b/ after 7 days")]
    public void A_new_rule_is_one_line(string rule, string line)
    {
        var text = Text(Change(rule, isNew: true));

        Assert.Contains(line, text, StringComparison.Ordinal);
        Assert.DoesNotContain("policy.rules", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "enabled": false, "type": "Lifecycle", "definition.filters.blobTypes": ["appendBlob"], "definition.filters.prefixMatch": ["a/"], "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 7 }""")]
    [InlineData("""{ "enabled": true, "type": "Other", "definition.filters.blobTypes": ["appendBlob"], "definition.filters.prefixMatch": ["a/"], "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 7 }""")]
    [InlineData("""{ "enabled": true, "type": "Lifecycle", "definition.filters.blobTypes": ["pageBlob"], "definition.filters.prefixMatch": ["a/"], "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 7 }""")]
    [InlineData("""{ "enabled": true, "type": "Lifecycle", "definition.filters.blobTypes": ["appendBlob"], "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 7 }""")]
    [InlineData("""{ "enabled": true, "type": "Lifecycle", "definition.filters.blobTypes": ["appendBlob"], "definition.filters.prefixMatch": ["a/"], "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 7.5 }""")]
    [InlineData("""{ "enabled": true, "type": "Lifecycle", "definition.filters.blobTypes": ["appendBlob"], "definition.filters.prefixMatch": ["a/"], "definition.actions.version.delete.daysAfterCreationGreaterThan": 7 }""")]
    [InlineData("""{ "enabled": true, "type": "Lifecycle", "definition.filters.blobTypes": ["appendBlob"], "definition.filters.prefixMatch": ["a/"], "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan": 7, "definition.actions.baseBlob.tierToCool.daysAfterModificationGreaterThan": 3 }""")]
    public void What_is_not_all_said_in_a_line_is_said_by_its_properties(string rule)
    {
        var text = Text(Change(rule, isNew: true));

        Assert.DoesNotContain("deletes", text, StringComparison.Ordinal);
        Assert.All(Properties(rule, isNew: true), property => Assert.Contains(property.Path["properties.".Length..], text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_of_which_only_the_days_change_says_that()
    {
        var change = Change("{}", isNew: true) with { Properties = [new PropertyChange(Rule + Days, Number(730), Number(365))] };

        Assert.Contains("rule baselineKeyVault004, blobs  deleted after 730 days -> deleted after 365 days", Text(change), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_goes_is_said_as_it_came()
    {
        var text = Text(Change($$"""{{Usual}}, "{{Days}}": 365 }""", isNew: false));

        Assert.Contains("rule baselineKeyVault004  deletes append blobs beneath insights-logs-auditevent/ after 365 days -> none", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whose_logs_it_deletes_is_said_with_each_reason_and_of_many_reasons_the_most_frequent()
    {
        string[] reasons = ["Kept forever.", "Kept forever.", "Kept forever.", "Kept forever.", "Kept forever.", "Off.", "None.", "Elsewhere.", "Unread."];
        List<Finding> findings = [.. reasons.Select((reason, at) => SamplePlan.Vault($"kv-{at}", ComplianceState.Noncompliant, reason) with { Changes = ["c1"] })];
        var change = Change($$"""{{Usual}}, "{{Days}}": 365 }""", isNew: true) with { Because = [.. findings.Select(finding => new Cause("KeyVault-004", finding.Resource.Text))] };
        var plan = SamplePlan.Of([.. findings]) with { Changes = [change] };

        Assert.Contains(
            "why                       kv-0, kv-1, kv-2 and 2 more: Kept forever. kv-5: Off. kv-6: None. 2 more resources have 2 other reasons.",
            new TextFormat().Render(PlanViews.View(plan)).Replace("why               ", "why                       ", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Contains("kv-0, kv-1, kv-2, kv-3, kv-4: Kept forever. kv-5: Off. kv-6: None. kv-7: Elsewhere. kv-8: Unread.", new TextFormat().Render(PlanViews.View(plan) with { Verbose = true }), StringComparison.Ordinal);
    }

    private static string Text(Change change) => new TextFormat().Render(PlanViews.View(SamplePlan.Of() with { Changes = [change] }));

    private static Change Change(string rule, bool isNew) => SamplePlan.Setting(1) with
    {
        Action = ChangeAction.Update,
        Resource = $"{SamplePlan.Account}/managementPolicies/default",
        Type = "Microsoft.Storage/storageAccounts/managementPolicies",
        Properties = [.. Properties(rule, isNew)],
        Because = [],
    };

    private static IEnumerable<PropertyChange> Properties(string rule, bool isNew) => JsonSerializer.Deserialize<JsonElement>(rule).EnumerateObject()
        .Select(member => isNew ? new PropertyChange(Rule + member.Name, default, member.Value) : new PropertyChange(Rule + member.Name, member.Value, default));

    private static JsonElement Number(int number) => JsonSerializer.SerializeToElement(number);
}

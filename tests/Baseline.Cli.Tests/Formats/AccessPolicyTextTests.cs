using Baseline.Cli.Formats.Markdown;
using Baseline.Cli.Formats.Text;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Access policies of key vaults in the words that role assignments have: who gets which permissions.</summary>
public sealed class AccessPolicyTextTests
{
    private const string Me = "33333333-3333-3333-3333-333333333333";

    [Theory]
    [InlineData("add", "${c2.properties.principalId}", "id-logs", "none -> get, wrapKey", "none -> aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa")]
    [InlineData("add", Me, Me, "none -> get, wrapKey", "none -> aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa")]
    [InlineData("remove", Me, Me, "get, wrapKey -> none", "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa -> none")]
    public void The_text_says_who_gets_or_loses_what(string verb, string principal, string who, string permissions, string tenant)
    {
        var text = new TextFormat().Render(PlanViews.View(SamplePlan.With(Change(verb, principal), Identity)));

        Assert.Contains("  ~ access policy of kv-1", text, StringComparison.Ordinal);
        Assert.Contains($"\n      principal            {who}\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n      permissions to keys  {permissions}\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n      tenant               {tenant}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("accessPolicies", text, StringComparison.Ordinal);
        Assert.Equal(verb == "add", text.Contains("grants access", StringComparison.Ordinal));
    }

    [Fact]
    public void The_comment_says_it_in_the_same_words()
    {
        var view = PlanViews.View(SamplePlan.With(Change("add", "${c2.properties.principalId}"), Identity));

        Assert.Contains("principal: id-logs<br>", new MarkdownFormat().Render(view), StringComparison.Ordinal);
    }

    private static Change Identity => SamplePlan.Setting(2) with
    {
        Resource = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-logs",
        Type = "Microsoft.ManagedIdentity/userAssignedIdentities",
    };

    private static Change Change(string verb, string principal)
    {
        var entry = $"properties.accessPolicies[{principal}]";
        var (keys, tenant) = (SamplePlan.Json("""["get", "wrapKey"]"""), SamplePlan.Json("\"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa\""));
        var isNew = verb == "add";
        return SamplePlan.Setting(1) with
        {
            Action = ChangeAction.Update,
            Resource = $"{SamplePlan.VaultId("kv-1").Text}/accessPolicies/{verb}",
            Type = "Microsoft.KeyVault/vaults/accessPolicies",
            Properties =
            [
                new PropertyChange($"{entry}.permissions.keys", isNew ? default : keys, isNew ? keys : default),
                new PropertyChange($"{entry}.tenantId", isNew ? default : tenant, isNew ? tenant : default),
            ],
        };
    }
}

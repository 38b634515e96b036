using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Cli.Tests.FieldCases;

/// <summary>
/// Situations from public bug reports, where their files lie beside the repository; elsewhere there is nothing to run. The
/// kinds that they stand for have tables of their own in tests/conformance.
/// </summary>
public sealed class FieldCaseTests
{
    /// <summary>Cases whose remediation Azure would refuse: no change is planned, and the obstacle says what would help.</summary>
    [Theory]
    [InlineData("B03", "wrapKey")]
    [InlineData("B04", "AzureServices")]
    [InlineData("B05", "DNS zone")]
    [InlineData("B07", "tenant")]
    [InlineData("B35", "premium")]
    [InlineData("B40", "az provider register")]
    [InlineData("B41", "resource group")]
    public Task What_Azure_would_refuse_is_blocked_before(string name, string word) => With(name, async it =>
    {
        var (code, plan) = await it.PlanAsync();

        Assert.Equal(2, code);
        Assert.Empty(Changes(plan));
        Assert.Contains(Obstacles(plan), obstacle => Text(obstacle).Contains(word, StringComparison.OrdinalIgnoreCase));
        Assert.All(Obstacles(plan), obstacle => Assert.NotEmpty((string?)obstacle["fix"] ?? ""));

        var (live, planned) = await it.PlanLiveAsync();
        Assert.Equal(code, live);
        Assert.Equal(States(plan), States(planned));
        Assert.Equal(Obstacles(plan).Select(Text), Obstacles(planned).Select(Text));
    });

    /// <summary>Cases that work today and can't be chosen anew, or that nobody can see through: a warning, and compliant.</summary>
    [Theory]
    [InlineData("B55", "rotate")]
    [InlineData("B06b", "perimeter")]
    public Task What_works_and_is_in_danger_is_a_warning(string name, string word) => With(name, async it =>
    {
        var (code, plan) = await it.PlanAsync();

        Assert.Equal(0, code);
        Assert.All(States(plan), state => Assert.Equal("compliant", state));
        Assert.Contains(Items(plan, "warnings"), warning => warning.ToJsonString().Contains(word, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("logs are lost", plan.ToJsonString(), StringComparison.Ordinal);
    });

    [Fact]
    public Task An_expired_key_in_use_is_compliant_also_with_deep() => With("B55", async it =>
    {
        it.Edit("baseline.yaml", "deep: false", "deep: true");

        var (code, plan) = await it.PlanAsync();

        Assert.Equal(0, code);
        Assert.All(States(plan), state => Assert.Equal("compliant", state));
    });

    /// <summary>Cases in which logs are really lost, where the document asks to look that deep.</summary>
    [Theory]
    [InlineData("B03b", "unwrap")]
    [InlineData("B04b", "no trusted services")]
    [InlineData("B18", "append")]
    [InlineData("B17", "does not exist")]
    public Task What_loses_logs_is_noncompliant(string name, string word) => With(name, async it =>
    {
        var (code, plan) = await it.PlanAsync();

        Assert.Equal(2, code);
        Assert.Contains("noncompliant", States(plan));
        Assert.Contains(word, plan["findings"]?.ToJsonString() ?? "", StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public Task A_soft_deleted_vault_is_seen_before_it_is_created() => With("B12", async it =>
    {
        Assert.Equal(0, await it.DeleteAsync("kv-log-cmk"));

        var (code, plan) = await it.PlanLiveAsync();

        Assert.Equal(2, code);
        Assert.Empty(Changes(plan));
        Assert.Contains(Obstacles(plan), obstacle => Text(obstacle).Contains("az keyvault recover", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("B13")]
    [InlineData("B13b")]
    public Task A_denial_by_policy_names_assignment_definition_and_what_failed(string name) => With(name, async it =>
    {
        var code = await it.RunAsync("apply", "--auto-approve");

        Assert.Equal(6, code);
        Assert.Contains("policyAssignments/", it.Printed, StringComparison.Ordinal);
        Assert.Contains("policyDefinitions/", it.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(it.Azure.Writes, write => name == "B13" && write.Contains("storageAccounts/", StringComparison.OrdinalIgnoreCase));
    });

    /// <summary>Whatever is accepted, the workspace of old is not part of the estate and so does not exist; nothing says what is wanted.</summary>
    [Fact]
    public Task A_workspace_that_is_gone_does_not_count_where_anything_is_accepted() => With("B17b", async it =>
    {
        var (code, plan) = await it.PlanAsync();

        Assert.Equal(2, code);
        Assert.Equal(["noncompliant"], States(plan));
        Assert.Empty(Changes(plan));
    });

    /// <summary>After a migration: the old workspace is still there, and the document says that another one is wanted.</summary>
    [Fact]
    public Task A_vault_that_logs_to_the_wrong_workspace_gets_the_one_that_the_document_names() => With("B17b", async it =>
    {
        const string Provider = "/resourceGroups/rg-log/providers/Microsoft.OperationalInsights/workspaces";
        const string Old = $"/subscriptions/5b0c1d2e-2222-4a4a-8b8b-0123456789a2{Provider}/law-old";
        const string New = $"/subscriptions/5b0c1d2e-1111-4a4a-8b8b-0123456789a1{Provider}/law-new";
        it.Edit("baseline.yaml", "accept: any", $"accept: mapped\n      workspace: {New}");
        it.Edit("estate.json", "\"resources\": [", $"\"resources\": [{Workspace(Old)}, {Workspace(New)},");

        var (code, plan) = await it.PlanAsync();

        Assert.Equal(2, code);
        Assert.Equal(["noncompliant"], States(plan));
        Assert.Contains($"law-old, not to {New}, the workspace that the document names", plan["findings"]?.ToJsonString() ?? "", StringComparison.Ordinal);
        Assert.Equal(New, (string?)Assert.Single(Changes(plan))["body"]?["properties"]?["workspaceId"]);
        Assert.Equal(0, await it.RunAsync("apply", "--auto-approve"));
        Assert.Equal(0, (await it.PlanLiveAsync()).Code);
        Assert.DoesNotContain(it.Azure.Writes, write => write.Contains("setByPolicy", StringComparison.OrdinalIgnoreCase));

        static string Workspace(string id) =>
            $$$"""
            {"id":"{{{id}}}","name":"{{{id[(id.LastIndexOf('/') + 1)..]}}}","type":"Microsoft.OperationalInsights/workspaces",
             "location":"westeurope","properties":{}}
            """;
    });

    [Fact]
    public Task A_classic_account_is_dangling_and_gets_an_export_beside_it() => With("B16", async it =>
    {
        var (code, plan) = await it.PlanAsync();

        Assert.Equal(2, code);
        Assert.Equal(["noncompliant"], States(plan));
    });

    [Fact]
    public Task A_key_in_a_managed_hsm_is_refused_by_the_document() => With("B19", async it =>
    {
        Assert.Equal(1, await it.RunAloneAsync("validate"));
        Assert.Contains("BL1207", it.Printed, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_rule_that_keeps_longer_satisfies_a_lower_bound() => With("B21", async it =>
    {
        it.Edit("baseline.yaml", "retentionDays: [180, 365, 0]", "retentionDays: { atLeast: 180 }");

        var (code, plan) = await it.PlanAsync();

        Assert.Equal(0, code);
        Assert.Equal(["compliant"], States(plan));
    });

    [Fact]
    public Task A_delete_lock_is_foreseen_by_undo() => With("B25", async it =>
    {
        Assert.Equal(0, await it.RunAsync("apply", "--auto-approve", "--journal", "run.jsonl"));
        var before = it.Azure.Writes.Count;

        var code = await it.RunAsync("undo", "run.jsonl", "--auto-approve");

        Assert.Equal(0, code);
        Assert.Equal(before, it.Azure.Writes.Count);
        Assert.Contains("no-delete", it.Printed, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_missing_right_on_the_destination_is_named() => With("B27", async it =>
    {
        Assert.Equal(6, await it.RunAsync("apply", "--auto-approve"));
        Assert.Contains("BL6031", it.Printed, StringComparison.Ordinal);
        Assert.Contains("Microsoft.Storage/storageAccounts/listKeys/action", it.Printed, StringComparison.Ordinal);
    });

    [Fact]
    public Task What_Azure_calls_transient_is_tried_again_and_nothing_is_encrypted_for_it() => With("B28", async it =>
    {
        Assert.Equal(6, await it.RunAsync("apply", "--auto-approve"));

        var settings = it.Azure.Writes.Count(write => write.Contains("/diagnosticSettings/", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(settings, 2, 6);
        Assert.DoesNotContain(it.Azure.Writes, write => write.StartsWith("PATCH", StringComparison.Ordinal));
        Assert.Contains("Fix:", it.Printed, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_soft_deleted_key_has_a_cure_and_no_identity_is_attached_for_it() => With("B29", async it =>
    {
        Assert.Equal(6, await it.RunAsync("apply", "--auto-approve"));

        Assert.Contains("az keyvault key recover", it.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain(it.Azure.Writes, write => write.StartsWith("PATCH", StringComparison.Ordinal));
    });

    [Fact]
    public Task A_deny_assignment_is_named_and_no_role_is_recommended() => With("B62", async it =>
    {
        Assert.Equal(6, await it.RunAsync("apply", "--auto-approve"));

        Assert.Contains("deny assignment", it.Printed, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Grant the signed-in identity", it.Printed, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_key_that_rotates_between_plan_and_apply_changes_nothing() => With("B34", async it =>
    {
        await it.PlanLiveAsync();
        it.Rotate();

        Assert.Equal(0, await it.RunAsync("apply", "plan.json"));
    });

    [Fact]
    public Task A_destination_of_the_managing_tenant_is_taken() => With("B36", async it =>
    {
        var (_, plan) = await it.PlanAsync();

        Assert.NotEmpty(Changes(plan));
        Assert.Empty(Obstacles(plan));
    });

    [Fact]
    public Task An_account_without_a_file_service_is_encrypted() => With("B37", async it =>
    {
        Assert.Equal(0, await it.RunAsync("apply", "--auto-approve"));
        Assert.Equal(0, (await it.PlanLiveAsync()).Code);
    });

    [Fact]
    public Task An_empty_group_is_captured_so_that_a_rehearsal_works() => With("B41b", async it =>
    {
        Assert.Equal(0, await it.RunAsync("snapshot", "--out", "captured.json"));
        File.Copy(it.At("captured.json"), it.At("estate.json"), overwrite: true);

        Assert.Equal(0, await it.RunAsync("apply", "--auto-approve"));
        Assert.Equal(0, (await it.PlanLiveAsync()).Code);
    });

    [Fact]
    public Task What_Windows_writes_is_read_or_refused_with_a_cure() => With("B51", async it =>
    {
        foreach (var name in (string[])["baseline.yaml", "estate.json"])
        {
            var text = File.ReadAllText(it.At(name)).ReplaceLineEndings("\r\n");
            File.WriteAllText(it.At(name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        }

        await it.PlanAsync();
        File.WriteAllText(it.At("baseline.yaml"), File.ReadAllText(it.At("baseline.yaml")), Encoding.Unicode);

        Assert.Equal(1, await it.RunAloneAsync("validate"));
        Assert.Contains("BL1003", it.Printed, StringComparison.Ordinal);
    });

    [Fact]
    public Task Init_maps_no_account_that_settings_can_not_export_to() => With("B52", async it =>
    {
        Assert.Equal(0, await it.RunAsync("init", "--out", "new.yaml"));

        var lines = File.ReadAllLines(it.At("new.yaml")).Where(line => !line.TrimStart().StartsWith('#'));
        Assert.DoesNotContain(lines, line => line.Contains("staaa", StringComparison.Ordinal) || line.Contains("stfile", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("B60", "InvalidAuthenticationTokenTenant")]
    [InlineData("B61", "SubscriptionNotFound")]
    public Task An_account_that_nobody_may_see_is_unknown(string name, string code) => With(name, async it =>
    {
        var (exit, plan) = await it.PlanLiveAsync();

        Assert.Equal(3, exit);
        Assert.Contains("unknown", States(plan));
        Assert.DoesNotContain("does not exist", plan["findings"]?.ToJsonString() ?? "", StringComparison.Ordinal);
        Assert.Contains(code, plan.ToJsonString(), StringComparison.Ordinal);
    });

    private static async Task With(string name, Func<FieldCase, Task> check)
    {
        if (FieldCase.All.TryGetValue(name, out var folder))
        {
            using var it = new FieldCase(folder);
            await check(it);
        }
    }

    private static IEnumerable<JsonNode> Items(JsonObject plan, string member) => plan[member]?.AsArray().OfType<JsonNode>() ?? [];

    private static List<JsonNode> Changes(JsonObject plan) => [.. Items(plan, "changes")];

    private static List<string?> States(JsonObject plan) => [.. Items(plan, "findings").Select(finding => (string?)finding["state"])];

    private static List<JsonNode> Obstacles(JsonObject plan) =>
        [.. Items(plan, "findings").SelectMany(finding => finding["obstacles"]?.AsArray().OfType<JsonNode>() ?? [])];

    private static string Text(JsonNode obstacle) => $"{(string?)obstacle["what"]}: {(string?)obstacle["fix"]}.";
}

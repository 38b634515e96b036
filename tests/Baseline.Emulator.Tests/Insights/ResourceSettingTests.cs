using Xunit;

namespace Baseline.Emulator.Tests.Insights;

public sealed class ResourceSettingTests
{
    private const string Settings = $"{World.Vault}/providers/Microsoft.Insights/diagnosticSettings";
    private const string Audit = """{ "category": "AuditEvent", "enabled": true }""";

    private static string Body(string logs, string account = World.Account, string metrics = "") => $$"""
        { "properties": { "storageAccountId": "{{account}}", "logs": [ {{logs}} ], "metrics": [ {{metrics}} ] } }
        """;

    private static World Vault() => new World().WithVault().WithAccount();

    private static World VaultWithOldRetention() => Vault().With($$"""
        { "id": "{{Settings}}/old", "name": "old", "properties": { "storageAccountId": "{{World.Account}}", "metrics": [],
          "logs": [ { "category": "AuditEvent", "categoryGroup": null, "enabled": true,
            "retentionPolicy": { "enabled": true, "days": 365 } } ] } }
        """);

    [Fact]
    public void A_new_setting_with_retention_is_refused()
    {
        var row = """{ "category": "AuditEvent", "enabled": true, "retentionPolicy": { "enabled": true, "days": 365 } }""";

        var message = ArmAssert.Bare(Vault().Send("PUT", $"{Settings}/s", Body(row)), 400, "BadRequest");

        Assert.Equal("Diagnostic settings does not support retention for new diagnostic settings.", message);
    }

    [Theory]
    [InlineData("""{ "enabled": true, "days": 365 }""", 200)]
    [InlineData("""{ "enabled": false, "days": 0 }""", 200)]
    [InlineData("""{ "enabled": true, "days": 30 }""", 400)]
    [InlineData("""{ "enabled": true, "days": 0 }""", 400)]
    public void An_old_setting_may_keep_its_retention_or_give_it_up(string retention, int status)
    {
        var row = $$"""{ "category": "AuditEvent", "enabled": true, "retentionPolicy": {{retention}} }""";

        Assert.Equal(status, VaultWithOldRetention().Send("PUT", $"{Settings}/old", Body(row)).Status);
    }

    [Fact]
    public void A_new_setting_answers_200_with_a_lower_case_id_and_explicit_nulls()
    {
        var body = ArmAssert.Ok(Vault().Send("PUT", $"{Settings}/MySetting", Body(Audit)));

        Assert.Equal($"{World.Vault.ToLowerInvariant()}/providers/microsoft.insights/diagnosticSettings/MySetting", (string?)body["id"]);
        Assert.Equal(
            ["id", "type", "name", "location", "kind", "tags", "properties", "identity"],
            body.AsObject().Select(member => member.Key));
        Assert.Equal(
            ["storageAccountId", "serviceBusRuleId", "workspaceId", "eventHubAuthorizationRuleId", "eventHubName", "metrics",
                "logs", "logAnalyticsDestinationType"],
            body["properties"]?.AsObject().Select(member => member.Key) ?? []);
        Assert.Equal(
            """[{"category":"AuditEvent","categoryGroup":null,"enabled":true,"retentionPolicy":{"enabled":false,"days":0}}]""",
            body["properties"]?["logs"]?.ToJsonString());
    }

    [Fact]
    public void A_get_shows_disabled_categories_and_a_list_does_not()
    {
        var world = Vault();
        world.Send("PUT", $"{Settings}/s", Body(Audit));

        var get = ArmAssert.Ok(world.Get($"{Settings}/s"))["properties"];
        var list = ArmAssert.Ok(world.Get(Settings))["value"]?[0]?["properties"];

        Assert.Equal(["AuditEvent", "AzurePolicyEvaluationDetails"], ArmAssert.Names(get?["logs"], "category"));
        Assert.False((bool?)get?["logs"]?[1]?["enabled"]);
        Assert.Equal(["AllMetrics"], ArmAssert.Names(get?["metrics"], "category"));
        Assert.Equal(["AuditEvent"], ArmAssert.Names(list?["logs"], "category"));
        Assert.Equal([], ArmAssert.Names(list?["metrics"], "category"));
    }

    [Fact]
    public void A_setting_by_group_shows_the_other_group_disabled()
    {
        var world = Vault();
        world.Send("PUT", $"{Settings}/s", Body("""{ "categoryGroup": "audit", "enabled": true }"""));

        var logs = ArmAssert.Ok(world.Get($"{Settings}/s"))["properties"]?["logs"];

        Assert.Equal(["audit", "allLogs"], ArmAssert.Names(logs, "categoryGroup"));
    }

    [Fact]
    public void The_old_version_hides_settings_by_group()
    {
        var world = Vault();
        world.Send("PUT", $"{Settings}/s", Body("""{ "categoryGroup": "audit", "enabled": true }"""));

        var logs = ArmAssert.Ok(world.Send("GET", $"{Settings}/s", version: "2017-05-01-preview"))["properties"]?["logs"];

        Assert.Equal("[]", logs?.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "category": "AuditEvent", "enabled": true }, { "categoryGroup": "audit", "enabled": false }""")]
    [InlineData("""{ "category": "AuditEvent", "enabled": false }, { "categoryGroup": "allLogs", "enabled": true }""")]
    public void A_mix_of_category_and_group_is_refused_even_disabled(string logs)
    {
        var message = ArmAssert.Bare(Vault().Send("PUT", $"{Settings}/s", Body(logs)), 400, "BadRequest");

        Assert.Equal("Diagnostic setting does not support mix of log category and log category group.", message);
    }

    [Fact]
    public void An_unknown_category_is_refused()
    {
        var answer = Vault().Send("PUT", $"{Settings}/s", Body("""{ "category": "Nonsense", "enabled": true }"""));

        Assert.Equal("Category 'Nonsense' is not supported.", ArmAssert.Bare(answer, 400, "BadRequest"));
    }

    [Theory]
    [InlineData("""{ "category": "AuditEvent", "enabled": true }""")]
    [InlineData("""{ "categoryGroup": "allLogs", "enabled": true }""")]
    public void The_same_sink_for_the_same_category_is_a_conflict(string logs)
    {
        var world = Vault();
        world.Send("PUT", $"{Settings}/first", Body(Audit));

        var message = ArmAssert.Bare(
            world.Send("PUT", $"{Settings}/second", Body(logs, World.Account.ToUpperInvariant())), 409, "Conflict");

        Assert.StartsWith($"Data sink '{World.Account}' is already used in diagnostic setting 'first'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disabled_category_does_not_conflict()
    {
        var world = Vault();
        world.Send("PUT", $"{Settings}/first", Body("""{ "category": "AuditEvent", "enabled": false }"""));

        ArmAssert.Ok(world.Send("PUT", $"{Settings}/second", Body(Audit)));
    }

    [Fact]
    public void A_sixth_setting_is_refused()
    {
        var world = Vault();
        for (var number = 1; number <= 6; number++)
        {
            world.WithAccount($"{World.Group}/providers/Microsoft.Storage/storageAccounts/st{number}");
        }

        var answers = Enumerable.Range(1, 6).Select(number => world.Send(
            "PUT",
            $"{Settings}/s{number}",
            Body(Audit, $"{World.Group}/providers/Microsoft.Storage/storageAccounts/st{number}")).Status);

        Assert.Equal([200, 200, 200, 200, 200, 400], answers);
    }

    [Fact]
    public void A_setting_without_a_sink_is_refused() => ArmAssert.Bare(
        Vault().Send("PUT", $"{Settings}/s", $$"""{ "properties": { "logs": [ {{Audit}} ] } }"""), 400, "BadRequest");

    [Fact]
    public void Emptied_logs_of_a_setting_without_metrics_stay_as_they_were()
    {
        var world = Vault();
        world.Send("PUT", $"{Settings}/s", Body(Audit));

        var logs = ArmAssert.Ok(world.Send("PUT", $"{Settings}/s", Body("")))["properties"]?["logs"];

        Assert.True((bool?)logs?[0]?["enabled"]);
    }

    [Fact]
    public void A_put_replaces_the_whole_setting()
    {
        var world = Vault();
        world.Send("PUT", $"{Settings}/s", Body(Audit, metrics: """{ "category": "AllMetrics", "enabled": true }"""));
        world.Send("PUT", $"{Settings}/s", Body("""{ "category": "AzurePolicyEvaluationDetails", "enabled": true }"""));

        var list = ArmAssert.Ok(world.Get(Settings))["value"]?[0]?["properties"];

        Assert.Equal(["AzurePolicyEvaluationDetails"], ArmAssert.Names(list?["logs"], "category"));
        Assert.Equal("[]", list?["metrics"]?.ToJsonString());
    }

    [Fact]
    public void The_time_grain_of_a_metric_is_not_honoured_and_only_echoed()
    {
        var world = Vault();
        var metric = """{ "timeGrain": "PT5M", "category": "AllMetrics", "enabled": true }""";

        var put = ArmAssert.Ok(world.Send("PUT", $"{Settings}/s", Body(Audit, metrics: metric)));
        var get = ArmAssert.Ok(world.Get($"{Settings}/s"));

        Assert.Equal("PT1M", (string?)put["properties"]?["metrics"]?[0]?["timeGrain"]);
        Assert.Null(get["properties"]?["metrics"]?[0]?["timeGrain"]);
    }

    [Fact]
    public void A_missing_setting_is_a_bare_404()
    {
        var answer = Vault().Get($"{Settings}/none");

        Assert.Equal("The diagnostic setting 'none' doesn't exist.", ArmAssert.Bare(answer, 404, "ResourceNotFound"));
        Assert.Equal("00000000-0000-0000-0000-000000000000", answer.Header("x-ms-request-id"));
    }

    [Fact]
    public void A_setting_of_a_resource_that_is_gone_is_a_404_of_the_gateway()
    {
        var answer = new World().WithAccount().Get($"{Settings}/none");

        ArmAssert.Wrapped(answer, 404, "ResourceNotFound");
        Assert.Equal("gateway", answer.Header("x-ms-failure-cause"));
    }

    [Fact]
    public void Deleting_a_setting_answers_200_then_204()
    {
        var world = VaultWithOldRetention();

        Assert.Equal([200, 204], Enumerable.Range(1, 2).Select(_ => world.Send("DELETE", $"{Settings}/old").Status));
    }

    [Fact]
    public void A_new_setting_may_answer_404_for_a_while()
    {
        var world = Vault();
        world.Options = options => options with { GetAfterPutNotFound = 2 };
        world.Send("PUT", $"{Settings}/s", Body(Audit));

        Assert.Equal([404, 404, 200], Enumerable.Range(1, 3).Select(_ => world.Get($"{Settings}/s").Status));
    }

    [Fact]
    public void Settings_outlive_their_vault_and_come_back_with_it()
    {
        var world = VaultWithOldRetention();
        world.Send("DELETE", World.Vault);
        var gone = world.Get(Settings).Status;
        world.Send("PUT", World.Vault, $$"""
            { "location": "westeurope", "properties": { "createMode": "recover", "tenantId": "{{World.Tenant}}",
              "sku": { "family": "A", "name": "standard" } } }
            """);

        Assert.Equal(404, gone);
        Assert.Equal(["old"], ArmAssert.Names(ArmAssert.Ok(world.Get(Settings))["value"], "name"));
    }

    [Fact]
    public void An_unregistered_provider_refuses_settings()
    {
        var world = Vault().With($$"""
            { "id": "/subscriptions/{{World.Sub}}/providers/microsoft.insights", "namespace": "microsoft.insights",
              "registrationState": "NotRegistered" }
            """);

        var answer = world.Send("PUT", $"{Settings}/s", Body(Audit));
        ArmAssert.Bare(answer, 409, "Conflict");
        world.Send("POST", $"/subscriptions/{World.Sub}/providers/Microsoft.Insights/register");

        ArmAssert.Ok(world.Send("PUT", $"{Settings}/s", Body(Audit)));
    }

    [Fact]
    public void The_categories_of_a_vault_are_in_both_groups()
    {
        var list = ArmAssert.Ok(Vault().Get($"{World.Vault}/providers/microsoft.insights/diagnosticSettingsCategories"))["value"];

        Assert.Equal(["AuditEvent", "AzurePolicyEvaluationDetails", "AllMetrics"], ArmAssert.Names(list, "name"));
        Assert.Equal("""["audit","allLogs"]""", list?[1]?["properties"]?["categoryGroups"]?.ToJsonString());
        Assert.Null(list?[2]?["properties"]?["categoryGroups"]);
    }
}

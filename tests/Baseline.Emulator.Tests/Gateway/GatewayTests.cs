using Xunit;

namespace Baseline.Emulator.Tests.Gateway;

public sealed class GatewayTests
{
    private const string Settings = $"{World.Vault}/providers/microsoft.insights/diagnosticSettings";

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/%2F")]
    public void Addresses_are_read_leniently(string lead)
    {
        var world = new World().WithVault();

        ArmAssert.Ok(world.Get(lead + World.Vault.TrimStart('/').ToUpperInvariant()));
        ArmAssert.Ok(world.Get(lead + Uri.EscapeDataString(World.Vault.TrimStart('/'))));
        ArmAssert.Ok(world.Get(lead + World.Vault.TrimStart('/').Replace("-", "%2D", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_request_without_a_version_is_refused() => ArmAssert.Wrapped(
        new World().WithVault().Emulator.Handle(ArmRequest.Create("GET", World.Vault)), 400, "MissingApiVersionParameter");

    [Fact]
    public void A_body_that_is_not_json_is_refused() =>
        ArmAssert.Wrapped(new World().WithVault().Send("PATCH", World.Vault, "{"), 400, "InvalidRequestContent");

    [Fact]
    public void A_subscription_that_is_not_listed_does_not_exist() =>
        ArmAssert.Wrapped(new World().Get($"/subscriptions/{World.OtherSub}"), 404, "SubscriptionNotFound");

    [Fact]
    public void A_route_that_is_not_emulated_is_named()
    {
        var message = ArmAssert.Wrapped(new World().WithVault().Send("POST", $"{World.Vault}/explode"), 404, "InvalidResourceType");

        Assert.Contains("POST on the collection 'Microsoft.KeyVault/vaults/explode'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_resource_names_action_and_scope()
    {
        var world = new World().WithVault().WithUnreadable(World.Vault, 403, "AuthorizationFailed");

        var message = ArmAssert.Wrapped(world.Get(World.Vault), 403, "AuthorizationFailed");

        Assert.Contains($"perform action 'Microsoft.KeyVault/vaults/read' over scope '{World.Vault}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unreadable_list_of_settings_hides_each_of_them()
    {
        var world = new World().WithVault().WithUnreadable(Settings, 403, "AuthorizationFailed");

        var message = ArmAssert.Wrapped(world.Get(Settings), 403, "AuthorizationFailed");

        Assert.Contains("'microsoft.insights/diagnosticSettings/read'", message, StringComparison.Ordinal);
        ArmAssert.Wrapped(world.Get($"{Settings}/any"), 403, "AuthorizationFailed");
        ArmAssert.Ok(world.Get(World.Vault));
    }

    [Fact]
    public void A_throttled_list_says_when_to_come_back()
    {
        var answer = new World().WithVault().WithUnreadable(Settings, 429, "ResourceRequestsThrottled").Get(Settings);

        ArmAssert.Wrapped(answer, 429, "ResourceRequestsThrottled");
        Assert.Equal("17", answer.Header("Retry-After"));
        Assert.Equal("1", answer.Header("retry-after-ms"));
    }

    [Fact]
    public void Everything_beneath_an_unreadable_subscription_is_unreadable()
    {
        var world = new World().WithVault().WithUnreadable($"/subscriptions/{World.Sub}", 403, "AuthorizationFailed");

        ArmAssert.Wrapped(world.Get(Settings), 403, "AuthorizationFailed");
        ArmAssert.Wrapped(world.Send("PATCH", World.Vault, "{}"), 403, "AuthorizationFailed");
    }

    [Fact]
    public void A_resource_that_went_away_is_a_wrapped_404() => ArmAssert.Wrapped(
        new World().WithVault().WithUnreadable(World.Vault, 404, "ResourceNotFound").Get(World.Vault), 404, "ResourceNotFound");

    [Fact]
    public void A_disabled_subscription_refuses_writes()
    {
        var target = World.Vault.Replace(World.Sub, World.OtherSub, StringComparison.Ordinal);
        var world = new World().WithSubscription(World.Subscription(World.OtherSub, [], "Disabled")).WithVault(id: target);

        ArmAssert.Ok(world.Get(target));
        ArmAssert.Wrapped(world.Send("PATCH", target, "{}"), 409, "ReadOnlyDisabledSubscription");
    }

    [Fact]
    public void Quotas_fall_and_refill_with_the_clock()
    {
        var world = new World().WithVault();
        world.Options = options => options with { EnforceQuotas = true };

        var remaining = Enumerable.Range(1, 2)
            .Select(_ => world.Get(World.Vault).Header("x-ms-ratelimit-remaining-subscription-reads"))
            .ToArray();
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        var later = world.Get(World.Vault).Header("x-ms-ratelimit-remaining-subscription-reads");

        Assert.Equal(["249", "248"], remaining);
        Assert.Equal("249", later);
    }

    [Fact]
    public void An_enforced_quota_answers_429()
    {
        var world = new World().WithVault();
        world.Options = options => options with { EnforceQuotas = true };

        var statuses = Enumerable.Range(1, 251).Select(_ => world.Get(World.Vault).Status).ToArray();

        Assert.Equal((200, 429), (statuses[249], statuses[250]));
    }

    [Fact]
    public void A_quota_that_is_not_enforced_is_always_full()
    {
        var world = new World().WithVault();

        var remaining = Enumerable.Range(1, 300)
            .Select(_ => world.Get(World.Vault).Header("x-ms-ratelimit-remaining-subscription-reads"))
            .Distinct();

        Assert.Equal(["249"], remaining);
    }

    [Fact]
    public void A_query_counts_as_a_read_of_the_tenant_and_fifteen_are_enough_for_five_seconds()
    {
        var world = new World().WithVault();
        world.Options = options => options with { EnforceQuotas = true };
        ArmResponse Ask() => world.Send("POST", "/providers/Microsoft.ResourceGraph/resources", """{"query":"Resources | project id"}""");

        var answers = Enumerable.Range(1, 16).Select(_ => Ask()).ToArray();
        world.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("249", answers[0].Header("x-ms-ratelimit-remaining-tenant-reads"));
        Assert.Equal((200, 429), (answers[14].Status, answers[15].Status));
        Assert.Equal("0", answers[14].Header("x-ms-user-quota-remaining"));
        Assert.Equal(200, Ask().Status);
    }

    [Fact]
    public void Storage_lists_are_limited_by_their_provider()
    {
        var world = new World().WithAccount();
        world.Options = options => options with { EnforceQuotas = true };
        var list = $"/subscriptions/{World.Sub}/providers/Microsoft.Storage/storageAccounts";

        var answers = Enumerable.Range(1, 101).Select(_ => world.Get(list)).ToArray();

        Assert.Equal(200, answers[99].Status);
        ArmAssert.Wrapped(answers[100], 429, "TooManyRequests");
    }

    [Fact]
    public void Answers_carry_ids_and_the_log_keeps_every_request()
    {
        var world = new World().WithVault();
        var request = ArmRequest.Create("GET", $"{World.Vault}?api-version=2023-07-01") with
        {
            Headers =
            [
                new("x-ms-correlation-request-id", "c1"),
                new("x-ms-client-request-id", "r1"),
                new("x-ms-return-client-request-id", "true"),
            ],
        };

        var answer = world.Emulator.Handle(request);

        Assert.NotNull(answer.Header("x-ms-request-id"));
        Assert.Equal(("c1", "r1"), (answer.Header("x-ms-correlation-request-id"), answer.Header("x-ms-client-request-id")));
        Assert.Equal("Sun, 22 Nov 2026 09:00:00 GMT", answer.Header("Date"));
        Assert.Equal(
            [new ArmExchange("GET", $"{World.Vault}?api-version=2023-07-01", 200, null, InBatch: false)], world.Emulator.Log);
    }

    [Fact]
    public void A_test_can_answer_instead()
    {
        var world = new World().WithVault();
        world.Options = options => options with { Intercept = _ => new ArmResponse(504, [], default) };

        Assert.Equal(504, world.Get(World.Vault).Status);
    }

    [Fact]
    public async Task An_http_client_can_talk_to_it()
    {
        using var handler = new ArmEmulatorHandler(new World().WithVault().Emulator);
        using var client = new HttpClient(handler);
        using var content = new StringContent("""{ "tags": { "ü": "ß" } }""");

        var target = new Uri($"https://management.usgovcloudapi.net{World.Vault}?api-version=2023-07-01");
        var cancellation = TestContext.Current.CancellationToken;

        using var answer = await client.PatchAsync(target, content, cancellation);

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"ü\":\"ß\"", await answer.Content.ReadAsStringAsync(cancellation), StringComparison.Ordinal);
    }
}

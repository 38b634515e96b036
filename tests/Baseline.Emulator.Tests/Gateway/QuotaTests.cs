using Xunit;

namespace Baseline.Emulator.Tests.Gateway;

public sealed class QuotaTests
{
    private const string Reads = "x-ms-ratelimit-remaining-subscription-reads";
    private const string Graph = "/providers/Microsoft.ResourceGraph/resources";
    private const string Query = """{"query":"Resources | project id"}""";

    /// <summary>Every bucket: a request that it counts, how many it holds, the wait that it tells, and what is left after it.</summary>
    public static TheoryData<string, string, int, int, string> Buckets => new()
    {
        { "GET", World.Vault, 250, 1, "subscription-reads 24" },
        { "HEAD", World.Group, 250, 1, "subscription-reads 24" },
        { "PATCH", World.Vault, 200, 1, "subscription-writes 9" },
        { "DELETE", $"{World.Vault}/providers/Microsoft.Authorization/locks/none", 200, 1, "subscription-deletes 9" },
        { "PUT", $"{World.Vault}/providers/microsoft.insights/diagnosticSettings/audit", 150, 1, "subscription-resource-requests 9" },
        { "GET", "/subscriptions", 250, 1, "tenant-reads 24" },
        { "POST", "/batch", 250, 1, "tenant-reads 24" },
        { "GET", $"/subscriptions/{World.Sub}/providers/Microsoft.Storage/storageAccounts", 100, 3, "subscription-reads 222" },
        { "PATCH", World.Account, 10, 3, "subscription-writes 199" },
    };

    [Theory]
    [MemberData(nameof(Buckets))]
    public void A_bucket_that_was_overrun_refuses_until_the_wait_that_it_told_is_over(
        string method, string target, int size, int wait, string left)
    {
        var world = Enforced();
        ArmResponse Ask() => world.Send(method, target, method is "GET" or "HEAD" or "DELETE" ? null : "{}");

        var allowed = Enumerable.Range(0, size).Select(_ => Ask().Status).ToArray();
        var overrun = Ask();
        world.Clock.Advance(TimeSpan.FromSeconds(wait - 0.1));
        var early = Ask();
        world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        var later = Ask();

        Assert.DoesNotContain(429, allowed);
        Assert.Equal((429, $"{wait}"), (overrun.Status, overrun.Header("Retry-After")));
        Assert.Equal((429, "1"), (early.Status, early.Header("Retry-After")));
        Assert.NotEqual(429, later.Status);
        var parts = left.Split(' ');
        Assert.Equal(parts[1], later.Header($"x-ms-ratelimit-remaining-{parts[0]}"));
    }

    [Fact]
    public void A_refusal_says_that_nothing_is_left_and_has_the_header_of_whole_seconds_alone()
    {
        var world = Enforced();
        Empty(world);

        var refused = world.Get(World.Vault);

        ArmAssert.Wrapped(refused, 429, "SubscriptionRequestsThrottled");
        Assert.Equal("0", refused.Header(Reads));
        Assert.Null(refused.Header("retry-after-ms"));
    }

    [Fact]
    public void Who_is_told_a_wait_in_milliseconds_need_not_wait_longer()
    {
        var world = Enforced(options => options with { RetryAfterMilliseconds = 40 });
        Empty(world);

        var refused = world.Get(World.Vault);
        world.Clock.Advance(TimeSpan.FromMilliseconds(39));
        var early = world.Get(World.Vault);
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(("1", "40"), (refused.Header("Retry-After"), refused.Header("retry-after-ms")));
        Assert.Equal((429, 200), (early.Status, world.Get(World.Vault).Status));
    }

    [Fact]
    public void The_buckets_of_subscriptions_and_of_the_tenant_are_their_own()
    {
        var other = World.Vault.Replace(World.Sub, World.OtherSub, StringComparison.Ordinal);
        var world = Enforced().WithSubscription(World.Subscription(World.OtherSub, [])).WithVault(id: other);
        Empty(world);

        Assert.Equal(429, world.Get(World.Vault).Status);
        Assert.Equal("249", world.Get(other).Header(Reads));
        Assert.Equal("249", world.Get("/subscriptions").Header("x-ms-ratelimit-remaining-tenant-reads"));
    }

    [Fact]
    public void Storage_counts_writes_in_each_region()
    {
        var there = World.Account + "ne";
        var world = Enforced().WithAccount(there, "northeurope");

        var here = Enumerable.Range(0, 11).Select(_ => world.Send("PATCH", World.Account, "{}").Status).ToArray();
        var elsewhere = Enumerable.Range(0, 10).Select(_ => world.Send("PATCH", there, "{}").Status).ToArray();

        Assert.Equal(429, here[^1]);
        Assert.DoesNotContain(429, elsewhere);
    }

    [Fact]
    public void Storage_takes_twelve_hundred_writes_and_then_what_an_hour_gives()
    {
        var world = Enforced();
        var taken = 0;

        while (world.Send("PATCH", World.Account, "{}").Status != 429)
        {
            taken++;
            world.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        // 1,200 and one more for every three of the seconds that they took.
        Assert.InRange(taken, 1240, 1242);
    }

    [Fact]
    public void Storage_takes_eight_hundred_reads_and_then_what_five_minutes_give()
    {
        var world = Enforced();
        var taken = 0;

        while (world.Get(World.Account).Status != 429)
        {
            taken++;
            world.Clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        // At twenty a second the gateway refuses none of them; storage gives 2.67 back each second.
        Assert.InRange(taken, 922, 924);
    }

    [Fact]
    public void Queries_wait_for_the_end_of_their_five_seconds()
    {
        var world = Enforced();
        ArmResponse Ask() => world.Send("POST", Graph, Query);

        var first = Ask();
        world.Clock.Advance(TimeSpan.FromSeconds(2.5));
        var answers = Enumerable.Range(0, 15).Select(_ => Ask()).ToArray();
        world.Clock.Advance(TimeSpan.FromSeconds(2.4));
        var early = Ask();
        world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        var later = Ask();

        Assert.Equal((200, "14", "00:00:05"), Told(first));
        Assert.Equal((200, "0", "00:00:03"), Told(answers[13]));
        Assert.Equal((429, "0", "00:00:03"), Told(answers[14]));
        Assert.Equal("3", answers[14].Header("Retry-After"));
        Assert.Equal((429, "0", "00:00:01"), Told(early));
        Assert.Equal((200, "14", "00:00:05"), Told(later));
    }

    [Theory]
    [InlineData(0, "24")]
    [InlineData(5, "19")]
    [InlineData(20, "4")]
    public void Another_client_takes_out_of_the_reads_of_each_subscription(double others, string left)
    {
        var world = Enforced(options => options with { ReadsOfOthersPerSecond = others });
        Empty(world);
        Assert.All(Enumerable.Range(0, 250), _ => world.Get("/subscriptions"));

        world.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(left, world.Get(World.Vault).Header(Reads));
        Assert.Equal("24", world.Get("/subscriptions").Header("x-ms-ratelimit-remaining-tenant-reads"));
    }

    [Fact]
    public void A_bucket_that_nobody_else_uses_up_stays_full_beside_another_client()
    {
        var world = Enforced(options => options with { ReadsOfOthersPerSecond = 20 });
        world.Get(World.Vault);

        world.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("249", world.Get(World.Vault).Header(Reads));
    }

    [Theory]
    [InlineData(0.97, 1.031)]
    [InlineData(1.05, 0.9525)]
    public void A_clock_that_drifts_makes_the_wait_longer_or_shorter_than_it_was_told(double rate, double seconds)
    {
        var world = Enforced(options => options with { QuotaClockRate = rate });
        Empty(world);
        var refused = world.Get(World.Vault);

        world.Clock.Advance(TimeSpan.FromSeconds(seconds - 0.002));
        var early = world.Get(World.Vault);
        world.Clock.Advance(TimeSpan.FromSeconds(0.002));

        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal((429, 200), (early.Status, world.Get(World.Vault).Status));
    }

    [Theory]
    [InlineData(0.5, "124")]
    [InlineData(1, "249")]
    [InlineData(0.97, "241")]
    public void A_bucket_fills_by_the_clock_that_drifts(double rate, string left)
    {
        var world = Enforced(options => options with { QuotaClockRate = rate });
        Empty(world);

        world.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(left, world.Get(World.Vault).Header(Reads));
    }

    private static World Enforced(Func<EmulatorOptions, EmulatorOptions>? with = null)
    {
        var world = new World().WithVault().WithAccount();
        world.Options = options =>
            (with ?? (same => same))(options with { EnforceQuotas = true, RetryAfterMilliseconds = null });
        return world;
    }

    private static void Empty(World world) =>
        Assert.Equal("0", Enumerable.Range(0, 250).Select(_ => world.Get(World.Vault).Header(Reads)).ToArray()[^1]);

    private static (int Status, string? Remaining, string? ResetsAfter) Told(ArmResponse answer) =>
        (answer.Status, answer.Header("x-ms-user-quota-remaining"), answer.Header("x-ms-user-quota-resets-after"));
}

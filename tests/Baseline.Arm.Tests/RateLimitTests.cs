using Baseline.Arm.Client;
using Baseline.Arm.RateLimits;
using Baseline.Arm.Reading;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>How fast requests go, by what Azure publishes and by what it says.</summary>
public sealed class RateLimitTests
{
    private const string Graph = "/providers/Microsoft.ResourceGraph/resources";
    private static readonly RequestCost Here = new(RatePartition.ReadsOf(Sub));
    private static readonly RequestCost Elsewhere = new(RatePartition.ReadsOf(Other));

    private readonly ScriptedAzure _azure = new();
    private readonly ImpatientClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_the_burst_requests_go_as_fast_as_the_bucket_fills()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(10, 5) });

        var seconds = await SecondsOf(limiter, 30);

        Assert.Equal(4, seconds, 1);
    }

    [Fact]
    public async Task After_a_pause_requests_go_on_at_the_rate_of_their_partition_and_not_all_at_once()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(250, 25) });
        limiter.Pause(Here.Gateway, TimeSpan.FromSeconds(2));

        var seconds = await SecondsOf(limiter, 150);

        Assert.Equal(6, seconds, 1);
    }

    [Fact]
    public async Task What_is_under_way_is_not_counted_as_left()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(250, 25) });
        var first = await limiter.AcquireAsync(Here, Token);
        for (var request = 0; request < 9; request++)
        {
            await limiter.AcquireAsync(Here, Token);
        }

        // Nine more are under way, and two are always left to others.
        limiter.Learn(first, Here.Gateway, 11);
        await limiter.AcquireAsync(Here, Token);

        Assert.Equal([0.04], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task What_was_sent_before_a_request_is_counted_in_what_its_answer_says_is_left()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(250, 25) });
        for (var request = 0; request < 9; request++)
        {
            await limiter.AcquireAsync(Here, Token);
        }

        var last = await limiter.AcquireAsync(Here, Token);
        limiter.Learn(last, Here.Gateway, 3);
        await limiter.AcquireAsync(Here, Token);

        Assert.Empty(_clock.Waits);
    }

    /// <summary>With 247 of the 248 permits taken. Two more are always left to others, and answers tell of whole requests.</summary>
    [Theory]
    [InlineData(13, 0)]
    [InlineData(3, 0)]
    [InlineData(2, 0.008)]
    [InlineData(0, 0.12)]
    public async Task A_little_less_than_was_thought_is_believed_a_little_and_much_less_at_once(int remaining, double seconds)
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(250, 25) });
        var last = await limiter.AcquireAsync(Here, Token);
        for (var request = 1; request < 247; request++)
        {
            limiter.Release();
            last = await limiter.AcquireAsync(Here, Token);
        }

        limiter.Learn(last, Here.Gateway, remaining);
        await limiter.AcquireAsync(Here, Token);

        Assert.Equal(seconds, _clock.WaitedSeconds.Sum(), 3);
    }

    [Fact]
    public async Task What_came_back_since_Azure_counted_a_request_is_there_as_well()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(250, 25) });
        var first = await limiter.AcquireAsync(Here, Token);

        // It was counted halfway, and five have come back since.
        _clock.Advance(TimeSpan.FromSeconds(0.4));
        limiter.Learn(first, Here.Gateway, 0);
        for (var request = 0; request < 3; request++)
        {
            await limiter.AcquireAsync(Here, Token);
        }

        Assert.Empty(_clock.Waits);
        await limiter.AcquireAsync(Here, Token);
        Assert.Equal([0.04], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task Answers_that_again_and_again_tell_of_more_are_believed_in_the_end()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(250, 25) });
        var request = await limiter.AcquireAsync(Here, Token);
        limiter.Learn(request, Here.Gateway, 0);
        for (var answer = 0; answer < 50; answer++)
        {
            limiter.Learn(request, Here.Gateway, 200);
        }

        await limiter.AcquireAsync(Here, Token);

        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task A_batch_takes_what_it_carries_of_its_subscription()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(20, 10) });
        var batch = new RequestCost(new RatePartition("", RateKind.Reads)) { Carried = (Here.Gateway, 20) };

        await limiter.AcquireAsync(batch, Token);
        limiter.Release();
        await limiter.AcquireAsync(batch, Token);

        Assert.Equal([2], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task Those_who_wait_for_a_throttled_partition_hold_no_slot()
    {
        var still = new FakeTimeProvider();
        using var limiter = new ArmRateLimiter(new ArmOptions { Clock = still, Parallelism = 2 }.RateLimiter);
        limiter.Pause(Here.Gateway, TimeSpan.FromSeconds(60));
        var waiting = Enumerable.Range(0, 5).Select(_ => limiter.AcquireAsync(Here, Token)).ToList();

        await limiter.AcquireAsync(Elsewhere, Token);
        await limiter.AcquireAsync(Elsewhere, Token);

        Assert.DoesNotContain(waiting, task => task.IsCompleted);
    }

    [Fact]
    public async Task A_little_of_a_bucket_is_left_to_others()
    {
        using var limiter = Limiter(new ArmQuota { Reads = new RateLimit(250, 25) });

        var seconds = await SecondsOf(limiter, 250);

        Assert.Equal(2 / 25.0, seconds, 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_subscription_with_the_most_to_come_goes_first_whenever_that_is_announced(bool isBefore)
    {
        using var limiter = OneSlot(new ArmQuota { Reads = new RateLimit(250, 25) });
        limiter.Expect(Elsewhere.Gateway, isBefore ? 300 : 0);
        await limiter.AcquireAsync(Here, Token);
        var small = limiter.AcquireAsync(Here, Token);
        var large = limiter.AcquireAsync(Elsewhere, Token);
        limiter.Expect(Elsewhere.Gateway, isBefore ? 0 : 300);

        limiter.Release();

        await large.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.False(small.IsCompleted);
    }

    [Fact]
    public async Task What_lies_in_no_subscription_goes_before_all_others()
    {
        var tenant = new RequestCost(new RatePartition("", RateKind.Reads));
        using var limiter = OneSlot(quota: null);
        limiter.Expect(Elsewhere.Gateway, 300);
        await limiter.AcquireAsync(Here, Token);
        var large = limiter.AcquireAsync(Elsewhere, Token);
        var first = limiter.AcquireAsync(tenant, Token);

        limiter.Release();

        await first.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.False(large.IsCompleted);
    }

    [Fact]
    public async Task A_subscription_with_nothing_left_lets_others_go_however_much_is_to_come()
    {
        var still = new FakeTimeProvider();
        var quota = new ArmQuota { Reads = new RateLimit(1, 1) };
        using var limiter = new ArmRateLimiter(new ArmOptions { Clock = still, Parallelism = 2, Quota = quota }.RateLimiter);
        limiter.Expect(Elsewhere.Gateway, 300);
        await limiter.AcquireAsync(Elsewhere, Token);
        var next = limiter.AcquireAsync(Elsewhere, Token);

        await limiter.AcquireAsync(Here, Token);
        limiter.Release();
        limiter.Release();
        Assert.False(next.IsCompleted);

        still.Advance(TimeSpan.FromSeconds(1));
        await next.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Who_does_not_wait_any_more_takes_nothing()
    {
        using var limiter = OneSlot(new ArmQuota { Reads = new RateLimit(2, 1) });
        using var left = new CancellationTokenSource();
        await limiter.AcquireAsync(Here, Token);
        var leaving = limiter.AcquireAsync(Here, left.Token);

        await left.CancelAsync();
        limiter.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        await limiter.AcquireAsync(Here, Token);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Those_who_would_not_wait_so_long_are_told_when_the_pause_begins()
    {
        using var limiter = OneSlot(quota: null);
        await limiter.AcquireAsync(Here, Token);
        var impatient = limiter.AcquireAsync(Here with { MaxWait = TimeSpan.FromSeconds(5) }, Token);
        var patient = limiter.AcquireAsync(Here, Token);

        limiter.Pause(Here.Gateway, TimeSpan.FromSeconds(6));

        await Assert.ThrowsAsync<MaxWaitExceededException>(() => impatient);
        limiter.Release();
        await patient.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task A_throttled_subscription_does_not_keep_the_reader_from_others()
    {
        var still = new FakeTimeProvider();
        var reached = new TaskCompletionSource();
        _azure.Otherwise = Reply.List();
        _azure.OnGet(SubPath, Reply.Ok(Subscription(Sub))).OnGet($"/subscriptions/{Other}", Reply.Ok(Subscription(Other)));
        foreach (var subscription in new[] { SubPath, $"/subscriptions/{Other}" })
        {
            var provider = $"{subscription}/providers/Microsoft.Insights";
            _azure.OnGet(provider, Reply.Ok($$"""{"id":"{{provider}}","registrationState":"Registered"}"""));
        }

        _azure.OnGet(Vaults, Reply.Error(429, "SubscriptionRequestsThrottled").With("Retry-After", "300"), Reply.List());
        _azure.Answer("GET", Vaults.Replace(Sub, Other, StringComparison.Ordinal), _ =>
        {
            reached.TrySetResult();
            return Reply.List();
        });
        using var connection = new ArmConnection(Options(_azure, _clock) with { Clock = still, Parallelism = 1 });
        var request = Request() with { Subscriptions = [Sub, Other] };

        var reading = new ArmEstateReader(connection, "azure", null).ReadAsync(request, Token);

        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        while (!reading.IsCompleted)
        {
            still.Advance(TimeSpan.FromSeconds(301));
            await Task.Yield();
        }

        Assert.Empty((await reading).Unreadable);
    }

    [Theory]
    [InlineData("x-ms-ratelimit-remaining-subscription-reads")]
    [InlineData("X-Ms-Ratelimit-Remaining-Subscription-Global-Reads")]
    [InlineData("x-ms-ratelimit-remaining-subscription-resource-requests")]
    public async Task An_endpoint_without_a_published_pace_is_taken_at_its_headers_word(string header)
    {
        _azure.OnGet(Vault, Reply.Ok("{}").With(header, "1000"), Reply.Ok("{}").With(header, "0"), Reply.Ok("{}"));
        using var connection = Connect(_azure, _clock);

        for (var request = 0; request < 4; request++)
        {
            await connection.GetAsync(Vault, "v", Token);
        }

        Assert.Equal([0.04, 0.04], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task Without_any_word_of_a_limit_nothing_waits()
    {
        _azure.OnGet(Vault, Reply.Ok("{}"));
        using var connection = Connect(_azure, _clock);

        for (var request = 0; request < 400; request++)
        {
            await connection.GetAsync(Vault, "v", Token);
        }

        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Queries_wait_until_the_quota_of_Resource_Graph_is_whole_again()
    {
        _azure.On("POST", Graph, Reply.Ok("""{"data":[]}""").With("x-ms-user-quota-remaining", "0").With("x-ms-user-quota-resets-after", "00:00:05"));
        using var connection = Connect(_azure, _clock);
        var graph = new Client.ResourceGraphClient(connection);

        await graph.ResourcesAsync("resources", [Sub], Token);
        await graph.ResourcesAsync("resources", [Sub], Token);

        Assert.Equal(5, _clock.WaitedSeconds.Sum());
    }

    [Fact]
    public async Task Storage_that_throttles_for_itself_leaves_the_rest_of_the_subscription_alone()
    {
        _azure.OnGet(Account, Reply.Error(429, "TooManyRequests").With("Retry-After", "3600")).OnGet(Vault, Reply.Ok(Resource(Vault)));
        using var connection = Connect(_azure, _clock);

        await connection.GetAsync(Account, "v", Token);
        var vault = await connection.GetAsync(Vault, "v", Token);
        var account = await connection.GetAsync($"{Account}2", "v", Token);

        Assert.Null(vault.Failure);
        Assert.Equal(429, account.Failure?.Status);
    }

    [Fact]
    public async Task The_lists_of_storage_have_a_limit_of_their_own()
    {
        _azure.OnGet($"{SubPath}/providers/Microsoft.Storage/storageAccounts", Reply.List());
        using var connection = new ArmConnection(Options(_azure, _clock) with { Quota = ArmQuota.PublicCloud });

        for (var request = 0; request < 100; request++)
        {
            await connection.ListAsync($"{SubPath}/providers/Microsoft.Storage/storageAccounts", "v", Token);
        }

        Assert.Equal([3], _clock.WaitedSeconds);
    }

    [Fact]
    public void Each_cloud_has_its_published_pace_and_an_endpoint_of_ones_own_has_none()
    {
        Assert.Equal(new RateLimit(250, 25), ArmCloud.Public.Quota?.Reads);
        Assert.Equal(12_000, ArmCloud.China.Quota?.Reads.Burst);
        Assert.Equal(12_000, ArmCloud.UsGov.Quota?.Reads.Burst);
        Assert.Null(ArmCloud.Custom(new Uri("https://localhost")).Quota);
    }

    [Fact]
    public async Task A_wait_that_Azure_asks_for_is_reported()
    {
        var heard = new Heard();
        _azure.OnGet(Vault, Reply.Error(429, "TooManyRequests").With("Retry-After", "12"), Reply.Ok("{}"));
        using var connection = new ArmConnection(Options(_azure, _clock) with { Throttling = heard });
        var begun = _clock.GetUtcNow();

        await connection.GetAsync(Vault, "v", Token);

        Assert.Equal([begun.AddSeconds(12)], heard.Reports);
    }

    private ArmRateLimiter Limiter(ArmQuota quota) => new(new ArmOptions { Clock = _clock, Quota = quota }.RateLimiter);

    private ArmRateLimiter OneSlot(ArmQuota? quota) =>
        new(new ArmOptions { Clock = _clock, Parallelism = 1, Quota = quota }.RateLimiter);

    /// <summary>How long so many requests take that are answered at once.</summary>
    private async Task<double> SecondsOf(ArmRateLimiter limiter, int requests)
    {
        var begun = _clock.GetUtcNow();
        await Parallel.ForAsync(0, requests, Token, async (_, token) =>
        {
            await limiter.AcquireAsync(Here, token);
            limiter.Release();
        });
        return (_clock.GetUtcNow() - begun).TotalSeconds;
    }

    private sealed class Heard : IProgress<Throttling>
    {
        public List<DateTimeOffset> Reports { get; } = [];

        public void Report(Throttling value) => Reports.Add(value.Until);
    }
}

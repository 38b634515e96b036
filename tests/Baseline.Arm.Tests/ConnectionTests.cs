using System.Net;
using Azure.Core;
using Azure.Identity;
using Baseline.Arm.Client;
using Baseline.Arm.RateLimits;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Diagnostics;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

public sealed class ConnectionTests
{
    private const string Path = $"{SubPath}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

    private readonly ScriptedAzure _azure = new();
    private readonly ImpatientClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_request_names_the_program_the_run_and_the_version()
    {
        _azure.OnGet(Path, Reply.Ok("{}"));
        using var connection = Connect(_azure, _clock);

        await connection.GetAsync(Path, "2026-02-01", Token);

        var sent = Assert.Single(_azure.Requests);
        Assert.Equal($"{Path}?api-version=2026-02-01", sent.PathAndQuery);
        Assert.Equal("baseline/1.2.3", sent.Headers["User-Agent"]);
        Assert.Equal("c0ffee00-0000-0000-0000-000000000001", sent.Headers["x-ms-correlation-request-id"]);
        Assert.True(sent.Headers.ContainsKey("x-ms-client-request-id"));
    }

    [Fact]
    public async Task A_failing_read_is_tried_again_after_growing_waits()
    {
        _azure.OnGet(Path, new Reply(503), new Reply(500), Reply.Ok(Resource(Path)));
        using var connection = Connect(_azure, _clock);

        var answer = await connection.GetAsync(Path, "v", Token);

        Assert.Null(answer.Failure);
        Assert.Equal([1, 2], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_and_then_told()
    {
        _azure.OnGet(Path, Reply.Lost(new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended.")));
        using var connection = Connect(_azure, _clock);

        var answer = await connection.GetAsync(Path, "v", Token);

        Assert.Equal((0, "ConnectionFailed"), (answer.Status, answer.Failure?.Code));
        Assert.Equal(5, _azure.Requests.Count);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("retry-after-ms", "250", 0.25)]
    [InlineData("Retry-After", "Sun, 22 Nov 2026 09:00:11 GMT", 11)]
    public async Task Throttled_requests_wait_as_long_as_Azure_says(string header, string value, double seconds)
    {
        _azure.OnGet(Path, Reply.Error(429, "SubscriptionRequestsThrottled").With(header, value), Reply.Ok(Resource(Path)));
        using var connection = Connect(_azure, _clock);

        var answer = await connection.GetAsync(Path, "v", Token);

        Assert.Null(answer.Failure);
        Assert.Equal(seconds, Assert.Single(_clock.WaitedSeconds), 3);
    }

    [Fact]
    public async Task The_wait_is_read_from_the_text_where_there_is_no_header()
    {
        _azure.OnGet(Path, Reply.Error(429, "ResourceRequestsThrottled", "Please try again after '324' seconds."), Reply.Ok("{}"));
        using var connection = Connect(_azure, _clock);

        await connection.GetAsync(Path, "v", Token);

        Assert.Equal([324], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_deadline_is_not_waited_for_and_closes_the_lane()
    {
        _azure.OnGet(Path, Reply.Error(429, "SubscriptionRequestsThrottled").With("Retry-After", "3600"));
        using var connection = Connect(_azure, _clock);

        var first = await connection.GetAsync(Path, "v", Token);
        var second = await connection.GetAsync(Path, "v", Token);

        Assert.Equal("SubscriptionRequestsThrottled", first.Failure?.Code);
        Assert.Equal(429, second.Failure?.Status);
        Assert.Single(_azure.Requests);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Throttling_of_one_subscription_does_not_hold_up_another()
    {
        var elsewhere = Path.Replace(Sub, Other, StringComparison.Ordinal);
        _azure.OnGet(Path, Reply.Error(429, "SubscriptionRequestsThrottled").With("Retry-After", "3600"));
        _azure.OnGet(elsewhere, Reply.Ok(Resource(elsewhere)));
        using var connection = Connect(_azure, _clock);

        await connection.GetAsync(Path, "v", Token);
        var answer = await connection.GetAsync(elsewhere, "v", Token);

        Assert.Null(answer.Failure);
    }

    [Fact]
    public async Task The_pace_of_the_quota_is_kept_and_learns_what_is_left()
    {
        _azure.OnGet(Path, Reply.Ok("{}"), Reply.Ok("{}").With("x-ms-ratelimit-remaining-subscription-reads", "0"), Reply.Ok("{}"));
        using var connection = new ArmConnection(Options(_azure, _clock) with { Quota = new ArmQuota { Reads = new RateLimit(3, 0.5) } });

        for (var request = 0; request < 4; request++)
        {
            await connection.GetAsync(Path, "v", Token);
        }

        Assert.Equal([2, 2], _clock.WaitedSeconds);
    }

    [Theory]
    [InlineData("PUT", 500, 1)]
    [InlineData("PUT", 504, 1)]
    [InlineData("PATCH", 502, 1)]
    [InlineData("PUT", 503, 5)]
    [InlineData("POST", 503, 1)]
    [InlineData("GET", 504, 5)]
    public async Task Only_what_Azure_has_surely_not_begun_is_sent_twice(string method, int status, int tries)
    {
        _azure.On(method, Path, new Reply(status));
        using var connection = Connect(_azure, _clock);

        var answer = await connection.SendAsync(new RequestMethod(method), new Uri($"https://management.azure.com{Path}"), default, Token);

        Assert.Equal(tries, _azure.Requests.Count);
        Assert.Equal(method != "GET", answer.Failure?.OutcomeUnknown);
    }

    [Fact]
    public async Task No_more_requests_are_in_flight_than_allowed()
    {
        var handler = new CountingAzure();
        using var connection = new ArmConnection(Options(handler, _clock) with { Parallelism = 3 });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => connection.GetAsync(Path, "v", Token)));

        Assert.InRange(handler.Most, 1, 3);
    }

    [Theory]
    [InlineData("/subscriptions/x/../y")]
    [InlineData("/./subscriptions/x")]
    [InlineData("")]
    public async Task An_id_that_could_mean_another_is_not_asked_for(string path)
    {
        using var connection = Connect(_azure, _clock);

        var answer = await connection.GetAsync(path, "v", Token);

        Assert.Equal("InvalidResourceId", answer.Failure?.Code);
        Assert.Empty(_azure.Requests);
    }

    [Fact]
    public async Task A_sign_in_that_fails_ends_the_run_with_a_diagnostic()
    {
        using var connection = new ArmConnection(Options(_azure, _clock) with { Credential = new NoCredential() });

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => connection.GetAsync(Path, "v", Token));

        Assert.Equal("BL6001", exception.Diagnostics[0].Code);
        Assert.DoesNotContain("s3cret", exception.Diagnostics[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(_azure.Requests);
    }

    [Theory]
    [InlineData(true, "You are not signed in to Azure. Sign in with: az login", null)]
    [InlineData(false, "No Azure access token was issued: AADSTS7000215: Invalid client secret.", "--verbose shows all that was tried.")]
    public async Task Who_is_not_signed_in_reads_one_line_and_who_is_refused_reads_why(bool isUnavailable, string detail, string? fix)
    {
        const string Chain = "DefaultAzureCredential failed.\n- One: not there\n- Two: AADSTS7000215: Invalid client secret.";
        using var connection = new ArmConnection(
            Options(_azure, _clock) with { Credential = new FailingCredential(isUnavailable, Chain) });

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => connection.GetAsync(Path, "v", Token));

        var diagnostic = Assert.Single(exception.Diagnostics);
        Assert.Equal((detail, Chain), (diagnostic.Detail, diagnostic.Background));
        Assert.Equal(fix is null, diagnostic.Fix is null);
        Assert.EndsWith(fix ?? "", diagnostic.Fix ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_fails_ends_a_read_and_is_the_answer_to_a_write()
    {
        using var connection = new ArmConnection(Options(_azure, _clock) with { Credential = new NoCredential() });
        var reader = new ArmEstateReader(connection, "azure", null);

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => reader.ReadAsync(Request(activityLog: true), Token));
        var written = await new ArmChangeWriter(connection).WriteAsync("PUT", Path, "v", ToJson("{}"), null, Token);

        Assert.Equal("BL6001", exception.Diagnostics[0].Code);
        Assert.Equal(("SignInFailed", false), (written.Failure?.Code, written.Failure?.OutcomeUnknown));
    }

    [Theory]
    [InlineData("ExpiredAuthenticationToken", "")]
    [InlineData("InvalidAuthenticationToken", "")]
    [InlineData("Unauthorized", "Bearer error=\"invalid_token\"")]
    public async Task A_token_that_Azure_calls_expired_is_fetched_once_anew(string code, string challenge)
    {
        var refused = challenge.Length == 0 ? Reply.Error(401, code) : Reply.Error(401, code).With("WWW-Authenticate", challenge);
        var credential = new CountingCredential();
        _azure.OnGet(Path, Reply.Ok(Resource(Path)), refused, Reply.Ok(Resource(Path)), refused);
        using var connection = new ArmConnection(Options(_azure, _clock) with { Credential = credential });

        var first = await connection.GetAsync(Path, "v", Token);
        var second = await connection.GetAsync(Path, "v", Token);
        var third = await connection.GetAsync(Path, "v", Token);
        var fourth = await connection.GetAsync(Path, "v", Token);

        Assert.Equal([null, null, code, code], new[] { first, second, third, fourth }.Select(answer => answer.Failure?.Code));
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2", "Bearer t2", "Bearer t3", "Bearer t3"], _azure.Requests.Select(sent => sent.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_token_of_another_tenant_is_not_fetched_again_and_again()
    {
        var credential = new CountingCredential();
        _azure.OnGet(Path, Reply.Ok(Resource(Path)), Reply.Error(401, "InvalidAuthenticationTokenTenant").With("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        using var connection = new ArmConnection(Options(_azure, _clock) with { Credential = credential });

        await connection.GetAsync(Path, "v", Token);
        var answer = await connection.GetAsync(Path, "v", Token);

        Assert.Equal("InvalidAuthenticationTokenTenant", answer.Failure?.Code);
        Assert.Equal(1, credential.Tokens);
    }

    [Fact]
    public async Task A_run_that_nobody_answers_stops_asking()
    {
        _azure.Otherwise = Reply.Lost(new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended."));
        using var connection = new ArmConnection(Options(_azure, _clock) with { MaxSilence = TimeSpan.FromSeconds(5) });

        var first = await connection.GetAsync(Path, "v", Token);
        var second = await connection.SendAsync(RequestMethod.Put, new Uri($"https://management.azure.com{Path}"), ToJson("{}"), Token);

        Assert.Equal(("NoAnswers", "NoAnswers", false), (first.Failure?.Code, second.Failure?.Code, second.Failure?.OutcomeUnknown));
        Assert.Equal(3, _azure.Requests.Count);
    }

    [Fact]
    public async Task Silence_ends_with_any_answer()
    {
        var lost = Reply.Lost(new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended."));
        _azure.OnGet(Path, lost, lost, new Reply(503), lost, lost, Reply.Ok(Resource(Path)));
        using var connection = new ArmConnection(Options(_azure, _clock) with { MaxSilence = TimeSpan.FromSeconds(25), MaxRetries = 6 });

        Assert.Null((await connection.GetAsync(Path, "v", Token)).Failure);
    }

    [Fact]
    public async Task A_run_sends_no_more_requests_than_any_estate_takes()
    {
        _azure.OnGet(Path, Reply.Ok(Resource(Path)));
        using var connection = new ArmConnection(Options(_azure, _clock) with { MaxRequests = 2 });

        await connection.GetAsync(Path, "v", Token);
        await connection.GetAsync(Path, "v", Token);
        var answer = await connection.GetAsync(Path, "v", Token);

        Assert.Equal("TooManyRequests", answer.Failure?.Code);
        Assert.Equal(2, _azure.Requests.Count);
    }

    [Fact]
    public async Task A_cancelled_read_is_cancelled_and_nothing_else()
    {
        using var connection = Connect(_azure, _clock);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.GetAsync(Path, "v", source.Token));
    }

    [Fact]
    public void A_token_is_never_sent_unprotected()
    {
        var cloud = ArmCloud.Custom(new Uri("http://localhost:8080"));

        var exception = Assert.Throws<DiagnosticException>(() =>
            new ArmConnection(Options(_azure, _clock) with { Credential = new NoCredential(), Cloud = cloud }));

        Assert.Equal("BL6003", exception.Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("public", "https://management.azure.com/", "https://management.azure.com/.default")]
    [InlineData("China", "https://management.chinacloudapi.cn/", "https://management.chinacloudapi.cn/.default")]
    [InlineData("usgov", "https://management.usgovcloudapi.net/", "https://management.usgovcloudapi.net/.default")]
    public void Clouds_have_their_own_endpoint_and_scope(string name, string endpoint, string scope)
    {
        var cloud = ArmCloud.Named(name);

        Assert.Equal((endpoint, scope), (cloud?.Endpoint.AbsoluteUri, cloud?.Scope));
    }

    private sealed class CountingCredential : TokenCredential
    {
        public int Tokens { get; private set; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"t{++Tokens}", TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("No account is signed in (?sig=s3cret).");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("No account is signed in (?sig=s3cret).");
    }

    private sealed class CountingAzure : HttpMessageHandler
    {
        private int _now;

        public int Most { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var now = Interlocked.Increment(ref _now);
            Most = Math.Max(Most, now);
            await Task.Yield();
            Interlocked.Decrement(ref _now);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}") };
        }
    }
}

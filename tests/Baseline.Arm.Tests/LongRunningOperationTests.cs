using Baseline.Applying;
using Baseline.Arm.Writing;
using Baseline.Json;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

public sealed class LongRunningOperationTests
{
    private const string Host = "https://management.azure.com";
    private const string Operation = "/subscriptions/x/operations/1?api-version=z&t=1&c=M%2bI/==";
    private const string Operation2 = "/subscriptions/x/operations/1?api-version=z&t=2&c=M%2bI/==";

    private readonly ScriptedAzure _azure = new();
    private readonly ImpatientClock _clock = new();

    [Fact]
    public async Task Azure_AsyncOperation_is_followed_and_the_resource_is_the_result()
    {
        _azure.On("PUT", Account, new Reply(202).With("Azure-AsyncOperation", Host + Operation).With("Location", $"{Host}/wrong").With("Retry-After", "7"));
        _azure.OnGet(Operation, Reply.Ok("""{"status":"NotStarted"}"""), Reply.Ok("""{"status":"Running"}""").With("Retry-After", "2"), Reply.Ok("""{"status":"Succeeded"}"""));
        _azure.OnGet(Account, Reply.Ok("""{"properties":{"x":1}}"""));

        var result = await WriteAsync("PUT");

        Assert.Null(result.Failure);
        Assert.Equal(1, result.Body.NumberAt("properties.x"));
        Assert.Equal([7, 3, 2], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task The_newest_Location_is_followed_byte_for_byte()
    {
        _azure.On("PUT", Account, new Reply(202, "", "text/plain").With("Location", Host + Operation).With("Retry-After", "17"));
        _azure.OnGet(Operation, new Reply(202).With("Location", Host + Operation2));
        _azure.OnGet(Operation2, new Reply(202), Reply.Ok("""{"properties":{"x":1}}"""));

        var result = await WriteAsync("PUT");

        Assert.Equal(1, result.Body.NumberAt("properties.x"));
        Assert.Equal([Operation, Operation2, Operation2], _azure.Requests.Skip(1).Select(sent => sent.PathAndQuery));
    }

    /// <summary>The address of an action has nothing to be read.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("Location")]
    [InlineData("Azure-AsyncOperation")]
    public async Task An_action_is_followed_and_its_address_not_read(string header)
    {
        var accepted = new Reply(202);
        _azure.On("POST", $"{Account}/act", header.Length == 0 ? accepted : accepted.With(header, Host + Operation));
        _azure.OnGet(Operation, Reply.Ok("""{"status":"Succeeded"}"""));

        var result = await WriteAsync("POST", $"{Account}/act");

        Assert.Null(result.Failure);
        Assert.DoesNotContain(_azure.Requests, sent => sent.Method == "GET" && sent.PathAndQuery.Contains("/act", StringComparison.Ordinal));
        Assert.Equal(header.Length == 0 ? 1 : 2, _azure.Requests.Count);
    }

    [Fact]
    public async Task A_resource_is_looked_at_until_it_is_provisioned()
    {
        _azure.On("PUT", Vault, Reply.Ok("""{"properties":{"provisioningState":"RegisteringDns"}}"""));
        _azure.OnGet(Vault, Reply.Error(404, "ResourceNotFound"), Reply.Ok("""{"properties":{"provisioningState":"RegisteringDns"}}"""), Reply.Ok("""{"properties":{"provisioningState":"Succeeded","x":1}}"""));

        var result = await WriteAsync("PUT", Vault);

        Assert.Equal(1, result.Body.NumberAt("properties.x"));
        Assert.Equal([3, 3, 3], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task A_201_with_a_Location_is_no_operation()
    {
        _azure.On("PUT", Vault, new Reply(201, """{"properties":{"x":1}}""").With("Location", $"{Vault}?api-version=1"));

        var result = await WriteAsync("PUT", Vault);

        Assert.Equal(1, result.Body.NumberAt("properties.x"));
        Assert.Single(_azure.Requests);
    }

    [Theory]
    [InlineData("Azure-AsyncOperation")]
    [InlineData("Location")]
    public async Task A_200_on_a_poll_may_be_a_failure_and_its_inner_reason_is_told(string header)
    {
        _azure.On("PUT", Account, new Reply(202).With(header, Host + Operation));
        _azure.OnGet(Operation, Reply.Ok("""{"status":"Failed","error":{"code":"DeploymentFailed","message":"It failed.","details":[{"code":"BadRequest","message":"{\"error\":{\"code\":\"Inner\",\"message\":\"Why.\"}}"}]}}"""));

        var result = await WriteAsync("PUT");

        Assert.Equal(("DeploymentFailed", "It failed. Inner: Why.", false), (result.Failure?.Code, result.Failure?.Message, result.Failure?.OutcomeUnknown));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Canceled")]
    public async Task A_provisioning_that_fails_is_a_failure(string state)
    {
        _azure.On("PUT", Vault, Reply.Ok(Resource(Vault, $$"""{"provisioningState":"{{state}}"}""")));

        var result = await WriteAsync("PUT", Vault);

        Assert.Equal("ProvisioningFailed", result.Failure?.Code);
    }

    [Fact]
    public async Task A_504_on_a_poll_says_nothing_and_the_poll_is_repeated()
    {
        _azure.On("PUT", Account, new Reply(202).With("Location", Host + Operation));
        _azure.OnGet(Operation, [.. Enumerable.Repeat(new Reply(504), 12), Reply.Ok("""{"properties":{"x":1}}""")]);

        var result = await WriteAsync("PUT");

        Assert.Equal(1, result.Body.NumberAt("properties.x"));
    }

    [Fact]
    public async Task A_transient_failure_of_the_operation_is_tried_again_as_a_whole()
    {
        _azure.On("PUT", Account, new Reply(202).With("Azure-AsyncOperation", Host + Operation));
        _azure.OnGet(
            Operation,
            Reply.Ok("""{"status":"Failed","error":{"code":"KeyVaultAuthenticationFailure","message":"Not yet."}}"""),
            Reply.Ok("""{"status":"Succeeded"}"""));
        _azure.OnGet(Account, Reply.Ok("{}"));

        var result = await WriteAsync("PUT");

        Assert.Null(result.Failure);
        Assert.Equal(2, _azure.Count("PUT", Account));
    }

    [Fact]
    public async Task An_operation_that_does_not_end_leaves_the_outcome_open()
    {
        _azure.On("PUT", Account, new Reply(202).With("Location", Host + Operation));
        _azure.OnGet(Operation, new Reply(202));

        var result = await WriteAsync("PUT");

        Assert.Equal(("Timeout", true), (result.Failure?.Code, result.Failure?.OutcomeUnknown));
        Assert.InRange(_clock.WaitedSeconds.Sum(), 590, 600);
    }

    [Fact]
    public async Task An_operation_that_lets_itself_be_asked_at_any_time_is_asked_less_and_less_often()
    {
        _azure.On("PUT", Account, new Reply(202).With("Location", Host + Operation).With("retry-after-ms", "0.5"));
        _azure.OnGet(Operation, new Reply(202).With("retry-after-ms", "0.5"));

        var result = await WriteAsync("PUT");

        Assert.Equal(("Timeout", true), (result.Failure?.Code, result.Failure?.OutcomeUnknown));
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000, 1000], _clock.Waits.Take(12).Select(wait => wait.TotalMilliseconds));
        Assert.InRange(_azure.Requests.Count, 600, 620);
    }

    [Fact]
    public async Task A_poll_that_is_refused_leaves_the_outcome_open()
    {
        _azure.On("PUT", Account, new Reply(202).With("Location", Host + Operation));
        _azure.OnGet(Operation, Reply.Error(403, "AuthorizationFailed"));

        var result = await WriteAsync("PUT");

        Assert.Equal(("AuthorizationFailed", true), (result.Failure?.Code, result.Failure?.OutcomeUnknown));
    }

    [Fact]
    public async Task An_operation_is_not_followed_to_another_host()
    {
        _azure.On("PUT", Account, new Reply(202).With("Azure-AsyncOperation", "https://evil.example/x?secret=1"));

        var result = await WriteAsync("PUT");

        Assert.Equal(("ForeignLocation", true), (result.Failure?.Code, result.Failure?.OutcomeUnknown));
        Assert.DoesNotContain("secret", result.Failure?.Message ?? "", StringComparison.Ordinal);
        Assert.Single(_azure.Requests);
    }

    [Fact]
    public async Task A_delete_that_was_accepted_is_done_when_the_resource_is_gone()
    {
        _azure.On("DELETE", Vault, new Reply(202));
        _azure.OnGet(Vault, Reply.Ok("{}"), Reply.Error(404, "ResourceNotFound"));

        var result = await WriteAsync("DELETE", Vault);

        Assert.Null(result.Failure);
        Assert.Equal(2, _azure.Count("GET", Vault));
    }

    private async Task<WriteResult> WriteAsync(string method, string resource = Account)
    {
        using var connection = Connect(_azure, _clock);
        var body = method == "DELETE" ? default : ToJson("{}");
        return await new ArmChangeWriter(connection).WriteAsync(method, resource, "v", body, null, TestContext.Current.CancellationToken);
    }
}

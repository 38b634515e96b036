using System.Text.Json;
using Baseline.Applying;
using Baseline.Arm.Writing;
using Baseline.Json;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

public sealed class ChangeWriterTests
{
    private const string Sink =
        "Data sink '/x' is already used in diagnostic setting 'y' for category 'AuditEvent'. Data sinks can't be reused in different settings on the same category for the same resource.";

    private readonly ScriptedAzure _azure = new();
    private readonly ImpatientClock _clock = new();

    [Fact]
    public async Task The_body_is_sent_as_it_is_and_the_answer_comes_back()
    {
        const string body = """{ "properties": {"b":1.0,"a":"ü"} }""";
        _azure.On("PATCH", Account, Reply.Ok("""{"properties":{"provisioningState":"Succeeded","x":1}}"""));

        var result = await WriteAsync("PATCH", Account, ToJson(body));

        Assert.Null(result.Failure);
        Assert.Equal(1, result.Body.NumberAt("properties.x"));
        Assert.Equal(body, Assert.Single(_azure.Requests).Body);
    }

    [Fact]
    public async Task Reading_what_is_not_there_is_no_failure()
    {
        var result = await ReadAsync(Vault);

        Assert.Equal(new WriteResult(default, null), result);
    }

    [Theory]
    [InlineData(403, "AuthorizationFailed")]
    [InlineData(404, "SubscriptionNotFound")]
    [InlineData(404, "InvalidResourceType")]
    [InlineData(404, "NotFound")]
    [InlineData(404, "ManagementPolicyNotFound")]
    public async Task Reading_what_may_not_be_read_is_a_failure(int status, string code)
    {
        _azure.OnGet(Vault, Reply.Error(status, code));

        var result = await ReadAsync(Vault);

        Assert.Equal((status, code, $"GET {Vault}"), (result.Failure?.Status, result.Failure?.Code, result.Failure?.Operation));
    }

    [Theory]
    [InlineData(400, "KeyVaultAuthenticationFailure")]
    [InlineData(400, "AccessPolicyNotConfiguredForKeyVault")]
    [InlineData(400, "PrincipalNotFound")]
    [InlineData(409, "ConflictError")]
    [InlineData(409, "StorageAccountOperationInProgress")]
    [InlineData(409, "StorageAccountIsNotProvisioned")]
    [InlineData(409, "AnotherOperationInProgress")]
    [InlineData(400, "StorageAccountNotAccessible")]
    [InlineData(409, "RetryableError")]
    [InlineData(409, "ReferencedResourceNotProvisioned")]
    public async Task What_is_known_to_pass_is_tried_again_after_growing_waits(int status, string code)
    {
        _azure.On("PUT", Vault, Reply.Error(status, code), Reply.Error(status, code), Reply.Error(status, code), Reply.Ok("{}"));

        var result = await WriteAsync("PUT", Vault);

        Assert.Null(result.Failure);
        Assert.Equal([5, 10, 20], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task A_passing_refusal_that_is_known_by_its_text_is_tried_again()
    {
        _azure.On("PATCH", Account, Reply.Error(400, "BadRequest", "Failure in AAD Client Credentials Grant Flow."), Reply.Ok("{}"));

        var result = await WriteAsync("PATCH", Account);

        Assert.Null(result.Failure);
    }

    /// <summary>A grant may take ten minutes to spread; what Azure calls transient passes soon, or has another reason.</summary>
    [Theory]
    [InlineData(400, "KeyVaultAuthenticationFailure", "No.", 555)]
    [InlineData(400, "AccessPolicyNotConfiguredForKeyVault", "No.", 555)]
    [InlineData(400, "PrincipalNotFound", "No.", 555)]
    [InlineData(400, "BadRequest", "Failure in AAD Client Credentials Grant Flow.", 555)]
    [InlineData(400, "BadRequest", "Missing pre-requisites to enable EncryptionAtRest.", 555)]
    [InlineData(409, "ConflictError", "No.", 135)]
    [InlineData(409, "StorageAccountOperationInProgress", "No.", 135)]
    [InlineData(409, "StorageAccountIsNotProvisioned", "No.", 135)]
    [InlineData(409, "AnotherOperationInProgress", "No.", 135)]
    [InlineData(400, "StorageAccountNotAccessible", "No.", 135)]
    [InlineData(409, "RetryableError", "No.", 135)]
    [InlineData(409, "ReferencedResourceNotProvisioned", "No.", 135)]
    [InlineData(400, "BadRequest", "There is a transient issue.", 135)]
    public async Task Trying_again_ends_when_what_it_waits_for_should_have_come(int status, string code, string message, double seconds)
    {
        _azure.On("PUT", Vault, Reply.Error(status, code, message));

        var result = await WriteAsync("PUT", Vault);

        Assert.Equal((code, false), (result.Failure?.Code, result.Failure?.OutcomeUnknown));
        Assert.Equal(seconds, _clock.WaitedSeconds.Sum());
    }

    [Fact]
    public async Task What_is_busy_has_its_time_from_when_it_says_so_first()
    {
        var spreading = Enumerable.Repeat(Reply.Error(400, "KeyVaultAuthenticationFailure"), 7);
        _azure.On("PUT", Vault, [.. spreading, Reply.Error(409, "StorageAccountOperationInProgress"), Reply.Ok("{}")]);

        Assert.Null((await WriteAsync("PUT", Vault)).Failure);
        Assert.Equal([5, 10, 20, 40, 60, 60, 60, 60], _clock.WaitedSeconds);
    }

    /// <summary>Waits of one kind after waits of another add up to no more than one write may take.</summary>
    [Theory]
    [InlineData("a throttled one", false)]
    [InlineData("one that is out of order", true)]
    [InlineData("one that is never reached", false)]
    [InlineData("an operation that is throttled", true)]
    [InlineData("an operation that is never reached", true)]
    public async Task All_waits_of_one_write_end_with_its_budget(string last, bool isUnknown)
    {
        var throttled = Reply.Error(429, "TooManyRequests").With("Retry-After", "300");
        var unreachable = Reply.Lost(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused."));
        var spreading = Reply.Error(400, "KeyVaultAuthenticationFailure");
        var accepted = new Reply(202).With("Location", $"https://management.azure.com{Vault}/operations/1").With("Retry-After", "100");
        Reply[] begun = [throttled, .. Enumerable.Repeat(spreading, 5)];
        Reply[] ended = last switch
        {
            "a throttled one" => [throttled],
            "one that is out of order" => [new Reply(503) { Headers = [("Retry-After", "300")] }],
            "one that is never reached" => [unreachable],
            _ => [accepted],
        };
        _azure.On("PUT", Vault, [.. begun, .. ended]);
        _azure.OnGet($"{Vault}/operations/1", last.EndsWith("throttled", StringComparison.Ordinal) ? throttled : unreachable);

        var result = await WriteAsync("PUT", Vault);

        Assert.Equal(isUnknown, result.Failure?.OutcomeUnknown);
        Assert.InRange(_clock.WaitedSeconds.Sum(), 435, 600);
    }

    [Theory]
    [InlineData(409, "Conflict", Sink)]
    [InlineData(403, "RequestDisallowedByPolicy", "No.")]
    [InlineData(409, "ScopeLocked", "No.")]
    [InlineData(403, "AuthorizationFailed", "No.")]
    [InlineData(403, "LinkedAuthorizationFailed", "No.")]
    [InlineData(412, "ConditionNotMet", "No.")]
    [InlineData(409, "ConflictError", "A key with name k is currently in a deleted but recoverable state.")]
    [InlineData(400, "BadRequest", "Diagnostic settings does not support retention for new diagnostic settings.")]
    public async Task What_will_not_pass_fails_at_once(int status, string code, string message)
    {
        _azure.On("PUT", Vault, Reply.Error(status, code, message));

        var result = await WriteAsync("PUT", Vault);

        Assert.Equal((status, code, message, false), (result.Failure?.Status, result.Failure?.Code, result.Failure?.Message, result.Failure?.OutcomeUnknown));
        Assert.Empty(_clock.Waits);
        Assert.Single(_azure.Requests);
    }

    [Fact]
    public async Task A_role_assignment_that_exists_is_as_wanted()
    {
        _azure.On("PUT", Vault, Reply.Error(409, "RoleAssignmentExists"));

        Assert.Null((await WriteAsync("PUT", Vault)).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>404 Not Found</html>")]
    [InlineData("""{"message":"No."}""")]
    [InlineData("""{"error":{"code":404,"message":"No."}}""")]
    public async Task A_404_without_a_code_of_Azure_is_no_absence(string body)
    {
        var reply = new Reply(404, body).With("x-ms-error-code", "ResourceNotFound");
        _azure.OnGet(Vault, reply).On("DELETE", Vault, reply);

        Assert.Equal((404, "UnexplainedNotFound"), ((await ReadAsync(Vault)).Failure?.Status, (await ReadAsync(Vault)).Failure?.Code));
        Assert.Equal("UnexplainedNotFound", (await WriteAsync("DELETE", Vault)).Failure?.Code);
    }

    [Theory]
    [InlineData("ManagementPolicyNotFound", true)]
    [InlineData("ResourceNotFound", false)]
    [InlineData("ResourceGroupNotFound", false)]
    public async Task A_lifecycle_policy_is_absent_only_by_its_own_code(string code, bool isAbsent)
    {
        _azure.OnGet($"{Account}/managementPolicies/default", Reply.Error(404, code));

        var result = await ReadAsync($"{Account}/managementPolicies/default");

        Assert.Equal(isAbsent, result.Failure is null);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"value":[]}""")]
    [InlineData("""{"id":"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/other","properties":{}}""")]
    public async Task An_answer_that_is_another_resource_is_a_failed_read(string body)
    {
        _azure.OnGet(Vault, Reply.Ok(body));

        Assert.Equal((200, "UnexpectedBody"), ((await ReadAsync(Vault)).Failure?.Status, (await ReadAsync(Vault)).Failure?.Code));
    }

    [Fact]
    public async Task Deleting_what_is_gone_is_as_wanted()
    {
        _azure.On("DELETE", Vault, Reply.Error(404, "ResourceNotFound"));

        Assert.Null((await WriteAsync("DELETE", Vault)).Failure);
    }

    [Theory]
    [InlineData(504)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(408)]
    public async Task A_write_that_may_have_taken_effect_is_not_sent_again_and_says_so(int status)
    {
        _azure.On("PUT", Vault, new Reply(status));

        var result = await WriteAsync("PUT", Vault);

        Assert.True(result.Failure?.OutcomeUnknown);
        Assert.Single(_azure.Requests);
    }

    [Fact]
    public async Task A_connection_lost_after_sending_leaves_the_outcome_open()
    {
        _azure.On("PUT", Vault, Reply.Lost(new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended.")));

        var result = await WriteAsync("PUT", Vault);

        Assert.Equal((0, "ConnectionFailed", true), (result.Failure?.Status, result.Failure?.Code, result.Failure?.OutcomeUnknown));
        Assert.Single(_azure.Requests);
    }

    [Fact]
    public async Task A_connection_that_never_came_about_is_tried_again_and_leaves_nothing_open()
    {
        _azure.On("PUT", Vault, Reply.Lost(new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.")));

        var result = await WriteAsync("PUT", Vault);

        Assert.False(result.Failure?.OutcomeUnknown);
        Assert.Equal(5, _azure.Requests.Count);
    }

    [Fact]
    public async Task A_throttled_write_is_sent_again()
    {
        _azure.On("PATCH", Account, Reply.Error(429, "TooManyRequests").With("Retry-After", "11"), Reply.Ok("{}"));

        var result = await WriteAsync("PATCH", Account);

        Assert.Null(result.Failure);
        Assert.Equal([11], _clock.WaitedSeconds);
    }

    [Fact]
    public async Task An_id_that_could_mean_another_is_not_written_to()
    {
        var result = await WriteAsync("PUT", $"{Vault}/../other");

        Assert.Equal(("InvalidResourceId", false), (result.Failure?.Code, result.Failure?.OutcomeUnknown));
        Assert.Empty(_azure.Requests);
    }

    private async Task<WriteResult> WriteAsync(string method, string resource, JsonElement body = default)
    {
        using var connection = Connect(_azure, _clock);
        var sent = method == "DELETE" ? default : body.ValueKind == JsonValueKind.Undefined ? ToJson("{}") : body;
        return await new ArmChangeWriter(connection).WriteAsync(method, resource, "v", sent, null, TestContext.Current.CancellationToken);
    }

    private async Task<WriteResult> ReadAsync(string resource)
    {
        using var connection = Connect(_azure, _clock);
        return await new ArmChangeWriter(connection).ReadAsync(resource, "v", TestContext.Current.CancellationToken);
    }
}

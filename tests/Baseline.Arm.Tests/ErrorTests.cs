using Baseline.Applying;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

public sealed class ErrorTests
{
    private const string Refusal =
        "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.KeyVault/vaults/read' over scope "
        + "'/subscriptions/s' or the scope is invalid. If access was recently granted, please refresh your credentials.";

    private const string LinkedRefusal =
        "The client has permission to perform action 'Microsoft.Insights/diagnosticSettings/write' on scope '/subscriptions/s'; however, it does "
        + "not have permission to perform action 'Microsoft.Storage/storageAccounts/listKeys/action' on the linked scope(s) '/subscriptions/t/x'.";

    [Theory]
    [InlineData("""{"error":{"code":"AuthorizationFailed","message":"No."}}""", "AuthorizationFailed", "No.")]
    [InlineData("""{"code":"ResourceNotFound","message":"The diagnostic setting 'x' doesn't exist."}""", "ResourceNotFound", "The diagnostic setting 'x' doesn't exist.")]
    [InlineData("""{"Code":"Unauthorized","Message":"Quota.","Target":null,"Details":[{"Message":"Quota."}]}""", "Unauthorized", "Quota.")]
    [InlineData("""{"error":{"code":"429","message":"Slow."}}""", "TooManyRequests", "Slow.")]
    [InlineData("""{"error":{"code":400,"message":"Bad."}}""", "BadRequest", "Bad.")]
    [InlineData("""{"error":{"code":"X","message":""}}""", "X", "Azure answered 403 without an explanation.")]
    [InlineData("""{"error":"invalid_token","error_description":"Expired."}""", "invalid_token", "Expired.")]
    [InlineData("<html>Our services aren't available right now</html>", "Forbidden", "Azure answered 403 without an explanation.")]
    [InlineData("", "Forbidden", "Azure answered 403 without an explanation.")]
    [InlineData("null", "Forbidden", "Azure answered 403 without an explanation.")]
    [InlineData("""{"error":{"code":"DeploymentFailed","message":"It failed.","details":[{"code":"BadRequest","message":"{\"error\":{\"code\":\"Inner\",\"message\":\"Why.\"}}"}]}}""", "DeploymentFailed", "It failed. Inner: Why.")]
    public async Task Every_form_of_error_body_is_understood(string body, string code, string message)
    {
        var azure = new ScriptedAzure().OnGet(Vault, new Reply(403, body).With("x-ms-correlation-request-id", "corr"));
        using var connection = Connect(azure);

        var answer = await connection.GetAsync(Vault, "v", TestContext.Current.CancellationToken);

        Assert.Equal(new ArmError(403, code, message, "corr"), answer.Error);
    }

    [Theory]
    [InlineData(Refusal, "Microsoft.KeyVault/vaults/read", "/subscriptions/s")]
    [InlineData(LinkedRefusal, "Microsoft.Storage/storageAccounts/listKeys/action", "/subscriptions/t/x")]
    public void A_403_names_the_missing_action_and_where(string message, string action, string scope)
    {
        var failure = Failure(403, "AuthorizationFailed", message);

        var diagnostic = ArmErrors.Describe(failure);

        Assert.Equal((action, scope), ArmErrors.MissingPermission(failure));
        Assert.Equal("BL6031", diagnostic.Code);
        Assert.Equal($"Grant the signed-in identity a role with {action} on {scope}, then run again.", diagnostic.Fix);
    }

    [Theory]
    [InlineData(403, "RequestDisallowedByPolicy", "Resource 'x' was disallowed by policy.", "BL6032")]
    [InlineData(409, "ScopeLocked", "The scope is locked.", "BL6033")]
    [InlineData(409, "Conflict", "Data sink '/x' is already used in diagnostic setting 'y'.", "BL6034")]
    [InlineData(409, "Conflict", "The subscription 's' is not registered to use microsoft.insights.", "BL6035")]
    [InlineData(403, "AuthorizationFailed", "No.", "BL6031")]
    [InlineData(401, "ExpiredAuthenticationToken", "Expired.", "BL6001")]
    [InlineData(429, "TooManyRequests", "Slow.", "BL6036")]
    [InlineData(0, "Timeout", "Nothing.", "BL6037")]
    [InlineData(504, "GatewayTimeout", "Nothing.", "BL6038")]
    [InlineData(400, "BadRequest", "Bad.", "BL6039")]
    [InlineData(412, "ConditionNotMet", "Changed.", "BL6040")]
    [InlineData(400, "KeyVaultAuthenticationFailure", "Not yet.", "BL6041")]
    public void Each_kind_of_failure_has_its_code(int status, string code, string message, string expected) =>
        Assert.Equal(expected, ArmErrors.Describe(Failure(status, code, message)).Code);

    [Fact]
    public void A_diagnostic_says_what_was_asked_of_what_and_what_Azure_said()
    {
        var failure = Failure(504, "GatewayTimeout", "Too late.") with { OutcomeUnknown = true };

        var diagnostic = ArmErrors.Describe(failure);

        Assert.Equal(
            "PATCH /subscriptions/s/x failed (504 GatewayTimeout, correlation 4f1c): Too late. The request may have taken effect all the same.",
            diagnostic.Detail);
        Assert.Equal("/subscriptions/s/x", diagnostic.Resource);
    }

    [Theory]
    [InlineData("GET https://x/y?api-version=1&sig=AbC%2F1&se=2 failed")]
    [InlineData("Authorization: Bearer AbC%2F1.x")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=AbC%2F1==;x")]
    [InlineData("token eyJhbGciOiJSUzI1NiJ9.AbC-2F1.x")]
    public void Nothing_secret_is_repeated(string text)
    {
        var clean = ErrorText.WithoutSecrets(text);

        Assert.DoesNotContain("AbC%2F1", clean, StringComparison.Ordinal);
        Assert.DoesNotContain("AbC-2F1", clean, StringComparison.Ordinal);
        Assert.Contains("REDACTED", clean, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_the_documentation_stays()
    {
        const string text = "Follow this link: https://go.microsoft.com/fwlink/?linkid=2147741";

        Assert.Equal(text, ErrorText.WithoutSecrets(text));
    }

    private static WriteFailure Failure(int status, string code, string message) =>
        new(status, code, message, "PATCH /subscriptions/s/x", "4f1c", OutcomeUnknown: false);
}

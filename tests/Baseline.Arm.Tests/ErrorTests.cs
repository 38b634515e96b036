using Baseline.Arm.Client;
using Baseline.Arm.Writing;
using Baseline.Azure;
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

        Assert.Equal(new ArmFailure(403, code, message, CorrelationId: "corr"), answer.Failure);
    }

    [Theory]
    [InlineData(Refusal, "Microsoft.KeyVault/vaults/read", "/subscriptions/s")]
    [InlineData(LinkedRefusal, "Microsoft.Storage/storageAccounts/listKeys/action", "/subscriptions/t/x")]
    public void A_403_names_the_missing_action_and_where(string message, string action, string scope)
    {
        var failure = Failure(403, "AuthorizationFailed", message);

        var diagnostic = ArmFailures.Describe(failure);

        Assert.Equal((action, scope), ArmFailures.MissingPermission(failure));
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
        Assert.Equal(expected, ArmFailures.Describe(Failure(status, code, message)).Code);

    [Theory]
    [InlineData(404, "ResourceGroupNotFound", "Resource group 'rg' could not be found.", "BL6044", "az group create --name rg --subscription 11111111-1111-1111-1111-111111111111")]
    [InlineData(409, "ConflictError", "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.", "BL6043", "az keyvault recover --name kv")]
    [InlineData(400, "StorageAccountNotAccessible", "There is a transient issue accessing the provided storage account.", "BL6045", "allowSharedKeyAccess")]
    [InlineData(400, "KeyVaultAuthenticationFailure", "The vault's firewall does not let it in.", "BL6041", "--bypass AzureServices")]
    [InlineData(404, "UnexplainedNotFound", "Azure answered 404 without an explanation.", "BL6046", "proxy")]
    [InlineData(200, "UnexpectedBody", "The answer is not a list.", "BL6046", "proxy")]
    [InlineData(400, "BadRequest", "Bad.", "BL6039", "plan again")]
    [InlineData(400, "PrincipalNotFound", "Not yet.", "BL6039", "run again")]
    public void Each_failure_has_a_cure_that_fits(int status, string code, string message, string expected, string cure)
    {
        var diagnostic = ArmFailures.Describe(Failure(status, code, message) with { Operation = $"PUT {Vault}" });

        Assert.Equal(expected, diagnostic.Code);
        Assert.Contains(cure, diagnostic.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_was_deleted_is_recovered_by_its_vault_and_name()
    {
        var failure = Failure(409, "ConflictError", "Key k is currently in a deleted but recoverable state.") with { Operation = $"PUT {Vault}/keys/k" };

        Assert.Contains("az keyvault key recover --vault-name kv --name k", ArmFailures.Describe(failure).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void No_role_is_recommended_against_a_deny_assignment()
    {
        var diagnostic = ArmFailures.Describe(Failure(
            403,
            "DenyAssignmentAuthorizationFailed",
            "The client 'a' has permission to perform action 'x/write' on scope '/s'; however, the access is denied because of the deny assignment with name 'Made by managed app' and Id 'f' at scope '/subscriptions/s/resourceGroups/rg'."));

        Assert.Equal("BL6042", diagnostic.Code);
        Assert.Equal(
            "No role wins over deny assignment \"Made by managed app\" at /subscriptions/s/resourceGroups/rg, which whatever manages the resource made: exclude the resource or exempt it in the document, or ask its owner.",
            diagnostic.Fix);
    }

    [Fact]
    public async Task A_denial_by_policy_names_what_denies_and_why()
    {
        const string body = """
            {"error":{"code":"RequestDisallowedByPolicy","message":"Resource 'kv' was disallowed by policy.","additionalInfo":[
              {"type":"PolicyViolation","info":{
                "policyAssignmentDisplayName":"Guardrails","policyAssignmentId":"/a/1",
                "policyDefinitionDisplayName":"Vaults need a firewall","policyDefinitionId":"/d/1",
                "evaluationDetails":{"evaluatedExpressions":[
                  {"result":"True","path":"type","targetValue":"Microsoft.KeyVault/vaults","operator":"Equals"},
                  {"result":"True","path":"properties.networkAcls.defaultAction","targetValue":"Deny","operator":"NotEquals"},
                  {"result":"True","path":"location","expressionValue":"eastus","targetValue":["westeurope"],"operator":"NotIn"},
                  {"result":"False","path":"tags.x","targetValue":"y","operator":"Equals"}]}}}]}}
            """;
        var azure = new ScriptedAzure().On("PUT", Vault, new Reply(403, body));
        using var connection = Connect(azure);

        var result = await new ArmChangeWriter(connection).WriteAsync("PUT", Vault, "v", ToJson("{}"), null, TestContext.Current.CancellationToken);

        Assert.Equal(
            "Resource 'kv' was disallowed by policy. Policy assignment \"Guardrails\" (/a/1), definition \"Vaults need a firewall\" (/d/1). "
            + "It denies because properties.networkAcls.defaultAction NotEquals Deny and location NotIn [\"westeurope\"] (it is eastus).",
            result.Failure?.Message);
    }

    [Fact]
    public void A_diagnostic_says_what_was_asked_of_what_and_what_Azure_said()
    {
        var failure = Failure(504, "GatewayTimeout", "Too late.") with { OutcomeUnknown = true };

        var diagnostic = ArmFailures.Describe(failure);

        Assert.Equal(
            "PATCH failed (504 GatewayTimeout, correlation 4f1c): Too late. The request may have taken effect all the same.",
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

    private static ArmFailure Failure(int status, string code, string message) =>
        new(status, code, message, "PATCH /subscriptions/s/x", "4f1c", OutcomeUnknown: false);
}

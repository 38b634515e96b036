using System.Globalization;
using Baseline.Cli.Tests.Commands;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Faults;

/// <summary>
/// What a user sees of each fault that Azure is known for (docs/azure.md#forms-of-errors): verdict, exit code,
/// how often was tried, how long was waited, and every word.
/// </summary>
public sealed class AzureFaultTests
{
    private const string Kv = "/kv-b/providers/microsoft.insights/diagnosticSettings";
    private const string Html = "<html><title>Our services aren't available right now</title></html>";
    private const string LinkedRefusal =
        "The client 'app' has permission to perform action 'Microsoft.Insights/diagnosticSettings/write' on scope '/subscriptions/s'; "
        + "however, it does not have permission to perform action(s) 'Microsoft.Storage/storageAccounts/listKeys/action' on the linked "
        + "scope(s) '/subscriptions/t/storageAccounts/stlogs' (respectively) or the linked scope(s) are invalid.";

    private static readonly Fault Throttled = Fault.Error(429, "SubscriptionRequestsThrottled", "Slow down.");
    private static readonly Fault Page503 = new(503, Html) { ContentType = "text/html" };
    private static readonly Fault Lost = new(0);

    private static readonly Dictionary<string, (Fault[] Faults, bool ForEver, int ExitCode)> Reads = new()
    {
        ["f47-429-with-header"] = ([Throttled.With("Retry-After", "7")], false, 0),
        ["f47-429-without-header"] = ([Throttled], false, 0),
        ["X7-429-for-307-seconds"] = ([Throttled.With("Retry-After", "307")], false, 0),
        ["f47-429-in-the-text"] = ([Fault.Error(429, "429", "Please try again after '324' seconds.")], false, 0),
        ["f46-503-html-once"] = ([Page503], false, 0),
        ["f46-503-html-for-ever"] = ([Page503], true, 3),
        ["f46-500-empty"] = ([new Fault(500)], true, 3),
        ["f46-400-capitals"] = ([new Fault(400, """{"Code":"BadRequest","Message":"It is bad.","Details":[{"Message":"It is bad."}]}""")], true, 3),
        ["f46-400-numeric-code"] = ([Fault.Error(400, "400", "It is bad.")], true, 3),
        ["f46-400-bare"] = ([new Fault(400, """{"code":"BadRequest","message":"It is bare."}""")], true, 3),
        ["f52-504-once"] = ([new Fault(504)], false, 0),
        ["f52-reset-before-sending"] = ([Lost with { NeverArrives = true }], true, 3),
        ["f52-reset-after-sending-once"] = ([Lost], false, 0),
        ["f49-401-quota"] = ([new Fault(401, """{"Code":"Unauthorized","Message":"You have reached the quota of requests."}""")], true, 3),
        ["f49-401-expired"] = (
            [Fault.Error(401, "ExpiredAuthenticationToken", "The access token has expired.").With("WWW-Authenticate", "Bearer error=\"invalid_token\"")], true, 3),
        ["f49-403-authorization"] = ([Fault.Error(403, "AuthorizationFailed", Refusal("read"))], true, 3),
        ["f49-403-linked"] = ([Fault.Error(403, "LinkedAuthorizationFailed", LinkedRefusal)], true, 3),
        // Azure still shows the vault itself, so that nothing is known of its settings.
        ["f50-404-vault-gone"] = ([Fault.Error(404, "ResourceNotFound", "The Resource 'kv-b' was not found.").With("x-ms-failure-cause", "gateway")], true, 3),
        ["f50-404-group-gone"] = ([Fault.Error(404, "ResourceGroupNotFound", "Resource group 'rg' could not be found.")], true, 3),
        ["f50-404-subscription"] = ([Fault.Error(404, "SubscriptionNotFound", "The subscription could not be found.")], true, 3),
        ["s9-409-not-registered"] = (
            [Fault.Error(409, "MissingSubscriptionRegistration", "The subscription is not registered to use namespace 'microsoft.insights'.")], true, 0),
        ["f46-200-no-json"] = ([new Fault(200, Html) { ContentType = "text/html" }], true, 3),
        ["f20-200-empty-page-with-unknown-members"] = (
            [new Fault(200, """{"value":[],"nextLink":"https://management.azure.com/subscriptions/kv-b/providers/microsoft.insights/diagnosticSettings?api-version=2021-05-01-preview&$skiptoken=s3cret","surprise":{"a":[1]}}"""), new Fault(200, """{"value":[],"more":true}""")], true, 0),
    };

    private static readonly Dictionary<string, (Fault[] Faults, bool ForEver, int ExitCode)> Writes = new()
    {
        ["f47-429-with-header"] = ([Throttled.With("Retry-After", "12")], false, 0),
        ["f46-503-html-once"] = ([Page503], false, 0),
        ["f52-504-that-took-effect"] = ([new Fault(504) { TakesEffect = true }], false, 0),
        ["f52-504-without-effect"] = ([new Fault(504)], true, 6),
        ["f52-500-empty"] = ([new Fault(500)], true, 6),
        ["f52-reset-before-sending-once"] = ([Lost with { NeverArrives = true }], false, 0),
        ["f52-reset-before-sending-for-ever"] = ([Lost with { NeverArrives = true }], true, 6),
        ["f52-reset-after-it-took-effect"] = ([Lost with { TakesEffect = true }], false, 0),
        ["f52-reset-without-effect"] = ([Lost], true, 6),
        ["f49-401-expired"] = ([Fault.Error(401, "ExpiredAuthenticationToken", "The access token has expired.")], true, 6),
        ["f49-403-authorization"] = ([Fault.Error(403, "AuthorizationFailed", Refusal("write"))], true, 6),
        ["f49-403-linked"] = ([Fault.Error(403, "LinkedAuthorizationFailed", LinkedRefusal)], true, 6),
        ["s9-403-policy"] = ([Fault.Error(403, "RequestDisallowedByPolicy", "Resource 'x' was disallowed by policy 'logs-elsewhere'.")], true, 6),
        ["s9-409-locked"] = ([Fault.Error(409, "ScopeLocked", "The scope cannot perform write operation because following scope(s) are locked: '/subscriptions/s'.")], true, 6),
        ["s9-409-data-sink"] = ([Fault.Error(409, "Conflict", "Data sink '/x' is already used in diagnostic setting 'y' for category 'AuditEvent'.")], true, 6),
        ["s9-409-conflict-passes"] = (
            [Fault.Error(409, "ConflictError", "The Key Vault changed."), Fault.Error(409, "ConflictError", "The Key Vault changed.")], false, 0),
        ["s9-409-in-progress-for-ever"] = ([Fault.Error(409, "AnotherOperationInProgress", "Another operation is in progress.")], true, 6),
        ["s9-412-changed-meanwhile"] = ([Fault.Error(412, "ConditionNotMet", "The condition was not met.")], true, 5),
        ["s9-409-not-registered"] = (
            [Fault.Error(409, "MissingSubscriptionRegistration", "The subscription is not registered to use namespace 'microsoft.insights'.")], true, 6),
        ["f46-400-capitals"] = ([new Fault(400, """{"Code":"BadRequest","Message":"It is bad."}""")], true, 6),
    };

    private static readonly Dictionary<string, (string Method, string Path, Fault[] Faults, bool ForEver, int ExitCode)> Chains = new()
    {
        ["s45-grant-not-spread-yet"] = ("PATCH", "/storageAccounts/",
            [Fault.Error(400, "KeyVaultAuthenticationFailure", "Not yet."), Fault.Error(400, "KeyVaultAuthenticationFailure", "Not yet.")], false, 0),
        ["s45-grant-never-spreads"] = ("PATCH", "/storageAccounts/", [Fault.Error(400, "KeyVaultAuthenticationFailure", "Not yet.")], true, 6),
        ["s45-vault-recoverable-not-set"] = ("PATCH", "/storageAccounts/", [Fault.Error(400, "KeyVaultPolicyError", "Keyvault policy recoverable is not set")], true, 6),
        ["s45-account-busy"] = ("PATCH", "/storageAccounts/", [Fault.Error(409, "StorageAccountOperationInProgress", "Busy.")], false, 0),
        ["s54-identity-not-known-yet"] = ("PUT", "/roleAssignments/", [Fault.Error(400, "PrincipalNotFound", "Principal p does not exist in the directory.")], false, 0),
        ["s9-409-vaults-not-registered"] = ("PUT", "/userAssignedIdentities/",
            [Fault.Error(409, "MissingSubscriptionRegistration", "The subscription is not registered to use namespace 'Microsoft.ManagedIdentity'.")], true, 6),
    };

    public static TheoryData<string> OfReads => [.. Reads.Keys];

    public static TheoryData<string> OfWrites => [.. Writes.Keys];

    public static TheoryData<string> OfChains => [.. Chains.Keys];

    [Theory]
    [MemberData(nameof(OfReads))]
    public async Task A_fault_of_a_read_is_passed_over_or_makes_an_unknown(string name)
    {
        using var folder = new ThreeVaults();
        var (faults, forEver, exitCode) = Reads[name];
        var azure = new FaultyAzure("GET", Kv, faults, forEver);

        var code = await RunAsync(azure, folder.Root, $"read-{name}", "plan", "--emulator", "estate.json");

        Assert.Equal(exitCode, code);
    }

    /// <summary>What else of the subscription is asked for before it is throttled depends on which answer comes first.</summary>
    [Fact]
    public async Task A_subscription_that_is_throttled_for_longer_than_anyone_waits_is_not_asked_again()
    {
        using var folder = new ThreeVaults();
        var azure = new FaultyAzure("GET", Kv, [Throttled.With("Retry-After", "400")], forEver: true);
        var terminal = new FakeTerminal { WorkingDirectory = folder.Root };

        var code = await terminal.RunAsync(azure, "plan", "--emulator", "estate.json");

        Assert.Equal((3, 1, TimeSpan.Zero), (code, azure.Tries, azure.Clock.Waited));
        Assert.Contains("Its diagnostic settings could not be read (429 SubscriptionRequestsThrottled).", $"{terminal.Output}", StringComparison.Ordinal);
        Assert.Contains("Fix: Wait some minutes and run again: what is done stays done.", $"{terminal.Error}", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(OfWrites))]
    public async Task A_fault_of_a_write_is_passed_over_or_told_with_what_was_done_before(string name)
    {
        using var folder = new ThreeVaults();
        var (faults, forEver, exitCode) = Writes[name];
        var azure = new FaultyAzure("PUT", Kv, faults, forEver);

        var code = await RunAsync(
            azure, folder.Root, $"write-{name}", "apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");

        Assert.Equal(exitCode, code);
    }

    [Theory]
    [MemberData(nameof(OfChains))]
    public async Task A_fault_in_the_chain_to_a_customers_key_is_passed_over_or_skips_what_rests_on_it(string name)
    {
        using var folder = new Workspace();
        var (method, path, faults, forEver, exitCode) = Chains[name];
        var azure = new FaultyAzure(method, path, faults, forEver);

        var code = await RunAsync(
            azure, folder.At(""), $"chain-{name}", "apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");

        Assert.Equal(exitCode, code);
    }

    private static string Refusal(string verb) =>
        "The client 'app' with object id 'o-1' does not have authorization to perform action "
        + $"'Microsoft.Insights/diagnosticSettings/{verb}' over scope '/subscriptions/s/vaults/kv-b' or the scope is invalid.";

    private static async Task<int> RunAsync(FaultyAzure azure, string folder, string name, params string[] args)
    {
        var terminal = new FakeTerminal { WorkingDirectory = folder };
        var code = await terminal.RunAsync(azure, args);
        var waited = azure.Clock.Waited.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        Golden.Match(
            $"exit {code}, {azure.Tries} tries, {waited} s waited\n\n=== standard error\n{terminal.Error}\n=== standard output\n{terminal.Output}",
            $"cli/faults/{name}.txt");
        return code;
    }
}

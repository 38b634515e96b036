using System.Text;
using Azure.Core;
using Baseline.Arm.Client;
using Baseline.Arm.RateLimits;
using Baseline.Emulator;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>Many of every kind of write against the limits that the emulator keeps as Azure does.</summary>
public sealed class WriteRateTests : IDisposable
{
    private const int Many = 400;
    private const string Setting =
        $$"""{"properties":{"storageAccountId":"{{Account}}","logs":[{"category":"AuditEvent","enabled":true}]} }""";

    private const string SubscriptionSetting =
        $$"""{"properties":{"storageAccountId":"{{Account}}","logs":[{"category":"Administrative","enabled":true}]} }""";

    private readonly ImpatientClock _clock = new();
    private readonly ArmEmulator _emulator;
    private readonly ArmConnection _connection;

    public WriteRateTests()
    {
        var seed = $$"""
            { "formatVersion": "1.0", "subscriptions": [ { "id": "{{Sub}}", "displayName": "Payments", "managementGroups": [] } ],
              "resources": [
                { "id": "{{Vault}}", "type": "Microsoft.KeyVault/vaults", "name": "kv", "location": "westeurope",
                  "properties": { "sku": { "family": "A", "name": "standard" }, "accessPolicies": [] } },
                { "id": "{{Account}}", "type": "Microsoft.Storage/storageAccounts", "name": "staudit", "location": "westeurope",
                  "kind": "StorageV2", "sku": { "name": "Standard_LRS" }, "properties": {} } ],
              "unreadable": [] }
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(seed));
        _emulator = ArmEmulator.Load(stream, new EmulatorOptions(_clock) { EnforceQuotas = true, RetryAfterMilliseconds = null });
        _connection = new ArmConnection(Options(new Silent(new ArmEmulatorHandler(_emulator)), _clock) with { Quota = ArmQuota.PublicCloud });
    }

    /// <summary>Each with the seconds that its bucket needs for all of them: one in a hundred is left to others.</summary>
    public static TheoryData<string, string, string?, double> Writes => new()
    {
        { "PUT", $"{Vault}{Settings}/audit", Setting, (Many - 149) / 10.0 },
        { "PUT", $"{Vault}/providers/Microsoft.Insights/DiagnosticSettings/audit", Setting, (Many - 149) / 10.0 },
        { "PUT", $"{SubPath}{Settings}/activity", SubscriptionSetting, (Many - 149) / 10.0 },
        { "PATCH", Vault, """{"tags":{"a":"b"}}""", (Many - 198) / 10.0 },
        { "PATCH", Account, """{"tags":{"a":"b"}}""", (Many - 10) / 10.0 },
        { "DELETE", $"{Vault}{Settings}/none", null, (Many - 198) / 10.0 },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Many_writes_of_a_kind_are_not_refused_although_no_answer_says_what_is_left(
        string method, string path, string? body, double seconds)
    {
        var begun = _clock.GetUtcNow();

        for (var write = 0; write < Many; write++)
        {
            Assert.Null((await SendAsync(method, path, body)).Failure);
        }

        Assert.DoesNotContain(_emulator.Log, exchange => exchange.Status == 429);
        Assert.Equal(seconds, (_clock.GetUtcNow() - begun).TotalSeconds, 1.0);
    }

    [Fact]
    public async Task Settings_and_other_writes_do_not_wait_for_each_other()
    {
        for (var write = 0; write < 149; write++)
        {
            await SendAsync("PUT", $"{Vault}{Settings}/audit", Setting);
            await SendAsync("PATCH", Vault, """{"tags":{"a":"b"}}""");
        }

        Assert.Empty(_clock.Waits);
    }

    public void Dispose() => _connection.Dispose();

    private Task<ArmAnswer> SendAsync(string method, string path, string? body) => _connection.SendAsync(
        new RequestMethod(method),
        new Uri(_connection.Options.Cloud.Endpoint, $"{path}?api-version={VersionOf(path)}"),
        body is null ? default : ToJson(body),
        TestContext.Current.CancellationToken);

    private static string VersionOf(string path) =>
        path.Contains("Settings", StringComparison.OrdinalIgnoreCase) ? "2021-05-01-preview"
        : path == Vault ? "2026-02-01"
        : "2025-06-01";

    /// <summary>Says nothing of what is left, as answers that have not come yet.</summary>
    private sealed class Silent(HttpMessageHandler azure) : DelegatingHandler(azure)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var (name, _) in answer.Headers.Where(header => header.Key.StartsWith("x-ms-ratelimit", StringComparison.Ordinal)).ToList())
            {
                answer.Headers.Remove(name);
            }

            return answer;
        }
    }
}

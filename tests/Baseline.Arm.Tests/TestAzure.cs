using System.Text.Json;
using Azure.Core.Pipeline;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Azure;
using Baseline.Estates;
using Xunit;

namespace Baseline.Arm.Tests;

/// <summary>Connections to scripted Azures, and the ids that the scripts speak of.</summary>
internal static class TestAzure
{
    public const string Sub = "11111111-1111-1111-1111-111111111111";
    public const string Other = "22222222-2222-2222-2222-222222222222";
    public const string SubPath = $"/subscriptions/{Sub}";
    public const string Vaults = $"{SubPath}/providers/Microsoft.KeyVault/vaults";
    public const string Vault = $"{SubPath}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
    public const string Account = $"{SubPath}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/staudit";
    public const string Settings = "/providers/microsoft.insights/diagnosticSettings";

    public static ArmOptions Options(HttpMessageHandler azure, ImpatientClock clock) => new()
    {
        Transport = new HttpClientTransport(azure),
        Clock = clock,
        Version = "1.2.3",
        CorrelationId = "c0ffee00-0000-0000-0000-000000000001",
    };

    public static ArmOptions Options(ScriptedAzure azure, ImpatientClock clock) => Options(azure.CreateHandler(), clock);

    public static ArmConnection Connect(ScriptedAzure azure, ImpatientClock? clock = null) =>
        new(Options(azure, clock ?? new ImpatientClock()));

    public static EstateRequest Request(bool keyVaults = true, bool activityLog = false, params string[] named) =>
        new(false, [], [Sub], new EstateNeeds(keyVaults, activityLog), [.. named.Select(ResourceId.Parse)]);

    public static async Task<Estate> ReadAsync(ScriptedAzure azure, EstateRequest request, ImpatientClock? clock = null)
    {
        using var connection = Connect(azure, clock);
        return await new ArmEstateReader(connection, "azure", null).ReadAsync(request, TestContext.Current.CancellationToken);
    }

    public static string Subscription(string guid, string name = "Payments") =>
        $$"""{"id":"/subscriptions/{{guid}}","subscriptionId":"{{guid}}","tenantId":"t","displayName":"{{name}}","state":"Enabled"}""";

    public static string Resource(string id, string properties = "{}") =>
        $$"""{"id":"{{id}}","name":"{{id.Split('/')[^1]}}","properties":{{properties}}}""";

    public static JsonElement ToJson(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>A subscription that can be read and holds nothing yet.</summary>
    public static ScriptedAzure Empty() => new ScriptedAzure()
        .OnGet(SubPath, Reply.Ok(Subscription(Sub)))
        .OnGet(Vaults, Reply.List())
        .OnGet($"{SubPath}/providers/Microsoft.KeyVault/managedHSMs", Reply.List())
        .OnGet($"{SubPath}{Settings}", Reply.List())
        .OnGet($"{SubPath}/providers/Microsoft.Authorization/locks", Reply.List());
}

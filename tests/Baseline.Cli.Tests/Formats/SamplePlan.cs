using System.Text.Json;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Plans made by hand, to be shown.</summary>
internal static class SamplePlan
{
    public const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";

    public const string Account = Subscription + "/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/stlogs";

    private const string Precondition = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    public static ResourceId VaultId(string name) =>
        ResourceId.Parse($"{Subscription}/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/{name}");

    public static Finding Vault(string name, ComplianceState state, string reason = "It has no diagnostic setting.") =>
        new("KeyVault-004", VaultId(name), state, reason);

    public static Plan Of(params Finding[] findings) => new()
    {
        Baseline = new PlanBaseline("azure-logging", "sha256:1111111111111111111111111111111111111111111111111111111111111111"),
        Estate = new PlanEstate("azure", new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero)),
        Judged = findings.Length,
        Findings = findings,
        Changes = [],
        Notices = [],
        Exceeded = [],
    };

    /// <summary>A plan of changes, with the finding of each.</summary>
    public static Plan With(params Change[] changes)
    {
        var findings = changes
            .SelectMany(change => change.Because.Select(cause => (cause, change.Id)))
            .GroupBy(pair => pair.cause.Resource, pair => pair.Id)
            .Select(group => Vault("kv", ComplianceState.Noncompliant) with
            {
                Resource = ResourceId.Parse(group.Key),
                Changes = [.. group],
            });
        return Of([.. findings]) with { Changes = changes };
    }

    /// <summary>Creates the setting of the vault with a number.</summary>
    public static Change Setting(int number, string? name = null) => new()
    {
        Id = $"c{number}",
        Action = ChangeAction.Create,
        Resource = $"{VaultId(name ?? $"kv-{number:00}")}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent",
        Type = "Microsoft.Insights/diagnosticSettings",
        ApiVersion = "2021-05-01-preview",
        Method = "PUT",
        Body = Json("{}"),
        Properties =
        [
            new PropertyChange("properties.logs[AuditEvent].enabled", default, Json("true")),
            new PropertyChange("properties.storageAccountId", default, Json($"\"{Account}\"")),
        ],
        DependsOn = [],
        Because = [new Cause("KeyVault-004", VaultId(name ?? $"kv-{number:00}").Text)],
        Precondition = Precondition,
        Irreversible = false,
    };

    /// <summary>Encrypts an account with a key that an earlier change brings.</summary>
    public static Change Encryption(int number, params string[] after) => new()
    {
        Id = $"c{number}",
        Action = ChangeAction.Update,
        Resource = Account,
        Type = "Microsoft.Storage/storageAccounts",
        ApiVersion = "2024-01-01",
        Method = "PATCH",
        Body = Json("{}"),
        Properties =
        [
            new PropertyChange("properties.encryption.keySource", Json("\"Microsoft.Storage\""), Json("\"Microsoft.Keyvault\"")),
            new PropertyChange("properties.encryption.keyvaultproperties.keyvaulturi", default, Json("\"${c1.properties.vaultUri}\"")),
        ],
        DependsOn = after,
        Because = [new Cause("Monitor-006", Subscription, Account)],
        Precondition = Precondition,
        Irreversible = false,
    };

    /// <summary>A run of settings with an outcome each.</summary>
    public static ApplyReport Report(params ChangeOutcome[] outcomes) => new(
        [.. outcomes.Select((outcome, index) => new AppliedChange(Setting(index + 1), outcome, outcome switch
        {
            ChangeOutcome.Stale => "The resource was changed since the plan was made: plan again.",
            ChangeOutcome.Skipped => "It needs c1, which did not succeed.",
            ChangeOutcome.Failed => "The client has no permission to write here.",
            ChangeOutcome.Applied or ChangeOutcome.AlreadyDone or ChangeOutcome.Unverified or ChangeOutcome.NotStarted => "",
            _ => throw new ArgumentOutOfRangeException(nameof(outcomes), outcome, "Not an outcome."),
        }, outcome == ChangeOutcome.Failed ? Refusal : null))],
        Cancelled: false);

    public static ArmFailure Refusal { get; } = new(
        403, "AuthorizationFailed", "The client has no permission to write here.", "PUT /subscriptions/x", "4f1c", OutcomeUnknown: false);

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

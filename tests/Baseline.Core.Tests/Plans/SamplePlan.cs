using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Core.Tests.Plans;

/// <summary>Small plans to start from.</summary>
internal static class SamplePlan
{
    public const string VaultId = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

    public static readonly ResourceId Vault = ResourceId.Parse(VaultId);

    public static readonly Plan Empty = new()
    {
        Baseline = new PlanBaseline("azure-logging", "sha256:0"),
        Estate = new PlanEstate("azure", null),
        Judged = 0,
        Findings = [],
        Changes = [],
        Notices = [],
        Exceeded = [],
    };

    /// <summary>Every member of the format, each at least once.</summary>
    public static readonly Plan Full = Empty with
    {
        Estate = new PlanEstate("azure", new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero)),
        Judged = 2,
        Findings =
        [
            new Finding("KeyVault-004", Vault, ComplianceState.Noncompliant, "AuditEvent is off.")
            {
                Obstacles = [new Obstacle("BL2115", "The rule is somebody else's", "change it")],
                Changes = ["c1"],
                Incomplete = true,
            },
            new Finding("Monitor-006", ResourceId.Subscription("11111111-1111-1111-1111-111111111111"), ComplianceState.Exempt, "Exempt.")
            {
                Details =
                [
                    new FindingDetail(Vault, ComplianceState.NotApplicable, "Not an account.")
                    {
                        Key = "minimumTls",
                        Exemption = new FindingExemption("Old clients", "team-b", new DateOnly(2027, 3, 1), 99),
                    },
                ],
                Exemption = new FindingExemption("Being closed", "team-a", new DateOnly(2027, 1, 31), 70),
            },
        ],
        Changes =
        [
            Change("c1") with
            {
                Action = ChangeAction.Update,
                Properties = [new PropertyChange("properties.logs[AuditEvent].enabled", Json("false"), Json("true"))],
                Because = [new Cause("KeyVault-004", VaultId), new Cause("Monitor-006", "/subscriptions/1", "/subscriptions/2")],
            },
            Change("c2") with { Action = ChangeAction.Delete, Method = "DELETE", Body = default, DependsOn = ["c1"], Irreversible = true },
        ],
        Notices = [new Notice("BL2101", "KeyVault-004", VaultId, "Look.", IsWarning: true), new Notice("BL2102", "", "x", "Note.", IsWarning: false)],
        Exceeded = [new ExceededLimit("maxChanges", 1, 2)],
    };

    /// <summary>The file of <see cref="Full"/>, with DIGEST in place of its digest.</summary>
    public static readonly string FullJson = File.ReadAllText(TestKit.Repo.PathOf("tests", "Baseline.Core.Tests", "Plans", "full.plan.json"));

    public static Plan Of(params Change[] changes) => Empty with { Changes = changes };

    public static Change Change(string id) => new()
    {
        Id = id,
        Action = ChangeAction.Create,
        Resource = $"{VaultId}/providers/Microsoft.Insights/diagnosticSettings/{id}",
        Type = "Microsoft.Insights/diagnosticSettings",
        ApiVersion = "2021-05-01-preview",
        Method = "PUT",
        Body = Json("""{"properties":{"logs":[{"category":"AuditEvent","enabled":true}]}}"""),
        Properties = [],
        DependsOn = [],
        Because = [],
        Precondition = $"sha256:{new string('a', 64)}",
        Irreversible = false,
    };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}

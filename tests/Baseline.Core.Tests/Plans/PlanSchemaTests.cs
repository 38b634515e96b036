using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Selecting;
using Baseline.TestKit;
using CsCheck;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>schema/plan.schema.json describes what is written, and refuses what the reader refuses.</summary>
public sealed class PlanSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.Of("plan.schema.json");

    /// <summary>Every member of the format, those that most plans leave out too.</summary>
    private static readonly Plan Whole = SamplePlan.Full with
    {
        Estate = SamplePlan.Full.Estate with
        {
            Cloud = "usgov",
            Subscriptions = new Dictionary<string, string> { ["11111111-1111-1111-1111-111111111111"] = "Platform" },
        },
        NotInScope = ["Monitor-006"],
        Part = new PlanPart(
            new SelectorSet([new Selector(SelectorKind.Subscription, "Payments")]),
            new PlanWave("rest", "canary", "CHG-1"), new Shard(2, 8), new PlanSlice(10, 7))
        {
            Judged = [SamplePlan.Vault.Text],
        },
        Against = new DocumentComparison(
            "ref:main",
            "sha256:1",
            [
                new VerdictShift("KeyVault-004", SamplePlan.Vault, ComplianceState.Exempt, After: null)
                {
                    Ended = new FindingExemption("Being closed", "team-a", new DateOnly(2027, 1, 31), 70),
                },
            ]),
        Findings =
        [
            .. SamplePlan.Full.Findings.Select(finding => finding with
            {
                Origin = Origin.Drift,
                Details = [.. finding.Details.Select(detail => detail with { Operation = "Microsoft.KeyVault/vaults/delete" })],
            }),
        ],
        Changes = [.. SamplePlan.Full.Changes.Select(change => change with { Origin = Origin.Document })],
        Exceeded = [new ExceededLimit("maxChangedPercent", 1, 2) { Percent = 30, Judged = 3 }],
    };

    [Fact]
    public void Every_plan_is_as_the_schema_says() =>
        PlanGenerator.Plan.Sample(plan => Assert.Empty(Schema.Faults(Encoding.UTF8.GetString(PlanFile.Write(plan)))));

    [Fact]
    public void The_members_that_are_written_and_no_others_are_described() =>
        Assert.Equal(Schema.Names.Order(StringComparer.Ordinal), Names(Full()).Distinct().Order(StringComparer.Ordinal));

    /// <summary>Each place of a whole plan in turn without its member, or with a value of another type there.</summary>
    [Fact]
    public void What_the_reader_refuses_in_its_shape_the_schema_refuses_too()
    {
        var tried = 0;
        foreach (var path in Paths(Full(), []).ToList())
        {
            foreach (var fault in (JsonNode?[])[null, JsonValue.Create(7.5), JsonValue.Create("zzz"), new JsonArray(), new JsonObject()])
            {
                var broken = Full();
                Put(broken, path, fault);
                AssertAgree(broken, $"{string.Join('.', path)} = {fault?.ToJsonString() ?? "null"}");
                tried++;
            }

            var shorter = Full();
            if (Remove(shorter, path))
            {
                AssertAgree(shorter, $"{string.Join('.', path)} is missing");
            }
        }

        Assert.True(tried > 500, $"{tried} faults");
    }

    [Theory]
    [InlineData("formatVersion", "2.0")]
    [InlineData("digest", "sha256:0")]
    [InlineData("digest", "md5:00")]
    [InlineData("estate.capturedAt", "2026-11-22")]
    [InlineData("findings.0.state", "Compliant")]
    [InlineData("findings.0.resource", "kv-a")]
    [InlineData("findings.1.exemption.expires", "31.1.2027")]
    [InlineData("changes.0.method", "HEAD")]
    [InlineData("changes.0.action", "replace")]
    [InlineData("changes.0.precondition", "none")]
    [InlineData("warnings.0.severity", "error")]
    public void A_value_that_means_nothing_is_refused_at_its_place(string path, string value)
    {
        var plan = Full();
        Put(plan, path.Split('.'), JsonValue.Create(value));

        var faults = Schema.Faults(plan.ToJsonString());

        Assert.StartsWith($"$.{path}:".Replace(".0", "[0]", StringComparison.Ordinal).Replace(".1", "[1]", StringComparison.Ordinal), Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_deletion_with_a_body_and_a_write_without_one_are_refused()
    {
        var plan = Full();
        Put(plan, ["changes", "0", "body"], null);
        Put(plan, ["changes", "1", "body"], new JsonObject());

        Assert.Equal(["$.changes[0].body: is no object", "$.changes[1].body: is no null"], Schema.Faults(plan.ToJsonString()));
    }

    [Fact]
    public void What_a_newer_release_adds_is_accepted()
    {
        var plan = Full();
        plan["formatVersion"] = "1.7";
        plan["weather"] = "fine";
        Put(plan, ["changes", "0", "weather"], JsonValue.Create("fine"));

        Assert.Empty(Schema.Faults(plan.ToJsonString()));
    }

    private static void AssertAgree(JsonObject plan, string fault)
    {
        if (!fault.StartsWith("digest", StringComparison.Ordinal))
        {
            // Otherwise an edit would be all that the reader sees.
            plan["digest"] = CanonicalJson.Digest(JsonDocument.Parse(plan.ToJsonString()).RootElement, without: "digest");
        }

        string[] shape = ["BL4003", "BL4005", "BL4006", "BL4007", "BL4008", "BL4009", "BL4010", "BL4016"];
        var read = PlanFile.Read(Encoding.UTF8.GetBytes(plan.ToJsonString()), "plan.json");
        var refused = read.Diagnostics.Any(diagnostic => shape.Contains(diagnostic.Code));

        Assert.True(refused == (Schema.Faults(plan.ToJsonString()).Count > 0), $"{fault}: the reader {(refused ? "refuses" : "accepts")} it");
    }

    private static JsonObject Full() =>
        JsonNode.Parse(PlanFile.Write(Whole))?.AsObject() ?? throw new InvalidOperationException("The plan is empty.");

    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Names),
        JsonObject map => map.SelectMany(member =>
            member.Key is "body" or "before" or "after" or "subscriptions" ? [member.Key] : Names(member.Value).Prepend(member.Key)),
        _ => [],
    };

    private static IEnumerable<string[]> Paths(JsonNode? node, string[] at) => node switch
    {
        JsonArray array => array.SelectMany((item, index) => Paths(item, [.. at, $"{index}"]).Prepend([.. at, $"{index}"])),
        JsonObject map => map.SelectMany(member => member.Key is "body" or "before" or "after"
            ? [[.. at, member.Key]]
            : Paths(member.Value, [.. at, member.Key]).Prepend([.. at, member.Key])),
        _ => [],
    };

    private static void Put(JsonNode node, string[] path, JsonNode? value)
    {
        var parent = Parent(node, path);
        if (parent is JsonArray array)
        {
            array[int.Parse(path[^1], null)] = value;
        }
        else
        {
            parent.AsObject()[path[^1]] = value;
        }
    }

    private static bool Remove(JsonNode node, string[] path) => Parent(node, path) is JsonObject map && map.Remove(path[^1]);

    private static JsonNode Parent(JsonNode node, string[] path) => path[..^1].Aggregate(
        node, (at, step) => (at is JsonArray array ? array[int.Parse(step, null)] : at[step]) ?? throw new InvalidOperationException($"No {step}."));
}

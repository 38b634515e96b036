using System.Collections;
using System.Text;
using System.Text.Json;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;
using CsCheck;
using Xunit;

namespace Baseline.Core.Tests.Plans;

public sealed class PlanFileTests
{
    [Fact]
    public void Reading_what_was_written_gives_the_same_plan() =>
        PlanGenerator.Plan.Sample(plan =>
        {
            var result = PlanFile.Read(PlanFile.Write(plan), "plan.json");

            Assert.Empty(result.Diagnostics);
            Assert.NotNull(result.Value);
            Assert.Equal(Dump(plan), Dump(result.Value));
            Assert.Equal(PlanFile.DigestOf(plan), PlanFile.DigestOf(result.Value));
        });

    [Fact]
    public void The_names_of_subscriptions_are_kept_and_left_out_where_none_is_known()
    {
        var plan = SamplePlan.Empty with
        {
            Estate = SamplePlan.Empty.Estate with
            {
                Subscriptions = new Dictionary<string, string>
                {
                    ["33333333-3333-3333-3333-333333333333"] = "Retail",
                    ["22222222-2222-2222-2222-222222222222"] = "Payments",
                },
            },
        };

        var read = PlanFile.Read(PlanFile.Write(plan), "plan.json").Value;

        Assert.NotNull(read);
        Assert.Equal(plan.Estate.Subscriptions.OrderBy(pair => pair.Key), read.Estate.Subscriptions.OrderBy(pair => pair.Key));
        Assert.NotEqual(PlanFile.DigestOf(SamplePlan.Empty), PlanFile.DigestOf(plan));
        Assert.DoesNotContain("subscriptions\": {", System.Text.Encoding.UTF8.GetString(PlanFile.Write(SamplePlan.Empty)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_plan_gives_the_same_bytes() =>
        PlanGenerator.Plan.Sample(plan => PlanFile.Write(plan).AsSpan().SequenceEqual(PlanFile.Write(plan)));

    [Fact]
    public void A_reformatted_plan_is_the_same_plan() =>
        PlanGenerator.Plan.Sample(plan =>
        {
            using var json = JsonDocument.Parse(PlanFile.Write(plan));
            var result = PlanFile.Read(Encoding.UTF8.GetBytes(CanonicalJson.Text(json.RootElement)), "plan.json");

            Assert.Empty(result.Diagnostics);
            Assert.NotNull(result.Value);
            Assert.Equal(PlanFile.DigestOf(plan), PlanFile.DigestOf(result.Value));
        });

    [Fact]
    public void The_file_has_the_members_of_the_format_in_their_order()
    {
        var file = Encoding.UTF8.GetString(PlanFile.Write(SamplePlan.Full));

        Assert.Equal(SamplePlan.FullJson.Replace("DIGEST", PlanFile.DigestOf(SamplePlan.Full), StringComparison.Ordinal), file);
    }

    [Fact]
    public void An_absent_value_is_not_null()
    {
        var change = SamplePlan.Change("c1") with
        {
            Properties = [new PropertyChange("a", default, SamplePlan.Json("null")), new PropertyChange("b", SamplePlan.Json("null"), default)],
        };

        var file = Encoding.UTF8.GetString(PlanFile.Write(SamplePlan.Of(change)));
        var again = Assert.Single(PlanFile.Read(Encoding.UTF8.GetBytes(file), "plan.json").Value?.Changes ?? []);

        Assert.Equal(JsonValueKind.Undefined, again.Properties[0].Before.ValueKind);
        Assert.Equal(JsonValueKind.Null, again.Properties[0].After.ValueKind);
        Assert.Equal(JsonValueKind.Null, again.Properties[1].Before.ValueKind);
        Assert.Equal(JsonValueKind.Undefined, again.Properties[1].After.ValueKind);
    }

    [Fact]
    public void Text_that_could_steer_a_terminal_is_escaped()
    {
        var finding = new Finding("KeyVault-004", SamplePlan.Vault, ComplianceState.Compliant, "\u001b[31mred\u0007 \u009b ü");

        var file = Encoding.UTF8.GetString(PlanFile.Write(SamplePlan.Empty with { Findings = [finding] }));

        Assert.DoesNotContain(file, character => char.IsControl(character) && character != '\n');
        Assert.Contains("ü", file, StringComparison.Ordinal);
    }

    private static string Dump(object? value) => value switch
    {
        null => "none",
        JsonElement { ValueKind: JsonValueKind.Undefined } => "absent",
        JsonElement element => CanonicalJson.Text(element),
        string text => JsonSerializer.Serialize(text),
        DateTimeOffset time => time.ToUniversalTime().ToString("O"),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Dump))}]",
        _ when value.GetType().Namespace is "Baseline.Plans" or "Baseline.Controls" && !value.GetType().IsEnum =>
            $"{{{string.Join(", ", value.GetType().GetProperties().Select(member => $"{member.Name}: {Dump(member.GetValue(value))}"))}}}",
        _ => $"{value}",
    };
}

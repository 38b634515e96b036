using System.Text;
using System.Text.Json.Nodes;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Core.Tests.Plans;
using Baseline.Plans;
using Baseline.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Baseline.Core.Tests.Applying;

/// <summary>schema/journal.schema.json describes each line that is written, and nothing else.</summary>
public sealed class JournalSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.Of("journal.schema.json");

    public static TheoryData<ChangeOutcome> Outcomes =>
        [ChangeOutcome.Applied, ChangeOutcome.AlreadyDone, ChangeOutcome.Stale, ChangeOutcome.Failed, ChangeOutcome.Unverified];

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Every_line_of_a_run_is_as_the_schema_says(ChangeOutcome outcome) => Assert.Empty(Schema.FaultsOfLines(Journal(outcome)));

    [Fact]
    public void The_members_that_are_written_and_no_others_are_described()
    {
        var lines = Lines().ToList();
        var callers = lines.Select(line => line["caller"]).OfType<JsonObject>();
        var written = lines.Concat(callers).SelectMany(line => line.Select(member => member.Key)).Distinct();

        Assert.Equal(Schema.Names.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("run", "at event formatVersion plan baseline baselineDigest changes")]
    [InlineData("starting", "at event change action resource type apiVersion method body before")]
    [InlineData("finished", "at event change action resource type apiVersion method outcome after")]
    [InlineData("end", "at event cancelled applied failed stale")]
    public void What_every_such_line_has_must_be_there_and_be_of_its_type(string name, string members)
    {
        Assert.All(members.Split(' '), member =>
        {
            var (missing, wrong) = (LineOf(name), LineOf(name));
            missing.Remove(member);
            wrong[member] = new JsonArray();

            Assert.Contains($"$: {member} is missing", Schema.Faults(missing.ToJsonString()));
            Assert.Contains(Schema.Faults(wrong.ToJsonString()), fault => fault.StartsWith($"$.{member}: ", StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("run", "formatVersion", "2.0")]
    [InlineData("run", "plan", "sha256:0")]
    [InlineData("starting", "at", "2026-11-22")]
    [InlineData("starting", "action", "replace")]
    [InlineData("starting", "method", "HEAD")]
    [InlineData("finished", "resource", "kv-a")]
    [InlineData("finished", "outcome", "Applied")]
    public void A_value_that_means_nothing_is_refused_at_its_place(string name, string member, string value)
    {
        var line = LineOf(name);
        line[member] = value;

        Assert.StartsWith($"$.{member}: ", Assert.Single(Schema.Faults(line.ToJsonString())), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_newer_release_adds_is_accepted()
    {
        var line = LineOf("finished");
        line["weather"] = "fine";

        Assert.Empty(Schema.Faults(line.ToJsonString()));
        Assert.Empty(Schema.Faults("""{"at":"2026-11-22T09:00:00.000Z","event":"paused"}"""));
    }

    /// <summary>Every member, those that most journals leave out too.</summary>
    private static string Journal(ChangeOutcome outcome)
    {
        using var target = new MemoryStream();
        var journal = new RunJournal(target, new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero)));
        var plan = SamplePlan.Full with
        {
            Estate = SamplePlan.Full.Estate with { Source = Plan.UndoSource },
            Judged = 0,
            Findings = [],
            Changes = [.. SamplePlan.Full.Changes.Select(change => change with { Because = [new Cause("undo", change.Resource)] })],
        };
        journal.Begin(plan, PlanFile.DigestOf(plan), "agreed with the owners", new RunOrigin
        {
            Caller = new RunCaller("tenant", "object", "application", "pipeline"),
            Tool = "1.2.3",
            Host = "gitlab",
            Run = "https://gitlab.example.com/logs/-/pipelines/77",
            ApprovedBy = "sam",
        });
        var applied = new List<AppliedChange>();
        foreach (var change in plan.Changes)
        {
            journal.Starting(change, SamplePlan.Json("""{"properties":{}}"""));
            applied.Add(new AppliedChange(
                change, outcome, "Azure said no.", new ArmFailure(409, "No", "No.", change.Method, "correlation", OutcomeUnknown: false)));
            journal.Finished(applied[^1], change, default, isUnknown: outcome == ChangeOutcome.Failed && applied.Count == 1);
        }

        journal.End(new ApplyReport([.. applied, new AppliedChange(plan.Changes[0], ChangeOutcome.NotStarted)], Cancelled: true));
        return Encoding.UTF8.GetString(target.ToArray());
    }

    private static IEnumerable<JsonObject> Lines() => Journal(ChangeOutcome.Failed).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonNode.Parse(line)?.AsObject() ?? throw new InvalidOperationException("The line is empty."));

    private static JsonObject LineOf(string name) => Lines().First(line => $"{line["event"]}" == name);
}

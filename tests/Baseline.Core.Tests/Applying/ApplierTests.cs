using System.Text;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Baseline.Core.Tests.Applying.TestPlans;

namespace Baseline.Core.Tests.Applying;

public sealed class ApplierTests : IDisposable
{
    private const string A = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Test.Kind/things/a";
    private const string B = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Test.Kind/things/b";

    private const string Setting = """{"properties":{"logs":[{"category":"AuditEvent","enabled":true}]}}""";

    private readonly MemoryWriter _azure = new();
    private readonly MemoryStream _journal = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero))
    {
        AutoAdvanceAmount = TimeSpan.Zero,
    };

    [Fact]
    public async Task A_change_is_written_and_read_back()
    {
        var report = await ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));

        Assert.Equal([ChangeOutcome.Applied], Outcomes(report));
        Assert.Equal([$"PUT {A}"], _azure.Writes);
    }

    [Fact]
    public async Task What_already_holds_is_not_written_again()
    {
        var change = Put("c1", A, before: null, after: """{"properties":{"x":1}}""");
        _azure.Set(A, """{"id":"a","properties":{"x":1,"provisioningState":"Succeeded"}}""");

        var report = await ApplyAsync(change);

        Assert.Equal([ChangeOutcome.AlreadyDone], Outcomes(report));
        Assert.Empty(_azure.Writes);
    }

    [Fact]
    public async Task X2_A_resource_that_changed_since_the_plan_is_refused_and_the_rest_goes_on()
    {
        var stale = Put("c1", A, before: """{"properties":{"x":1}}""", after: """{"properties":{"x":2}}""");
        var fresh = Put("c2", B, before: null, after: """{"properties":{"x":1}}""");
        _azure.Set(A, """{"properties":{"x":7}}""");

        var report = await ApplyAsync(stale, fresh);

        Assert.Equal([ChangeOutcome.Stale, ChangeOutcome.Applied], Outcomes(report));
        Assert.Equal([$"PUT {B}"], _azure.Writes);
        Assert.Contains("\"x\":7", _azure.Text(A), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_went_away_since_the_plan_is_stale()
    {
        var report = await ApplyAsync(Put("c1", A, before: """{"properties":{"x":1}}""", after: """{"properties":{"x":2}}"""));

        Assert.Equal([ChangeOutcome.Stale], Outcomes(report));
        Assert.Contains("gone", report.Changes[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_depends_on_a_failure_is_skipped_and_says_so()
    {
        _azure.Failures[A] = new ArmFailure(403, "AuthorizationFailed", "No.", $"PUT {A}", "corr", OutcomeUnknown: false);
        var first = Put("c1", A, before: null, after: """{"properties":{"x":1}}""");
        var second = Put("c2", B, before: null, after: """{"properties":{"x":1}}""") with { DependsOn = ["c1"] };

        var report = await ApplyAsync(first, second);

        Assert.Equal([ChangeOutcome.Failed, ChangeOutcome.Skipped], Outcomes(report));
        Assert.Equal("It needs c1, which did not succeed.", report.Changes[1].Detail);
        Assert.Null(_azure.Text(B));
    }

    [Fact]
    public async Task X4_A_write_with_unknown_outcome_is_read_back_and_not_repeated()
    {
        _azure.Failures[A] = new ArmFailure(504, "GatewayTimeout", "Timed out.", $"PUT {A}", null, OutcomeUnknown: true);

        var report = await ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));

        Assert.Equal([ChangeOutcome.Applied], Outcomes(report));
        Assert.Single(_azure.Writes);
    }

    [Theory]
    [InlineData(1, ChangeOutcome.Applied, 2)]
    [InlineData(2, ChangeOutcome.Applied, 3)]
    [InlineData(9, ChangeOutcome.Failed, 3)]
    public async Task A_write_whose_outcome_was_not_known_is_sent_again_where_reading_back_shows_what_was_before(int lost, ChangeOutcome outcome, int writes)
    {
        _azure.LostWrites = lost;
        var running = ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([outcome], Outcomes(await running));
        Assert.Equal(writes, _azure.Writes.Count);
    }

    [Fact]
    public async Task A_lost_write_is_not_sent_over_what_others_wrote_meanwhile()
    {
        _azure.LostWrites = 1;
        _azure.BeforeWrite = _ => _azure.Set(A, """{"properties":{"x":7}}""");
        var running = ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([ChangeOutcome.Failed], Outcomes(await running));
        Assert.Single(_azure.Writes);
        Assert.Equal("""{"properties":{"x":7}}""", _azure.Text(A));
    }

    [Fact]
    public async Task X3_A_write_that_shows_late_is_waited_for()
    {
        _azure.StaleReads = 2;
        var running = ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));
        await AdvanceUntilDoneAsync(running);

        var report = await running;

        Assert.Equal([ChangeOutcome.Applied], Outcomes(report));
    }

    [Fact]
    public async Task X3_A_write_that_never_shows_is_unverified_and_not_a_success()
    {
        _azure.StaleReads = 100;
        var running = ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));
        await AdvanceUntilDoneAsync(running);

        var report = await running;

        Assert.Equal([ChangeOutcome.Unverified], Outcomes(report));
        Assert.False(report.Succeeded);
    }

    [Theory]
    [InlineData("Microsoft.Insights/diagnosticSettings", 3, 2)]
    [InlineData("Microsoft.KeyVault/vaults", 1, 0)]
    public async Task What_Azure_shows_and_loses_again_has_to_be_seen_three_times_in_a_row(string type, int looks, int seconds)
    {
        var running = ApplyAsync(Put("c1", A, before: null, after: Setting, type));
        var start = _clock.GetUtcNow();
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([ChangeOutcome.Applied], Outcomes(await running));
        Assert.Equal(1 + looks, _azure.Reads);
        Assert.Equal(seconds, (_clock.GetUtcNow() - start).TotalSeconds);
    }

    [Fact]
    public async Task A_setting_that_is_lost_again_is_counted_from_the_start()
    {
        _azure.MissedReads.UnionWith([3]);
        var running = ApplyAsync(
            Put("c1", A, before: null, after: Setting, "Microsoft.Insights/diagnosticSettings"));
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([ChangeOutcome.Applied], Outcomes(await running));
        Assert.Equal(6, _azure.Reads);
    }

    /// <summary>Each sending may take as long as one write may, so that the sum is bounded as well.</summary>
    [Theory]
    [InlineData(2, 3)]
    [InlineData(6, 2)]
    [InlineData(9, 2)]
    [InlineData(10, 1)]
    public async Task A_write_that_takes_long_to_be_lost_is_not_sent_again_for_ever(int minutes, int writes)
    {
        _azure.LostWrites = 9;
        _azure.BeforeWrite = _ => _clock.Advance(TimeSpan.FromMinutes(minutes));
        var running = ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([ChangeOutcome.Failed], Outcomes(await running));
        Assert.Equal(writes, _azure.Writes.Count);
        Assert.Contains("\"outcome\":\"unknown\"", Encoding.UTF8.GetString(_journal.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_may_have_taken_effect_and_does_not_show_is_recorded_as_unknown()
    {
        _azure.Failures[A] = new ArmFailure(504, "GatewayTimeout", "Timed out.", $"PUT {A}", null, OutcomeUnknown: true);
        _azure.BeforeRead = _ => _azure.Remove(A);
        var running = ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([ChangeOutcome.Failed], Outcomes(await running));
        Assert.Contains("\"outcome\":\"unknown\"", Encoding.UTF8.GetString(_journal.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_others_that_the_plan_does_not_show_is_not_sent()
    {
        const string Before = """{"properties":{"x":1,"y":1}}""";
        _azure.Set(A, Before);
        var change = Put("c1", A, Before, after: """{"properties":{"x":2,"y":2}}""");

        var report = await ApplyAsync(change with { Properties = [.. change.Properties.Where(property => property.Path == "properties.x")] });

        Assert.Equal([ChangeOutcome.Failed], Outcomes(report));
        Assert.Contains("does not show that it changes properties.y", report.Changes[0].Detail, StringComparison.Ordinal);
        Assert.Empty(_azure.Writes);
    }

    [Fact]
    public async Task What_a_type_never_writes_over_what_is_there_is_not_sent()
    {
        const string Vault = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
        const string Before = """{"location":"x","properties":{"y":1}}""";
        _azure.Set(Vault, Before);

        var report = await ApplyAsync(Put("c1", Vault, Before, after: """{"location":"y","properties":{}}""") with { Type = "Microsoft.KeyVault/vaults" });

        Assert.Contains("never puts a new one over it", report.Changes[0].Detail, StringComparison.Ordinal);
        Assert.Empty(_azure.Writes);
    }

    [Fact]
    public async Task A_write_that_Azure_refuses_because_another_crossed_it_is_stale()
    {
        _azure.Failures[A] = new ArmFailure(412, "ConditionNotMet", "Changed.", $"PUT {A}", "corr", OutcomeUnknown: false);

        var report = await ApplyAsync(Put("c1", A, before: null, after: """{"properties":{"x":1}}"""));

        Assert.Equal([ChangeOutcome.Stale], Outcomes(report));
        Assert.Equal("The resource was changed while it was being written: plan again.", report.Changes[0].Detail);
    }

    [Fact]
    public async Task Cancelling_before_the_write_is_sent_sends_nothing()
    {
        using var cancellation = new CancellationTokenSource();
        _azure.BeforeRead = _ => cancellation.Cancel();

        var report = await new Applier(ControlCatalogue.Product.Types, _azure, new RunJournal(_journal, _clock), ApplyPace.Azure, _clock).ApplyAsync(
            PlanOf(Put("c1", A, before: null, after: """{"properties":{"x":1}}""")), new SilentObserver(), cancellation.Token);

        Assert.Equal([ChangeOutcome.NotStarted], Outcomes(report));
        Assert.Empty(_azure.Writes);
    }

    [Fact]
    public async Task X8_When_cancelled_the_write_in_flight_is_finished_and_the_rest_is_not_started()
    {
        using var cancellation = new CancellationTokenSource();
        _azure.BeforeWrite = _ => cancellation.Cancel();
        var plan = PlanOf(
            Put("c1", A, before: null, after: """{"properties":{"x":1}}"""),
            Put("c2", B, before: null, after: """{"properties":{"x":1}}"""));

        var report = await new Applier(ControlCatalogue.Product.Types, _azure, new RunJournal(_journal, _clock), ApplyPace.Azure, _clock).ApplyAsync(plan, new SilentObserver(), cancellation.Token);

        Assert.True(report.Cancelled);
        Assert.Equal([ChangeOutcome.Applied, ChangeOutcome.NotStarted], Outcomes(report));
    }

    [Fact]
    public async Task A_grant_that_exists_under_another_name_is_done_already()
    {
        _azure.Elsewhere.Add(A);
        var grant = Put("c1", A, before: null, after: """{"properties":{"principalId":"p"}}""") with { Type = "Microsoft.Authorization/roleAssignments" };

        var report = await ApplyAsync(grant);

        Assert.Equal([ChangeOutcome.AlreadyDone], Outcomes(report));
    }

    [Fact]
    public async Task A_value_that_an_earlier_change_brings_is_put_in()
    {
        var first = Put("c1", A, before: null, after: """{"properties":{"principalId":"p-1"}}""");
        var second = Put("c2", B, before: null, after: """{"properties":{"who":"${c1.properties.principalId}"}}""") with { DependsOn = ["c1"] };

        var report = await ApplyAsync(first, second);

        Assert.True(report.Succeeded);
        Assert.Equal("""{"properties":{"who":"p-1"}}""", _azure.Text(B));
    }

    [Fact]
    public async Task The_journal_holds_the_body_before_each_write()
    {
        _azure.Set(A, """{"properties":{"x":1}}""");

        await ApplyAsync(Put("c1", A, before: """{"properties":{"x":1}}""", after: """{"properties":{"x":2}}"""));

        var lines = Encoding.UTF8.GetString(_journal.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(MemoryWriter.Json).ToList();
        Assert.Equal(["starting", "finished", "end"], lines.Select(line => line.GetProperty("event").GetString()));
        Assert.Equal(1, lines[0].GetProperty("before").GetProperty("properties").GetProperty("x").GetInt32());
        Assert.Equal("applied", lines[1].GetProperty("outcome").GetString());
        Assert.Equal("2026-11-22T09:00:00.000Z", lines[0].GetProperty("at").GetString());
    }

    /// <summary>What nobody can take back goes with the ETag of what was read right before; what can be, with none.</summary>
    [Theory]
    [InlineData("POST", "/lock", "\"7\"")]
    [InlineData("PUT", "", null)]
    public async Task A_lock_of_a_policy_goes_with_its_ETag(string method, string action, string? etag)
    {
        const string Policy = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/"
            + "storageAccounts/st/blobServices/default/containers/c/immutabilityPolicies/default";
        const string Type = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";
        const string Unlocked = """{"properties":{"immutabilityPeriodSinceCreationInDays":7,"allowProtectedAppendWrites":true,"state":"Unlocked"}}""";
        var longer = Unlocked.Replace("7", "8", StringComparison.Ordinal).Replace(",\"state\":\"Unlocked\"", "", StringComparison.Ordinal);
        var planned = Put("c1", Policy, Unlocked, method == "POST" ? "{}" : longer, Type) with
        {
            Method = method,
            Resource = Policy + action,
        };
        var change = method == "POST" ? planned with { Body = default } : planned;
        change = change with
        {
            Properties = new ResourceNormalizer(ControlCatalogue.Product.Types).Differences(change, MemoryWriter.Json(Unlocked)),
            Precondition = Precondition.Digest(change, MemoryWriter.Json(Unlocked), ControlCatalogue.Product.Types),
        };
        _azure.Set(Policy, Unlocked.Replace("{\"properties", "{\"etag\":\"\\\"7\\\"\",\"properties", StringComparison.Ordinal));
        _azure.BeforeWrite = _ => _azure.Set(Policy, Unlocked.Replace("Unlocked", "Locked", StringComparison.Ordinal));

        var report = await ApplyAsync(change);

        Assert.Equal([ChangeOutcome.Applied], Outcomes(report));
        Assert.Equal([etag], _azure.ETags);
    }

    /// <summary>Whatever a test does, what it recorded is as the schema says.</summary>
    public void Dispose()
    {
        Assert.Empty(JsonSchema.Of("journal.schema.json").FaultsOfLines(Encoding.UTF8.GetString(_journal.ToArray())));
        _journal.Dispose();
    }

    private static IEnumerable<ChangeOutcome> Outcomes(ApplyReport report) => report.Changes.Select(change => change.Outcome);

    private Task<ApplyReport> ApplyAsync(params Change[] changes) =>
        new Applier(ControlCatalogue.Product.Types, _azure, new RunJournal(_journal, _clock), ApplyPace.Azure, _clock).ApplyAsync(PlanOf(changes), new SilentObserver(), CancellationToken.None);

    private async Task AdvanceUntilDoneAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}

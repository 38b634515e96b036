using System.Globalization;
using System.Text;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// A saved plan is taken again, however far it was applied before, and does what is left of it; and what an undo plans is taken from
/// a file. In every case of <c>tests/conformance</c> and in generated worlds.
/// </summary>
public sealed class SavedAgainTests
{
    private static readonly ControlCatalogue Catalogue = ControlCatalogue.Product;

    // A tag that nothing has: where a document excludes by tag, the list of all resources is read for the check.
    private static readonly Exclusion ByTag = new(null, "tag-of-nothing", null, null);

    // What the undo itself alone carries out (docs/lifecycle.md): it puts back a destination, a key or an identity that the document does
    // not name, or deletes a setting of others that exported nothing before the run.
    private static readonly (ChangeAction Action, string Why)[] ByTheUndoAlone =
    [
        (ChangeAction.Update, "The document names no "),
        (ChangeAction.Delete, "It creates and deletes only its own diagnostic settings"),
    ];

    public static TheoryData<string> All =>
    [
        .. CaseFile.All().SelectMany(CaseFile.CaseNames).Where(name => CaseFile.Load(name).CapturedOnly is null),
        .. Enumerable.Range(1, World.Count).Where(number => number % 2 == 0).Select(number => $"world {number}"),
        .. Enumerable.Range(0, ChainedWorld.Count).Select(number => $"chained {number}"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_saved_plan_that_was_applied_as_far_as_any_change_is_taken_again_and_does_the_rest(string name)
    {
        var one = Load(name);
        using var azure = new EmulatedAzure(one);
        var plan = await azure.PlanAsync(Cancel);
        var wrong = new List<string>();
        for (var count = 1; count <= plan.Changes.Count; count++)
        {
            var report = await azure.ApplyAsync(plan with { Changes = [.. plan.Changes.Take(count)] }, Cancel);
            wrong.AddRange(report.Changes.Where(change => !change.Succeeded).Select(change => $"{count}: {change.Change.Id} {change.Outcome} {change.Detail}"));
            wrong.AddRange((await SavedPlanGate.RefusalsAsync(azure, one, one.Document, plan, Cancel)).Select(why => $"{count}: {why}"));
        }

        var again = await azure.ApplyAsync(plan, Cancel);

        Assert.True(wrong.Count == 0, $"{string.Join('\n', wrong)}\n{PlanText.Of(plan)}");
        Assert.All(again.Changes, change => Assert.Equal(ChangeOutcome.AlreadyDone, change.Outcome));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_an_undo_plans_is_taken_from_a_file_also_where_the_document_excludes_by_tag(string name)
    {
        var one = Load(name);
        using var azure = new EmulatedAzure(one);
        using var journal = new MemoryStream();
        await azure.ApplyAsync(await azure.PlanAsync(Cancel), journal, Cancel);
        var tagged = one.Document with { Scope = one.Document.Scope with { Exclusions = [.. one.Document.Scope.Exclusions, ByTag] } };

        var undo = await UndoAsync(azure, one, journal);
        List<string> refusals =
        [
            .. await SavedPlanGate.RefusalsAsync(azure, one, one.Document, undo, Cancel),
            .. await SavedPlanGate.RefusalsAsync(azure, one, tagged, undo, Cancel),
        ];

        refusals.RemoveAll(line => ByTheUndoAlone.Any(alone =>
            line.StartsWith($"NeverSent {alone.Action} ", StringComparison.Ordinal) && line.Contains($": {alone.Why}", StringComparison.Ordinal)));
        Assert.True(refusals.Count == 0, $"{string.Join('\n', refusals)}\n{PlanText.Of(undo)}");
    }

    private static ConformanceCase Load(string name) => name.Split(' ') switch
    {
        ["world", var number] => World.Number(int.Parse(number, CultureInfo.InvariantCulture)),
        ["chained", var number] => ChainedWorld.Number(int.Parse(number, CultureInfo.InvariantCulture)),
        _ => CaseFile.Load(name),
    };

    /// <summary>The plan of an undo as the command makes it: without what the document does not let be changed, made anew or opened.</summary>
    private static async Task<Plan> UndoAsync(EmulatedAzure azure, ConformanceCase one, MemoryStream journal)
    {
        var run = Assert.IsType<RunRecord>(RunRecord.Read(Encoding.UTF8.GetString(journal.ToArray()), "run.jsonl").Value);
        var live = await azure.LiveAsync(run, Cancel);
        var writes = run.Changes.Select(change => change.Recorded.Write).ToList();
        var estate = await azure.ReadAsync(WriteScope.RequestFor(Catalogue, one.Document, writes), Cancel);
        var scope = new WriteScope(Catalogue, one.Document, estate, one.Today);
        var whys = new Dictionary<(string Method, string Resource), string>();
        Plan undo;
        do
        {
            undo = new UndoPlanner(Catalogue.Types).Plan(run, live, new PlanEstate(Plan.UndoSource, null), Obstacle).Plan;
        }
        while (new UndoneCreationCheck(Catalogue).Objections(undo, one.Document, estate, one.Today)
            .Where(why => whys.TryAdd((why.Change.Method, why.Change.Resource), why.Why)).ToList().Count > 0);
        return undo;

        string? Obstacle(ArmWrite write, IReadOnlyCollection<string> altered, IEnumerable<ArmWrite> earlier) => scope.WhyNot(write, altered)
            ?? LockObstacles.WhyBlocked(ControlCatalogue.Product.Types, write, estate, earlier)
            ?? whys.GetValueOrDefault((write.Method, write.Resource));
    }
}

using System.Text;
using System.Text.Json;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>Whoever edits a plan and computes its digest anew gets nothing applied that the document does not ask for.</summary>
public sealed class ForgedPlanTests
{
    private static readonly ControlCatalogue Catalogue = ControlCatalogue.Product;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Any worlds, and from -1 down those in which everything is written.</summary>
    public static TheoryData<int> Worlds => [.. Enumerable.Range(1, World.Count), .. Enumerable.Range(1, ChainedWorld.Count).Select(number => -number)];

    /// <summary>Those in which everything is written, and a few of the others: each has hundreds of edits.</summary>
    public static TheoryData<int> SomeWorlds => [.. Enumerable.Range(1, World.Count).Where(number => number % 6 == 0), .. Enumerable.Range(1, ChainedWorld.Count).Where(number => number % 2 == 0).Select(number => -number)];

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task An_honest_plan_and_its_undo_pass_every_check(int number)
    {
        var world = Numbered(number);
        using var azure = new EmulatedAzure(world);
        var plan = await azure.PlanAsync(Cancel);
        AssertPasses(await RefusalAsync(azure, world, plan));

        using var journal = new MemoryStream();
        await azure.ApplyAsync(plan, journal, Cancel);
        var undo = await UndoAsync(azure, journal);
        AssertPasses(await RefusalAsync(azure, world, undo));

        using var second = new MemoryStream();
        await azure.ApplyAsync(undo, second, Cancel);
        AssertPasses(await RefusalAsync(azure, world, await UndoAsync(azure, second)));
    }

    /// <summary>
    /// Every edit of one member, with what the plan says of the change left as it was, and made anew. What passes the checks is
    /// not sent, or brings about what the honest plan does.
    /// </summary>
    [Theory]
    [MemberData(nameof(SomeWorlds))]
    public async Task An_edited_body_is_refused_or_brings_about_what_the_document_wants(int number)
    {
        var world = Numbered(number);
        using var azure = new EmulatedAzure(world);
        var plan = await azure.PlanAsync(Cancel);
        var observed = await EstateAsync(azure, world, plan);
        var wanted = await AppliedAsync(world, plan);
        var wrong = new List<string>();
        foreach (var (at, change) in plan.Changes.Index().Where(one => one.Item.Body.ValueKind == JsonValueKind.Object))
        {
            var live = ChangeReference.IsIn(change.Resource) ? default
                : (await azure.Writer.ReadAsync(ControlCatalogue.Product.Types.ReadAt(change.Type, change.Resource), change.ApiVersion, Cancel)).Body;
            foreach (var edit in BodyEdits.Of(change.Body))
            {
                foreach (var forged in new[] { change with { Body = edit.Body }, BodyEdits.Shown(change, edit.Body, live) })
                {
                    var edited = plan with { Changes = [.. plan.Changes.Take(at), forged, .. plan.Changes.Skip(at + 1)] };
                    if ((await RefusalAsync(azure, world, edited, observed)).Length == 0
                        && await AppliedAsync(world, edited) is { } got && got.Succeeded && got.Left != wanted.Left)
                    {
                        wrong.Add($"{change.Action} {change.Resource}: {edit.What}: {edit.Body}\n{got.Left}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static void AssertPasses(string refusal) => Assert.True(refusal.Length == 0, refusal);

    private static ConformanceCase Numbered(int number) => number > 0 ? World.Number(number) : ChainedWorld.Number(-number - 1);

    /// <summary>Why apply refuses a plan before it sends anything; empty where it does not.</summary>
    private static async Task<string> RefusalAsync(EmulatedAzure azure, ConformanceCase world, Plan plan, Estate? observed = null)
    {
        var read = PlanFile.Read(PlanFile.Write(plan), "plan.json", ControlCatalogue.Product.Types);
        if (read.Value is not { } saved)
        {
            return string.Join('\n', read.Diagnostics);
        }

        // What an undo goes back to need not be what the document names, and is refused from a saved plan then, as it always was.
        var estate = observed ?? await EstateAsync(azure, world, saved);
        List<PlanObjection> asked = plan.IsUndo ? [] : [.. new SavedPlanCheck(Catalogue).Objections(saved, world.Document, estate, world.Today)];
        IReadOnlyList<PlanObjection> wanted = asked.Count > 0 ? asked : new SavedBodyCheck(Catalogue).Objections(saved, world.Document, estate, world.Today);
        var objections = wanted.Count > 0 ? wanted : await new LiveCheck(Catalogue.Types, azure.Writer, atOnce: 1).ObjectionsAsync(saved, Cancel);
        return string.Join('\n', objections.Select(one => $"{one.Kind} {one.Change.Action} {one.Change.Resource}: {one.Why}"));
    }

    private static Task<Estate> EstateAsync(EmulatedAzure azure, ConformanceCase world, Plan plan) =>
        azure.ReadAsync(new SavedPlanCheck(Catalogue).RequestFor(plan, world.Document), Cancel);

    /// <summary>Whether all of a plan is applied to the world, and what is left to do then.</summary>
    private static async Task<(bool Succeeded, string Left)> AppliedAsync(ConformanceCase world, Plan plan)
    {
        using var azure = new EmulatedAzure(world);
        var report = await azure.ApplyAsync(plan, Cancel);
        return (report.Succeeded, PlanText.Of(await azure.PlanAsync(Cancel)));
    }

    private static async Task<Plan> UndoAsync(EmulatedAzure azure, MemoryStream journal)
    {
        var run = Assert.IsType<RunRecord>(RunRecord.Read(Encoding.UTF8.GetString(journal.ToArray()), "run.jsonl").Value);
        return new UndoPlanner(ControlCatalogue.Product.Types).Plan(run, await azure.LiveAsync(run, Cancel), new PlanEstate("journal", null)).Plan;
    }
}

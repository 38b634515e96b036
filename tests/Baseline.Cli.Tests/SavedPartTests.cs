using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Selecting;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>
/// The part of a saved plan is held against its content, the document and what is there. Each plan here has a right digest, as whoever
/// forges one can compute it.
/// </summary>
public sealed class SavedPartTests : IDisposable
{
    private const string Payments = "22222222-2222-2222-2222-222222222222";

    private readonly Workspace _workspace = new("fleet");

    /// <summary>The options of the honest plan, what became of its part, and what is said of it.</summary>
    public static TheoryData<string, string, string> Forged => new()
    {
        { "", "only subscription=Retail", "The plan says that it is for subscription Retail only, and has a finding" },
        { "", "only control=Monitor-006", "The plan says that it is for control Monitor-006 only, and has a finding" },
        { "", "only resourceGroup=rg-payments", "The plan says that it is for resource group rg-payments only" },
        { "", "only resource=kv-shop-*", "The plan says that it is for resource kv-shop-* only" },
        { "", "only type=Microsoft.KeyVault/vaults", "The plan says that it is for type Microsoft.KeyVault/vaults only" },
        { "--only subscription=Payments", "only subscription=Retail", "The plan says that it is for subscription Retail only" },
        { "", "only tag=nosuch=prod", "It is outside of the part that the plan is for (tag nosuch=prod)." },
        { "", "shard 9/8", "There is no shard 9/8." },
        { "", "shard 0/8", "There is no shard 0/8." },
        { "", "shard 1/5000", "There is no shard 1/5000." },
        { "--shard 1/3", "shard 2/3", "The plan says that it is shard 2/3, to which" },
        { "", "shard 1/1", "It lists 0 resources, and the plan says that" },
        { "", "wave nosuch", "The document's rollout has no wave \"nosuch\"." },
        { "", "wave canary", "It is outside of the part that the plan is for (wave canary)." },
        { "--wave rest --allow-wave because", "wave rest", "Wave \"rest\" comes after \"canary\", in which 2 changes are left (kv-shop-loyalty, kv-shop-media)." },
        { "--wave canary", "wave rest", "It is outside of the part that the plan is for (wave rest)." },
        { "", "most 3", "It allows 3, and the plan has" },
        { "--max-changes 2", "left 0", "It leaves nothing for later, and nothing is planned or blocked for" },
        { "--only subscription=Retail", "drop findings", "of which KeyVault-004 has no finding in this part." },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task A_part_that_the_plan_is_not_for_is_refused_before_any_write(string options, string forgery, string why)
    {
        _workspace.Edit("baseline.yaml", "\ncontrols:", "\nrollout:\n  - { name: canary, only: { resource: [kv-shop-*] } }\n  - { name: rest, after: canary }\ncontrols:");
        var before = _workspace.Read("estate.json");
        await _workspace.RunAsync(["plan", "--emulator", "estate.json", "--out", "plan.json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        File.WriteAllBytes(_workspace.At("plan.json"), PlanFile.Write(Altered(Read(), forgery)));

        var ran = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve");

        Assert.Contains(why, ran.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, ran.ExitCode);
        Assert.Equal(before, _workspace.Read("estate.json"));
        Assert.False(Directory.Exists(_workspace.At(".baseline")));
    }

    [Theory]
    [InlineData("--only subscription=Payments")]
    [InlineData($"--only subscription={Payments} --only control=keyvault-004")]
    [InlineData("--only resource=kv-shop-*")]
    [InlineData("--shard 1/3")]
    [InlineData("--shard 2/3")]
    [InlineData("--shard 3/3")]
    [InlineData("--max-changes 1")]
    [InlineData("--max-changes 5")]
    [InlineData("--wave canary")]
    [InlineData("--wave rest --allow-wave because")]
    public async Task An_honest_part_is_applied(string options)
    {
        _workspace.Edit("baseline.yaml", "\ncontrols:", "\nrollout:\n  - { name: canary, only: { resource: [kv-shop-*] } }\n  - { name: rest, after: canary }\ncontrols:");
        await _workspace.RunAsync(["plan", "--emulator", "estate.json", "--out", "plan.json", .. options.Split(' ')]);

        var ran = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json");

        Assert.DoesNotContain("error BL", ran.Error, StringComparison.Ordinal);
        Assert.True(ran.ExitCode is 0 or 3);
    }

    /// <summary>A vault that is gone lies in no part, and that is not why nothing is written to it.</summary>
    [Theory]
    [InlineData("subscription=Retail", "kv-shop-media", "0 failed, 1 stale", "The resource is gone")]
    [InlineData("resource=kv-shop-*", "kv-shop-media", "0 failed, 1 stale", "The resource is gone")]
    [InlineData("control=KeyVault-004", "kv-shop-media", "0 failed, 1 stale", "The resource is gone")]
    [InlineData("subscription=Payments", "kv-pay-api", "1 failed, 0 stale", "plan again, which leaves out what is gone")]
    [InlineData("resource=kv-pay-*", "kv-pay-api", "1 failed, 0 stale", "plan again, which leaves out what is gone")]
    public async Task The_rest_of_a_part_is_applied_where_a_resource_was_deleted_since(string part, string vault, string outcome, string why)
    {
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--only", part, "--out", "plan.json");
        var estate = JsonNode.Parse(_workspace.Read("estate.json")) ?? throw new InvalidOperationException();
        var resources = estate["resources"]?.AsArray() ?? [];
        var gone = resources.Where(resource => $"{resource?["id"]}/".Contains($"/vaults/{vault}/", StringComparison.OrdinalIgnoreCase)).ToList();
        gone.ForEach(resource => resources.Remove(resource));
        File.WriteAllText(_workspace.At("estate.json"), estate.ToJsonString());

        var ran = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve");

        Assert.NotEmpty(gone);
        Assert.DoesNotContain("BL5107", ran.Error, StringComparison.Ordinal);
        Assert.Matches($"Apply: [1-9][0-9]* applied, {outcome}", ran.Output);
        Assert.Contains(why, (ran.Output + ran.Error).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_whose_wave_has_to_wait_is_made_again_with_the_reason()
    {
        _workspace.Edit("baseline.yaml", "\ncontrols:", "\nrollout:\n  - { name: canary, only: { resource: [kv-shop-*] } }\n  - { name: rest, after: canary }\ncontrols:");
        var drifted = _workspace.Read("estate.json");
        await _workspace.RunAsync("apply", "--emulator", "estate.json", "--wave", "canary", "--auto-approve");
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--wave", "rest", "--out", "plan.json");
        File.WriteAllText(_workspace.At("estate.json"), drifted);

        var ran = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json");

        Assert.Equal(4, ran.ExitCode);
        Assert.Contains("BL5120: The wave before is not done", ran.Error, StringComparison.Ordinal);
        Assert.Contains("plan again with --allow-wave REASON.", ran.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("apply plan.json --emulator estate.json --allow-wave", ran.Error, StringComparison.Ordinal);
    }

    /// <summary>Every change of a chain of nine that waits for others, without one of those: the plan of the conformity example.</summary>
    [Fact]
    public async Task A_change_that_no_longer_waits_for_what_it_rests_on_is_refused()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        var plan = PlanFile.Read(File.ReadAllBytes(workspace.At("plan.json")), "plan.json").Value ?? throw new InvalidOperationException();
        var waiting = plan.Changes.Where(change => change.DependsOn.Count > 0).ToList();
        Assert.Equal(5, waiting.Count);
        foreach (var change in waiting)
        {
            var forged = plan with { Changes = [.. plan.Changes.Select(one => one.Id == change.Id ? one with { DependsOn = [] } : one)] };

            var read = PlanFile.Read(PlanFile.Write(forged), "plan.json", ControlCatalogue.Product.Types);

            var diagnostic = Assert.Single(read.Diagnostics);
            Assert.Equal("BL4017", diagnostic.Code);
            Assert.Contains($"Change {change.Id} rests on ", diagnostic.Detail, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _workspace.Dispose();

    private Plan Read() => PlanFile.Read(File.ReadAllBytes(_workspace.At("plan.json")), "plan.json").Value
        ?? throw new InvalidOperationException("The plan can't be read.");

    private static Plan Altered(Plan plan, string forgery)
    {
        var (what, value) = forgery.Split(' ', 2) is [var first, var second] ? (first, second) : (forgery, "");
        var part = plan.Part ?? new PlanPart(SelectorSet.Everything, null, null, null);
        return what switch
        {
            "only" => plan with { Part = part with { Only = new SelectorSet([Selector.Parse(value) ?? throw new InvalidOperationException(value)]) } },
            "shard" => plan with { Part = part with { Shard = new Shard(int.Parse(value.Split('/')[0]), int.Parse(value.Split('/')[1])) } },
            "wave" => plan with { Part = part with { Wave = new PlanWave(value, null, null) } },
            "most" => plan with { Part = part with { Slice = new PlanSlice(int.Parse(value), 1) } },
            "left" => plan with { Part = part with { Slice = (part.Slice ?? new PlanSlice(1, 1)) with { Left = int.Parse(value) } } },
            "drop" => plan with { Findings = [] },
            _ => throw new ArgumentOutOfRangeException(nameof(forgery), forgery, "Not a forgery."),
        };
    }
}

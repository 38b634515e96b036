using System.Text;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Baseline.Roles;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>What holds of every document over every estate.</summary>
public sealed class PropertyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Worlds => [.. Enumerable.Range(1, World.Count)];

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task After_an_apply_the_second_plan_is_empty_and_nothing_else_was_touched(int number)
    {
        var world = World.Number(number);
        using var azure = new EmulatedAzure(world);
        var before = azure.Resources();
        var first = await azure.PlanAsync(Cancel);

        var report = await azure.ApplyAsync(first, Cancel);
        var second = await azure.PlanAsync(Cancel);

        Assert.True(report.Succeeded, $"{Shown(world, first)}\n{Failures(report)}");
        Assert.True(second.IsEmpty, $"{Shown(world, first)}\nThe second plan:\n{PlanText.Of(second)}");
        var losses = Survival.Losses(before, azure.Resources(), first).ToList();
        Assert.True(losses.Count == 0, $"{Shown(world, first)}\n{string.Join('\n', losses)}");
        Assert.Empty(RoleCoverage.Missing(azure.Requests, new LeastPrivilege(ControlCatalogue.Product).ForApply(world.Document)));
    }

    /// <summary>The tool asks Azure for a part of what is there, and an estate in a file has all of it.</summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task What_is_read_of_Azure_is_all_that_matters(int number)
    {
        var world = World.Number(number);
        using var azure = new EmulatedAzure(world);

        var plan = await azure.PlanAsync(Cancel);

        // What could not be read of a file may not be asked of Azure at all.
        if (world.Estate.Unreadable.Count == 0)
        {
            var whole = new Planner(ControlCatalogue.Product).Plan(world.Document, world.Estate, world.Today);
            Assert.True(PlanOutline.Of(whole).SequenceEqual(PlanOutline.Of(plan)), $"{Shown(world, plan)}\nOver a file:\n{PlanText.Of(whole)}");
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task What_can_be_fixed_is_fixed(int number)
    {
        var world = World.Number(number);
        using var azure = new EmulatedAzure(world);
        var first = await azure.PlanAsync(Cancel);
        await azure.ApplyAsync(first, Cancel);

        var second = await azure.PlanAsync(Cancel);

        var states = second.Findings.ToDictionary(finding => (finding.Control, finding.Resource), finding => finding.State);
        Assert.All(
            first.Findings.Where(finding => finding is { State: ComplianceState.Noncompliant, Blocked: null }),
            finding => Assert.True(
                Expected(finding).Contains(states[(finding.Control, finding.Resource)]),
                $"{finding.Resource}: {finding.Reason}\n{Shown(world, first)}\n{PlanText.Of(second)}"));
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task No_change_can_be_left_out(int number)
    {
        var world = World.Number(number);
        using var first = new EmulatedAzure(world);
        var plan = await first.PlanAsync(Cancel);

        foreach (var left in plan.Changes)
        {
            using var azure = new EmulatedAzure(world);
            await azure.ApplyAsync(plan.Without(left), Cancel);

            Assert.False((await azure.PlanAsync(Cancel)).IsEmpty, $"{left.Id} is not needed.\n{Shown(world, plan)}");
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task What_is_out_of_scope_exempt_excluded_or_unread_is_not_written_to(int number)
    {
        var world = World.Number(number);
        using var azure = new EmulatedAzure(world);

        var plan = await azure.PlanAsync(Cancel);
        await azure.ApplyAsync(plan, Cancel);

        var written = azure.Requests.Where(request => request.Method is "PUT" or "PATCH" or "DELETE" or "POST")
            .Select(request => ResourceId.Parse(request.PathAndQuery.Split('?')[0]))
            .ToList();
        var planned = plan.Changes.Select(change => change.Resource.Split("/${")[0]).ToList();
        Assert.All(written, id => Assert.Contains(planned, target => id.Text.StartsWith(target, StringComparison.OrdinalIgnoreCase)));
        var allowed = AllowedSubscriptions(world);
        Assert.All(written, id => Assert.Contains(id.SubscriptionId, allowed));
        var untouchable = Untouchable(world).ToList();
        Assert.All(written, id => Assert.DoesNotContain(untouchable, forbidden => id.IsAtOrBelow(forbidden)));
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void The_order_of_the_estate_does_not_matter(int number)
    {
        var world = World.Number(number);

        var plan = PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(world.Document, world.Estate, world.Today));

        Assert.Equal(plan, PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(world.Document, world.ShuffledEstate(), world.Today)));
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Every_file_reads_as_it_was_written(int number)
    {
        var world = World.Number(number);
        var plan = PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(world.Document, world.Estate, world.Today));
        using var estate = new MemoryStream();

        EstateFile.Write(world.Estate, estate);

        var read = EstateFile.Read(estate.ToArray(), "estate.json").Value;
        Assert.NotNull(read);
        Assert.Equal(plan, PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(world.Document, read, world.Today)));
        Assert.Equal(plan, PlanFile.Write(Assert.IsType<Plan>(PlanFile.Read(plan, "plan.json", ControlCatalogue.Product.Types).Value)));
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_run_that_ends_after_any_change_is_finished_by_the_next(int number)
    {
        var world = World.Number(number);
        using var whole = new EmulatedAzure(world);
        var plan = await whole.PlanAsync(Cancel);
        await whole.ApplyAsync(plan, Cancel);

        for (var count = 0; count < plan.Changes.Count; count++)
        {
            using var azure = new EmulatedAzure(world);
            await azure.ApplyAsync(plan with { Changes = [.. plan.Changes.Take(count)] }, Cancel);
            await azure.ApplyAsync(await azure.PlanAsync(Cancel), Cancel);

            var writes = Writes(azure).ToList();
            Assert.True((await azure.PlanAsync(Cancel)).IsEmpty, Shown(world, plan));
            Assert.Equal(writes.Count, writes.Distinct().Count());
            Assert.Equal(Writes(whole).Order(StringComparer.Ordinal), writes.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Undoing_an_apply_restores_what_was(int number)
    {
        var world = World.Number(number);
        using var azure = new EmulatedAzure(world);
        var before = azure.Resources();
        var plan = await azure.PlanAsync(Cancel);
        using var journal = new MemoryStream();
        await azure.ApplyAsync(plan, journal, Cancel);
        var run = Assert.IsType<RunRecord>(RunRecord.Read(Encoding.UTF8.GetString(journal.ToArray()), "run.jsonl").Value);

        var undoing = new UndoPlanner(ControlCatalogue.Product.Types).Plan(run, await azure.LiveAsync(run, Cancel), new PlanEstate("journal", null));
        var report = await azure.ApplyAsync(undoing.Plan, Cancel);
        var again = new UndoPlanner(ControlCatalogue.Product.Types).Plan(run, await azure.LiveAsync(run, Cancel), new PlanEstate("journal", null));

        var refused = report.Changes.Where(change => !change.Succeeded).ToList();
        Assert.All(refused, change => Assert.True(
            change.Outcome == ChangeOutcome.Skipped || change.Failure?.Code == "ScopeLocked" || NamesWhatIsGone(change.Change, world.Estate),
            $"{Shown(world, plan)}\n{Failures(report)}\nThe undoing:\n{PlanText.Of(undoing.Plan)}"));
        Assert.Equal(refused.Count, again.Plan.Changes.Count);
        var left = undoing.Left.Select(one => one.Change.Resource)
            .Concat(refused.Select(change => ControlCatalogue.Product.Types.ReadAt(change.Change.Type, change.Change.Resource)))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var differences = Survival.Differences(before, azure.Resources(), left).ToList();
        Assert.True(differences.Count == 0, $"{Shown(world, plan)}\nThe undoing:\n{PlanText.Of(undoing.Plan)}\n{string.Join('\n', differences)}");
    }

    /// <summary>Azure does not let a setting or an account go back to an account or a vault that no longer exists.</summary>
    private static bool NamesWhatIsGone(Change change, Estate estate) =>
        (ResourceId.TryParse(change.Body.TextAt("properties.storageAccountId"), out var account) && estate.Find(account).Presence != Presence.Found)
        || change.Body.TextAt("properties.encryption.keyvaultproperties.keyvaulturi") is not null;

    /// <summary>An export to an account that the document itself excuses or excludes is there, and no longer judged.</summary>
    private static ComplianceState[] Expected(Finding finding) =>
        finding.Incomplete ? [ComplianceState.Unknown]
        : finding.Control == "Monitor-006" ? [ComplianceState.Compliant, ComplianceState.Exempt, ComplianceState.NotApplicable]
        : [ComplianceState.Compliant];

    /// <summary>What was written. A vault's address may end with a slash, as Azure says it of a vault just created, or not.</summary>
    private static IEnumerable<string> Writes(EmulatedAzure azure) => azure.Requests
        .Where(request => request.Method is "PUT" or "PATCH" or "DELETE")
        .Select(request => $"{request.Method} {request.PathAndQuery} {request.RequestBody?.Replace(".net/\"", ".net\"", StringComparison.Ordinal)}");

    /// <summary>The subscriptions in scope, by a rule of its own, and those of what the document names.</summary>
    private static HashSet<string?> AllowedSubscriptions(ConformanceCase world)
    {
        var scope = world.Document.Scope;
        var inScope = scope.Tenant ? world.Estate.Subscriptions.Select(subscription => subscription.Id)
            : scope.ManagementGroups.Count > 0 ? [Names.One, Names.Two]
            : scope.Subscriptions;
        return [.. inScope, .. world.Document.NamedResources.Select(id => id.SubscriptionId)];
    }

    /// <summary>Vaults that are exempt or excluded, and lists that could not be read.</summary>
    private static IEnumerable<ResourceId> Untouchable(ConformanceCase world)
    {
        var vaults = world.Estate.OfType("microsoft.keyvault/vaults").Where(vault => vault.Id != ResourceId.Parse(Names.KeyVaultId));
        foreach (var vault in vaults)
        {
            var isExempt = world.Document.Exemptions.Any(exemption =>
                exemption.Control == "KeyVault-004" && exemption.Expires >= world.Today && exemption.Resource.Matches(vault.Id));
            if (isExempt || world.Document.Scope.Exclusions.Any(exclusion => IsExcluded(vault, exclusion)))
            {
                yield return vault.Id;
            }
        }

        foreach (var unread in world.Estate.Unreadable)
        {
            yield return unread.Id;
        }
    }

    private static bool IsExcluded(ObservedResource vault, Exclusion exclusion) =>
        exclusion.ResourceGroup is not null
            ? vault.Id.ResourceGroup?.StartsWith("rg-sandbox-", StringComparison.Ordinal) == true
            : vault.Body.TextAt("tags.environment") == "sandbox";

    private static string Failures(ApplyReport report) => string.Join('\n', report.Changes
        .Where(change => !change.Succeeded)
        .Select(change => $"{change.Change.Id} {change.Change.Resource}: {change.Outcome} {change.Detail}"));

    private static string Shown(ConformanceCase world, Plan plan) => $"{world.Name}\nThe plan:\n{PlanText.Of(plan)}";
}

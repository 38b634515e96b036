using Baseline.Azure;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>The resources that one Bicep file declares: those of one scope that are deployed together.</summary>
/// <param name="Scope">Where they lie.</param>
/// <param name="Level">How many other files are deployed before it, one after the other.</param>
/// <param name="Writes">The resources, in the order of the plan.</param>
internal sealed record BicepModule(DeploymentScope Scope, int Level, IReadOnlyList<PlannedWrite> Writes)
{
    private readonly HashSet<PlannedWrite> _writes = [.. Writes];

    /// <summary>The name of its file.</summary>
    public string FileName { get; init; } = "main.bicep";

    /// <summary>What the main file calls it.</summary>
    public string Symbol { get; init; } = "main";

    /// <summary>Whether it declares what a change writes to.</summary>
    public bool Has(PlannedWrite write) => _writes.Contains(write);

    /// <summary>The change that declares a resource here; null where none does.</summary>
    public PlannedWrite? Declaring(ResourceId resource) =>
        Writes.FirstOrDefault(write => write.Kind == WriteKind.Whole && write.Resource == resource);

    /// <summary>The values that it needs of resources of other files, each once.</summary>
    public IReadOnlyList<ReferencedValue> Parameters(PlannedWrites all) =>
        [.. Writes.SelectMany(all.References).Where(value => !Has(all.Find(value.Change)))
            .Select(value => value with { IsGuid = false }).Distinct()];

    /// <summary>The values of its resources that other files need, each once.</summary>
    public IReadOnlyList<ReferencedValue> Outputs(PlannedWrites all, IEnumerable<BicepModule> modules) =>
        [.. modules.Where(other => other != this).SelectMany(other => other.Parameters(all))
            .Where(value => Has(all.Find(value.Change))).Distinct()];
}

using Baseline.Azure;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>The resources that one Bicep file declares: those of one scope that are deployed together.</summary>
internal sealed class BicepModule
{
    private readonly HashSet<PlannedWrite> _writes;

    /// <summary>The file for some changes.</summary>
    /// <param name="all">The changes of the plan.</param>
    /// <param name="scope">Where the resources of the file lie.</param>
    /// <param name="writes">What it declares, in the order of the plan.</param>
    public BicepModule(PlannedWrites all, DeploymentScope scope, IReadOnlyList<PlannedWrite> writes)
    {
        _writes = [.. writes];
        Scope = scope;
        Writes = writes;
        Parameters =
        [
            .. writes.SelectMany(all.References).Where(value => !Has(all.Find(value.Change)))
                .Select(value => value with { IsGuid = false }).Distinct(),
        ];
    }

    /// <summary>Where the resources lie.</summary>
    public DeploymentScope Scope { get; }

    /// <summary>The resources, in the order of the plan.</summary>
    public IReadOnlyList<PlannedWrite> Writes { get; }

    /// <summary>The values that it needs of resources of other files, each once.</summary>
    public IReadOnlyList<ReferencedValue> Parameters { get; }

    /// <summary>The name of its file.</summary>
    public string FileName { get; init; } = "main.bicep";

    /// <summary>What the main file calls it.</summary>
    public string Symbol { get; init; } = "main";

    /// <summary>Whether it declares what a change writes to.</summary>
    public bool Has(PlannedWrite write) => _writes.Contains(write);

    /// <summary>The change that declares a resource here; null where none does.</summary>
    public PlannedWrite? Declaring(ResourceId resource) =>
        Writes.FirstOrDefault(write => write.Kind == WriteKind.Whole && write.Resource == resource);
}

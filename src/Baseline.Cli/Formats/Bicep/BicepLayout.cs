using System.Globalization;
using Baseline.Azure;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>
/// Which change goes into which file. A file is deployed to one scope, and knows the names of all its resources before it is deployed:
/// so a resource has a file after that of another where it lies elsewhere, or where its name follows from what the other brings.
/// </summary>
internal sealed class BicepLayout
{
    private readonly PlannedWrites _all;
    private readonly BicepObstacles _obstacles;
    private readonly Dictionary<PlannedWrite, BicepModule> _modules;
    private readonly ILookup<BicepModule, ReferencedValue> _outputs;

    /// <summary>The files for the changes of a plan.</summary>
    public BicepLayout(PlannedWrites all)
    {
        _all = all;
        _obstacles = new BicepObstacles(all);
        ByHand = [.. all.All.Where(write => _obstacles.Of(write) is not null)];
        Modules = Named(Parts());
        _modules = Modules.SelectMany(module => module.Writes, (module, write) => (module, write))
            .ToDictionary(pair => pair.write, pair => pair.module);
        _outputs = Modules.SelectMany(module => module.Parameters).Distinct().ToLookup(value => _modules[all.Find(value.Change)]);
    }

    /// <summary>The files with resources, in the order in which they are deployed.</summary>
    public IReadOnlyList<BicepModule> Modules { get; }

    /// <summary>The changes that no file can make.</summary>
    public IReadOnlyList<PlannedWrite> ByHand { get; }

    /// <summary>Why no file can make a change, as a sentence; null where one does.</summary>
    public string? Obstacle(PlannedWrite write) => _obstacles.Of(write);

    /// <summary>The api-version by which a resource is named that is there already; null where it is not known.</summary>
    public string? VersionOf(ResourceId resource, PlannedWrite write) => _obstacles.VersionOf(resource, write);

    /// <summary>The values of a file's resources that other files need, each once.</summary>
    public IEnumerable<ReferencedValue> Outputs(BicepModule module) => _outputs[module];

    /// <summary>The files that must be deployed before one, without those of which it takes values.</summary>
    public IEnumerable<BicepModule> Needed(BicepModule module)
    {
        var known = module.Parameters.Select(value => ModuleOf(_all.Find(value.Change))).ToList();
        return module.Writes.SelectMany(_all.Needed).Select(ModuleOf).OfType<BicepModule>()
            .Where(other => other != module && !known.Contains(other))
            .Distinct();
    }

    /// <summary>The file of a change; null where it has none.</summary>
    public BicepModule? ModuleOf(PlannedWrite write) => _modules.GetValueOrDefault(write);

    /// <summary>
    /// The changes of each file. Those of one scope are in one file, unless one of them needs another that is deployed elsewhere in
    /// between, or both are of one resource: then the later one has the next level.
    /// </summary>
    private List<(DeploymentScope Scope, List<PlannedWrite> Writes)> Parts()
    {
        var levels = new Dictionary<PlannedWrite, int>();
        var parts = new Dictionary<(DeploymentScope Scope, int Level), List<PlannedWrite>>();
        foreach (var write in _all.All.Except(ByHand))
        {
            var level = _all.Needed(write).Where(levels.ContainsKey)
                .Select(needed => levels[needed] + (needed.Scope == write.Scope && !NamesAfter(write, needed) ? 0 : 1))
                .DefaultIfEmpty(0).Max();
            while (parts.TryGetValue((write.Scope, level), out var there) && there.Exists(other => other.Resource == write.Resource))
            {
                level++;
            }

            levels[write] = level;
            if (!parts.TryGetValue((write.Scope, level), out var part))
            {
                parts[(write.Scope, level)] = part = [];
            }

            part.Add(write);
        }

        return [.. parts.OrderBy(part => part.Key.Level).Select(part => (part.Key.Scope, part.Value))];
    }

    private bool NamesAfter(PlannedWrite write, PlannedWrite needed) =>
        _all.Pieces(write.Resource.Text, write).Any(piece => piece.Reference?.Change == needed.Change.Id);

    private List<BicepModule> Named(List<(DeploymentScope Scope, List<PlannedWrite> Writes)> parts) =>
        parts is [var only] ? [new BicepModule(_all, only.Scope, only.Writes)] :
        [
            .. parts.Select((part, index) => (part, Symbol: string.Create(CultureInfo.InvariantCulture, $"part{index + 1}")))
                .Select(pair => new BicepModule(_all, pair.part.Scope, pair.part.Writes)
                {
                    Symbol = pair.Symbol,
                    FileName = $"{pair.Symbol}-{BicepText.Symbol(pair.part.Scope.Id?.Name ?? "tenant")}.bicep",
                }),
        ];
}

using Baseline.Azure;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>Why a change can't be declared in Bicep.</summary>
/// <param name="all">The changes of the plan.</param>
internal sealed class BicepObstacles(PlannedWrites all)
{
    private readonly Dictionary<PlannedWrite, string?> _known = [];

    /// <summary>Why, as a sentence; null where it can be declared.</summary>
    public string? Of(PlannedWrite write)
    {
        if (!_known.TryGetValue(write, out var obstacle))
        {
            // Found before what it refers to is asked, so that a circle ends.
            _known[write] = null;
            _known[write] = obstacle = Itself(write) ?? Needed(write);
        }

        return obstacle;
    }

    /// <summary>The api-version by which a resource is named that is there already; null where it is not known.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="write">What is written beneath it.</param>
    public string? VersionOf(ResourceId resource, PlannedWrite write) =>
        all.Types.Find(resource.Type)?.ApiVersion
        ?? (write.Change.Type.StartsWith($"{resource.Type}/", StringComparison.OrdinalIgnoreCase) ? write.Change.ApiVersion : null)
        ?? NewestVersions.Of(resource.Type);

    private static string? Itself(PlannedWrite write) => write.Kind switch
    {
        WriteKind.Part => "Bicep sends a resource whole, and this change gives a part of one.",
        WriteKind.Removal => "A Bicep file deletes nothing.",
        WriteKind.Unclear => write.Fault,
        WriteKind.Action when write.Change.Method != "PUT" || !write.Resource.IsOfType(write.Change.Type) =>
            "It is an action, and Bicep declares resources.",
        WriteKind.Action or WriteKind.Whole => write.HasObject ? null : "It has no body.",
        _ => throw new ArgumentOutOfRangeException(nameof(write), write.Kind, "Not a kind of write."),
    };

    private string? Needed(PlannedWrite write)
    {
        for (var above = write.Resource.Parent; above is not null && !DeploymentScope.Is(above); above = above.Parent)
        {
            if (VersionOf(above, write) is null)
            {
                return $"No api-version is known of {above.Type}, which it belongs to.";
            }
        }

        return all.References(write).Select(value => all.Find(value.Change)).FirstOrDefault(needed => Of(needed) is not null) is { } byHand
            ? $"It needs a value of {byHand.Change.Id}, which is not made by Bicep."
            : null;
    }
}

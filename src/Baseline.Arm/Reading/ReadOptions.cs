using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Arm.Reading;

/// <summary>Where a read finds out which resources there are.</summary>
public enum Inventory
{
    /// <summary>The lists of the resource providers alone.</summary>
    Lists,

    /// <summary>Resource Graph beside the lists, where it answers.</summary>
    Auto,

    /// <summary>Resource Graph beside the lists; that it does not answer is worth a warning.</summary>
    Graph,
}

/// <summary>How an estate is read. Whatever is chosen, the estate is the same.</summary>
public sealed record ReadOptions
{
    /// <summary>Where candidates come from.</summary>
    public Inventory Inventory { get; init; }

    /// <summary>Whether diagnostic settings are asked for by <c>POST /batch</c>, where it answers.</summary>
    public bool Batch { get; init; }

    /// <summary>The types that are written, whose api-versions reads share; those of this release by default.</summary>
    public ResourceTypes Types { get; init; } = ControlCatalogue.Product.Types;

    /// <summary>Hears how far the read has come.</summary>
    public IProgress<ReadProgress>? Progress { get; init; }

    /// <summary>
    /// Hears of every read that failed for good, with all that Azure said, once the whole read has ended; a resource that went away
    /// is none.
    /// </summary>
    public IProgress<ArmFailure>? Failures { get; init; }

    /// <summary>Hears what a reader fell back to, one sentence each.</summary>
    public IProgress<string>? Notes { get; init; }
}

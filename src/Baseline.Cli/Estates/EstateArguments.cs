using Baseline.Arm.Reading;
using Baseline.Cli.Files;

namespace Baseline.Cli.Estates;

/// <summary>Where the estate is: a captured file, the emulator seeded from a file, or Azure when both are null.</summary>
/// <param name="CapturedFile">A captured estate, read only.</param>
/// <param name="EmulatorFile">The emulator's estate.</param>
/// <param name="Cloud">public, china or usgov.</param>
/// <param name="Endpoint">Azure Resource Manager elsewhere; null: the cloud's own.</param>
/// <param name="Credential">How to sign in.</param>
/// <param name="Parallelism">Requests at a time.</param>
/// <param name="Inventory">How to find out which resources there are.</param>
/// <param name="Batch">Whether diagnostic settings are asked for several at a time.</param>
public sealed record EstateArguments(
    string? CapturedFile,
    string? EmulatorFile,
    string Cloud,
    Uri? Endpoint,
    string Credential,
    int Parallelism,
    Inventory Inventory,
    bool Batch)
{
    /// <summary>The command line that names it.</summary>
    public TypedCommand Typed { get; init; } = new("", [], []);

    /// <summary>The cloud as a plan says it: <c>other</c> for an address of its own, and null for the public one.</summary>
    public string? PlanCloud => Endpoint is not null ? "other" : Cloud == "public" ? null : Cloud;
}

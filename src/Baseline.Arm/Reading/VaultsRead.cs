using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>Vaults that were read, with their diagnostic settings.</summary>
/// <param name="Found">What was read of them.</param>
internal sealed record VaultsRead(Found Found)
{
    /// <summary>No vaults, because none were asked for.</summary>
    public static VaultsRead None { get; } = new(Found.Nothing);

    /// <summary>The vaults, each once.</summary>
    public IReadOnlyList<ObservedResource> Vaults { get; } =
        [.. Found.OfType(TypeNames.Vault)];

    /// <summary>Their settings.</summary>
    public IReadOnlyList<ObservedResource> Settings { get; } =
        [.. Found.OfType(TypeNames.DiagnosticSetting)];

    /// <summary>These and others.</summary>
    public VaultsRead And(Found others) => new(Found.And(others));

    /// <summary>The storage accounts that the settings name; a setting that is off may be switched on, so it counts.</summary>
    public IEnumerable<ResourceId> StorageAccounts => Destinations.AccountsOf(Settings);
}

using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>Vaults that were read, with their diagnostic settings.</summary>
/// <param name="Vaults">The vaults, each once.</param>
/// <param name="Settings">Their settings.</param>
internal sealed record VaultsRead(IReadOnlyList<ObservedResource> Vaults, IReadOnlyList<ObservedResource> Settings)
{
    /// <summary>No vaults, because none were asked for.</summary>
    public static VaultsRead None { get; } = new([], []);

    /// <summary>Takes vaults and settings apart.</summary>
    public static VaultsRead Of(IReadOnlyList<ObservedResource> resources) => new(
        [.. resources.Where(resource => resource.Id.IsOfType(TypeNames.Vault))],
        [.. resources.Where(resource => resource.Id.IsOfType(TypeNames.DiagnosticSetting))]);

    /// <summary>These and others.</summary>
    public VaultsRead And(VaultsRead others) => new([.. Vaults, .. others.Vaults], [.. Settings, .. others.Settings]);

    /// <summary>The storage accounts that the settings name; a setting that is off may be switched on, so it counts.</summary>
    public IEnumerable<ResourceId> StorageAccounts => Destinations.AccountsOf(Settings);
}

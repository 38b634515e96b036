using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
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

    /// <summary>The destinations of the settings; a setting that is off may be switched on, so it counts.</summary>
    public IReadOnlyList<Sink> Sinks { get; } = Destinations.Of(Found.OfType(TypeNames.DiagnosticSetting));

    /// <summary>The storage accounts among the destinations.</summary>
    public IEnumerable<ResourceId> StorageAccounts => Destinations.AccountsOf(Sinks);

    /// <summary>These and others.</summary>
    public VaultsRead And(Found others) => ReferenceEquals(others, Found.Nothing) ? this : new(Found.And(others));
}

using Baseline.Azure;

namespace Baseline.Controls;

/// <summary>A storage account that receives logs by a setting, or by a data collection rule, which a control accepts.</summary>
/// <param name="Account">The account, as the setting spells it; it may not exist.</param>
/// <param name="Container">The container of the account that the logs are written to.</param>
/// <param name="Setting">The diagnostic setting, log profile or data collection rule.</param>
public sealed record LogReceiver(ResourceId Account, string Container, ResourceId Setting)
{
    /// <summary>The key of the change by which it will receive them; null, the default, where it does today.</summary>
    public string? PlannedBy { get; init; }
}

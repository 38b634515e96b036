using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Json;

namespace Baseline.Controls.LogStorage;

/// <summary>What the writes of a saved plan may say: what the document asks for, and nothing else.</summary>
internal sealed class WantedWrites(LogStorageSettings settings)
{
    /// <summary>Why a write is not as the document wants it, as a sentence; null when it is.</summary>
    public string? WhyNotWanted(ArmWrite write) => write.Body.MembersAt("properties")
        .Where(member => !IsWanted(member.Name, member.Value))
        .Select(member => $"The document does not ask for such a {member.Name}.")
        .FirstOrDefault();

    private bool IsWanted(string member, JsonElement value) => member switch
    {
        AccountProtection.SecureTransfer => settings.SecureTransfer && value.ValueKind == JsonValueKind.True,
        AccountProtection.MinimumTls => settings.MinimumTls && value.ValueEquals(LogStorageSettings.Tls),
        AccountProtection.AnonymousAccess => settings.AnonymousAccess && value.ValueKind == JsonValueKind.False,
        AccountProtection.CrossTenantReplication => settings.CrossTenantReplication && value.ValueKind == JsonValueKind.False,
        AccountProtection.Firewall => settings.TrustedServices
            && value.TextAt("bypass")?.Contains("AzureServices", StringComparison.OrdinalIgnoreCase) == true,
        _ => false,
    };
}

using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>What Microsoft.KeyVault refuses about a vault.</summary>
internal static partial class VaultRules
{
    public static ArmResponse? RefusalOfPut(ArmCall call, StoredResource? existing)
    {
        var sent = call.Body["properties"];
        if (!ValidName().IsMatch(call.Path.Name))
        {
            return Answer.Error(
                400,
                "VaultNameNotValid",
                $"The vault name '{call.Path.Name}' is invalid. A vault's name must be between 3-24 alphanumeric characters.");
        }

        if (call.Body["location"].AsText() is null)
        {
            return Answer.Refused(400, "LocationRequired", "The location property is required for this definition.");
        }

        if (sent.At("tenantId").AsText() is null)
        {
            return Bad("The parameter tenantId is not specified.");
        }

        return sent.At("sku", "name").AsText() is null
            ? Bad("The parameter sku is not specified.")
            : RefusalOfChange(call, existing);
    }

    public static ArmResponse? RefusalOfChange(ArmCall call, StoredResource? existing)
    {
        var sent = call.Body["properties"];
        if (sent.At("enablePurgeProtection").AsFlag() is false)
        {
            return Bad(
                "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection for a vault is "
                + "an irreversible action.");
        }

        if (existing is not null && sent.At("enableSoftDelete").AsFlag() is false)
        {
            return Bad("The property \"enableSoftDelete\" can be set to false only for creating new vault.");
        }

        var before = existing?.Properties["softDeleteRetentionInDays"].AsNumber() ?? 90;
        return existing is not null && sent.At("softDeleteRetentionInDays").AsNumber() is { } days && !days.Equals(before)
            ? Bad("The property \"softDeleteRetentionInDays\" has been set already and it can't be modified.")
            : null;
    }

    private static ArmResponse Bad(string message) => Answer.Error(400, "BadRequest", message);

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$")]
    private static partial Regex ValidName();
}

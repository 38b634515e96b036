using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>What Microsoft.KeyVault refuses about a vault.</summary>
internal sealed partial class VaultRules(Tenant tenant)
{
    private const int FewestDays = 7;
    private const int MostDays = 90;

    private static readonly string[] Flags =
    [
        "enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment", "enableSoftDelete",
        "enableRbacAuthorization", "enablePurgeProtection",
    ];

    private static readonly (string Area, string Member, string[] Words)[] Choices =
    [
        ("sku", "family", ["A"]),
        ("sku", "name", ["standard", "premium"]),
        ("", "createMode", ["default", "recover"]),
        ("", "publicNetworkAccess", ["Enabled", "Disabled", "SecuredByPerimeter"]),
        ("networkAcls", "bypass", ["AzureServices", "None"]),
        ("networkAcls", "defaultAction", ["Allow", "Deny"]),
    ];

    public ArmResponse? RefusalOfPut(ArmCall call, StoredResource? existing)
    {
        var sent = call.Body["properties"];
        if (!ValidName().IsMatch(call.Path.Name))
        {
            return Answer.Error(
                400,
                "VaultNameNotValid",
                $"The vault name '{call.Path.Name}' is invalid. A vault's name must be between 3-24 alphanumeric characters. "
                + "The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.");
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

    public ArmResponse? RefusalOfChange(ArmCall call, StoredResource? existing)
    {
        var sent = call.Body["properties"];
        return Malformed(sent)
            ?? OtherTenant(call, sent, existing)
            ?? Irreversible(sent, existing)
            ?? OfRetention(sent, existing)
            ?? AccessPolicyRules.Refusal(
                sent.At("accessPolicies"),
                sent.At("tenantId").AsText() ?? existing?.Properties["tenantId"].AsText() ?? tenant.TenantIdOf(call.Path));
    }

    private static ArmResponse Bad(string message) => Answer.Error(400, "BadRequest", message);

    private static ArmResponse? Malformed(JsonNode? sent)
    {
        if (sent.At("tenantId") is { } tenantId && !Guid.TryParse(tenantId.AsText(), out _))
        {
            return Bad("Bad JSON content found in the request.");
        }

        foreach (var flag in Flags)
        {
            if (sent.At(flag) is { } value && value.AsFlag() is null)
            {
                return Bad($"The value of the property \"{flag}\" is not valid: it is true or false.");
            }
        }

        foreach (var (area, member, words) in Choices)
        {
            var value = (area.Length == 0 ? sent : sent.At(area)).At(member);
            if (value is not null && !words.Contains(value.AsText(), StringComparer.OrdinalIgnoreCase))
            {
                return Bad($"The value '{value.AsText()}' of the property \"{member}\" is not valid: it is one of "
                    + $"{string.Join(", ", words)}.");
            }
        }

        return null;
    }

    // A vault that moved here with its subscription keeps the old tenant until somebody changes it to the present one.
    private ArmResponse? OtherTenant(ArmCall call, JsonNode? sent, StoredResource? existing)
    {
        var wanted = sent.At("tenantId").AsText();
        return wanted is null || wanted.Same(tenant.TenantIdOf(call.Path)) || wanted.Same(existing?.Properties["tenantId"].AsText())
            ? null
            : Bad($"The tenant '{wanted}' of the vault is not the tenant '{tenant.TenantIdOf(call.Path)}' of its subscription.");
    }

    private static ArmResponse? Irreversible(JsonNode? sent, StoredResource? existing)
    {
        if (sent.At("enablePurgeProtection").AsFlag() is false)
        {
            return Bad(
                "The property \"enablePurgeProtection\" cannot be set to false. Enabling the purge protection for a vault is "
                + "an irreversible action.");
        }

        return existing is not null && sent.At("enableSoftDelete").AsFlag() is false
            ? Bad("The property \"enableSoftDelete\" can be set to false only for creating new vault.")
            : null;
    }

    private static ArmResponse? OfRetention(JsonNode? sent, StoredResource? existing)
    {
        if (sent.At("softDeleteRetentionInDays") is not { } node)
        {
            return null;
        }

        if (node.AsNumber() is not { } days || days is < FewestDays or > MostDays || !days.Equals(Math.Floor(days)))
        {
            return Bad(
                $"The value of the property \"softDeleteRetentionInDays\" is not valid: it is a whole number from {FewestDays} "
                + $"to {MostDays}.");
        }

        var before = existing?.Properties["softDeleteRetentionInDays"].AsNumber() ?? MostDays;
        return existing is not null && !days.Equals(before)
            ? Bad("The property \"softDeleteRetentionInDays\" has been set already and it can't be modified.")
            : null;
    }

    [GeneratedRegex("^(?!.*--)[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$")]
    private static partial Regex ValidName();
}

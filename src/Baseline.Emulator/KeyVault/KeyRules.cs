using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>What Microsoft.KeyVault refuses about a new key.</summary>
internal static partial class KeyRules
{
    private static readonly string[] VaultTypes = ["RSA", "RSA-HSM", "EC", "EC-HSM"];
    private static readonly string[] HsmTypes = ["RSA-HSM", "EC-HSM", "oct-HSM"];
    private static readonly string[] Operations =
        ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey", "import", "release"];

    private static readonly string[] Curves = ["P-256", "P-384", "P-521", "P-256K"];

    /// <summary>The refusal of a key in a vault or in a managed HSM, which <paramref name="parent"/> is.</summary>
    public static ArmResponse? Refusal(ArmCall call, StoredResource parent)
    {
        var sent = call.Body["properties"];
        var isHsm = parent.Path.Type == ManagedHsmApi.Type;
        return OfName(call.Path.Name)
            ?? OfType(sent, isHsm, parent.Properties.At("sku", "name").AsText())
            ?? OfSize(sent)
            ?? OfOperations(sent)
            ?? OfAttributes(sent.At("attributes"));
    }

    /// <summary>The type as Azure spells it, or null where there is none of that name.</summary>
    public static string? TypeOf(JsonNode? sent) =>
        VaultTypes.Concat(HsmTypes).FirstOrDefault(type => type.Same(sent.At("kty").AsText()));

    public static bool IsRsa(string type) => type.StartsWith("RSA", StringComparison.Ordinal);

    private static ArmResponse Bad(string message) => Answer.Error(400, "BadRequest", message);

    private static ArmResponse? OfName(string name) => ValidName().IsMatch(name)
        ? null
        : Bad($"The key name '{name}' is not valid: it has 1 to 127 letters, digits and hyphens.");

    private static ArmResponse? OfType(JsonNode? sent, bool isHsm, string? sku)
    {
        var type = TypeOf(sent);
        if (type is null || !(isHsm ? HsmTypes : VaultTypes).Contains(type))
        {
            return Bad("The key type or the key size is not supported.");
        }

        return !isHsm && type.EndsWith("-HSM", StringComparison.Ordinal) && !sku.Same("premium")
            ? Bad($"The key type '{type}' is not supported in a vault of the standard SKU.")
            : null;
    }

    private static ArmResponse? OfSize(JsonNode? sent)
    {
        var type = TypeOf(sent) ?? "";
        if (sent.At("keySize") is { } node && node.AsNumber() is null)
        {
            return Bad("The key type or the key size is not supported.");
        }

        var size = sent.At("keySize").AsNumber();
        var isSizeKnown = IsRsa(type) ? size is null or 2048 or 3072 or 4096
            : type == "oct-HSM" ? size is null or 128 or 192 or 256
            : size is null;
        var curve = sent.At("curveName").AsText();
        var isCurveKnown = curve is null
            || (type.StartsWith("EC", StringComparison.Ordinal) && Curves.Contains(curve, StringComparer.OrdinalIgnoreCase));
        return isSizeKnown && isCurveKnown ? null : Bad("The key type or the key size is not supported.");
    }

    private static ArmResponse? OfOperations(JsonNode? sent)
    {
        if (sent.At("keyOps") is not { } node)
        {
            return null;
        }

        var isKnown = node is JsonArray words
            && words.All(word => Operations.Contains(word.AsText(), StringComparer.OrdinalIgnoreCase));
        return isKnown ? null : Bad("The key operations are not valid: they are some of " + string.Join(", ", Operations) + ".");
    }

    private static ArmResponse? OfAttributes(JsonNode? sent)
    {
        var (start, end) = (sent.At("nbf"), sent.At("exp"));
        var areNumbers = (start is null || start.AsNumber() is not null) && (end is null || end.AsNumber() is not null);
        var isFlag = sent.At("enabled") is not { } enabled || enabled.AsFlag() is not null;
        return areNumbers && isFlag && !(start.AsNumber() >= end.AsNumber())
            ? null
            : Bad("The attributes of the key are not valid: nbf and exp are seconds since 1970, nbf before exp; enabled is true or false.");
    }

    [GeneratedRegex("^[0-9a-zA-Z-]{1,127}$")]
    private static partial Regex ValidName();
}

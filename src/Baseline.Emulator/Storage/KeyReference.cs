using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The key of an account's encryption and the identity that reaches it, in comparable form.</summary>
internal sealed record KeyReference(string VaultUri, string KeyName, string KeyVersion, string IdentityId)
{
    public string VaultHost => Uri.TryCreate(VaultUri, UriKind.Absolute, out var uri) ? uri.Host : VaultUri;

    public static KeyReference? Of(JsonNode? encryption)
    {
        if (!encryption.At("keySource").AsText().Same("Microsoft.Keyvault")
            || encryption.At("keyvaultproperties") is not JsonObject key)
        {
            return null;
        }

        var identity = encryption.At("identity", "userAssignedIdentity").AsText();
        return new KeyReference(
            (key["keyvaulturi"].AsText() ?? "").TrimEnd('/').ToLowerInvariant(),
            (key["keyname"].AsText() ?? "").ToLowerInvariant(),
            (key["keyversion"].AsText() ?? "").ToLowerInvariant(),
            string.IsNullOrEmpty(identity) ? "" : ResourcePath.Parse(identity).Key);
    }

    public bool IsSameKey(KeyReference other) =>
        VaultUri == other.VaultUri && KeyName == other.KeyName && KeyVersion == other.KeyVersion;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.StorageAccounts;

/// <summary>Takes a change of an account's encryption back.</summary>
internal static class AccountKey
{
    private const string Encryption = "properties.encryption";
    private const string IdentityId = $"{Encryption}.identity.userAssignedIdentity";

    private static readonly string[] KeyMembers = ["keyname", "keyversion", "keyvaulturi"];

    /// <summary>The old key comes back, where the account still has the one that the run gave it.</summary>
    public static UndoStep Undo(RecordedWrite recorded, JsonElement live)
    {
        var body = recorded.Write.Body;
        if (IsSameKey(recorded.Before, live) && !IsSameKey(recorded.Before, body))
        {
            return UndoStep.Nothing;
        }

        if (!IsSameKey(body, live) || !UsesIdentityOf(body, live))
        {
            return UndoStep.Leave("The encryption is left: it was changed again since.");
        }

        var encryption = new JsonObject { ["keySource"] = recorded.Before.TextAt($"{Encryption}.keySource") ?? "Microsoft.Storage" };
        if (recorded.Before.At($"{Encryption}.keyvaultproperties").ValueKind == JsonValueKind.Object)
        {
            encryption["keyvaultproperties"] = new JsonObject
            {
                ["keyname"] = Key(recorded.Before, "keyname"),
                ["keyversion"] = Key(recorded.Before, "keyversion") ?? "",
                ["keyvaulturi"] = Key(recorded.Before, "keyvaulturi"),
            };

            // Azure keeps the identity of a key that was there, and takes the system-assigned one where none was.
            if (recorded.Before.TextAt(IdentityId) is { } reader && !AttachedIdentities.IsSame(reader, live.TextAt(IdentityId)))
            {
                encryption["identity"] = new JsonObject { ["userAssignedIdentity"] = reader };
            }
        }

        var back = new JsonObject { ["properties"] = new JsonObject { ["encryption"] = encryption } };
        return new UndoStep(recorded.Write with { Body = JsonValues.Element(back) }, []);
    }

    /// <summary>The body names an identity only where the run chose it.</summary>
    private static bool UsesIdentityOf(JsonElement body, JsonElement live) =>
        body.TextAt(IdentityId) is not { } identity || AttachedIdentities.IsSame(identity, live.TextAt(IdentityId));

    private static bool IsSameKey(JsonElement one, JsonElement other) =>
        SourceOf(one).Equals(SourceOf(other), StringComparison.OrdinalIgnoreCase)
        && (SourceOf(one).Equals("Microsoft.Storage", StringComparison.OrdinalIgnoreCase)
            || KeyMembers.All(name =>
                string.Equals(Key(one, name)?.TrimEnd('/'), Key(other, name)?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)));

    private static string SourceOf(JsonElement account) => account.TextAt($"{Encryption}.keySource") ?? "Microsoft.Storage";

    private static string? Key(JsonElement account, string name) => account.TextAt($"{Encryption}.keyvaultproperties.{name}");
}

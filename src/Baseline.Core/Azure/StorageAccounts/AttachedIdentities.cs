using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.StorageAccounts;

/// <summary>The identities of an account: attached beside those that it has, and taken off again.</summary>
internal static class AttachedIdentities
{
    private const string List = "identity.userAssignedIdentities";

    /// <summary>Why identities are not written so, as a sentence: one that the account has would be lost; null where none is.</summary>
    public static string? WhyNotOver(JsonElement body, JsonElement live)
    {
        var named = body.MembersAt(List).ToList();
        var lost = NamesOf(live).Where(name => !named.Exists(member => IsSame(member.Name, name))).ToList();

        // The last identity goes without being named: Azure takes no list beside "None" (docs/azure.md#identity-types).
        if (lost.Count > (named.Count == 0 ? 1 : 0))
        {
            return $"It names every identity that the account has, and {lost[0]} is missing.";
        }

        var takenOff = named.Where(member => member.Value.ValueKind == JsonValueKind.Null).Select(member => member.Name).Concat(lost)
            .ToList();
        return KeyReader(live) is { } reader && Has(takenOff, reader)
            ? $"It does not take off {reader}, with which the account reaches its key."
            : HasSystem(live) && !HasSystem(body) ? "It does not take away the system-assigned identity."
            : null;
    }

    /// <summary>Takes the attached identities off again, and puts back what the run took off; those that came later stay.</summary>
    public static UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        var old = NamesOf(recorded.Before);
        var now = NamesOf(live);
        var named = recorded.Write.Body.MembersAt(List).ToList();
        var added = named.Where(member => member.Value.ValueKind != JsonValueKind.Null && !Has(old, member.Name) && Has(now, member.Name))
            .Select(member => member.Name).ToList();

        // A write that names none took off the last one.
        var takenOff = named.Count == 0 ? old
            : [.. named.Where(member => member.Value.ValueKind == JsonValueKind.Null).Select(member => member.Name)];
        var removed = takenOff.Where(name => Has(old, name) && !Has(now, name)).ToList();
        if (added.Count == 0 && removed.Count == 0)
        {
            return UndoStep.Nothing;
        }

        var keyIsTakenBack = surroundings.Planned.Any(write => StorageAccountType.IsEncryption(write)
            && write.Resource.Equals(recorded.Write.Resource, StringComparison.OrdinalIgnoreCase));
        if (!keyIsTakenBack && KeyReader(live) is { } reader && Has(added, reader))
        {
            return UndoStep.Leave($"The identity {reader} is left: the account reaches its key with it.");
        }

        var kept = now.Where(name => !Has(added, name)).Concat(removed).ToList();
        return new UndoStep(recorded.Write with { Body = Body(HasSystem(live), kept, added) }, []);
    }

    /// <summary>Whether two ids name one identity.</summary>
    public static bool IsSame(string? one, string? other) =>
        ResourceId.TryParse(one, out var first) && ResourceId.TryParse(other, out var second) && first == second;

    /// <summary>The identity with which an account reaches its customer-managed key; null where it has none.</summary>
    private static string? KeyReader(JsonElement account) =>
        string.Equals(account.TextAt("properties.encryption.keySource"), "Microsoft.Keyvault", StringComparison.OrdinalIgnoreCase)
            ? account.TextAt("properties.encryption.identity.userAssignedIdentity")
            : null;

    private static JsonElement Body(bool hasSystem, List<string> kept, List<string> added)
    {
        var identity = new JsonObject
        {
            ["type"] = (hasSystem, kept.Count > 0) switch
            {
                (true, true) => "SystemAssigned,UserAssigned",
                (true, false) => "SystemAssigned",
                (false, true) => "UserAssigned",
                (false, false) => "None",
            },
        };
        if (kept.Count > 0)
        {
            var identities = new JsonObject();
            foreach (var name in kept)
            {
                identities[name] = new JsonObject();
            }

            foreach (var name in added)
            {
                identities[name] = null;
            }

            identity["userAssignedIdentities"] = identities;
        }

        return JsonValues.Element(new JsonObject { ["identity"] = identity });
    }

    private static bool HasSystem(JsonElement account) =>
        account.TextAt("identity.type")?.Contains("SystemAssigned", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Has(List<string> names, string name) => names.Exists(one => IsSame(one, name));

    private static List<string> NamesOf(JsonElement account) => [.. account.MembersAt(List).Select(member => member.Name)];
}

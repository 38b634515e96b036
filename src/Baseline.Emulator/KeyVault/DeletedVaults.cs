using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>Vaults in soft-deleted state, with their keys. Their diagnostic settings stay behind, as in Azure.</summary>
internal sealed class DeletedVaults(Tenant tenant)
{
    private readonly Dictionary<string, (StoredResource Vault, StoredResource[] Keys, DateTimeOffset At)> _vaults =
        new(StringComparer.OrdinalIgnoreCase);

    public bool Holds(string name) => _vaults.ContainsKey(name);

    public void Add(StoredResource vault)
    {
        var keys = tenant.Resources.Under(vault.Path, KeyApi.Type).ToArray();
        foreach (var key in keys)
        {
            tenant.Resources.Remove(key.Path);
        }

        tenant.Resources.Remove(vault.Path);
        _vaults[vault.Name] = (vault, keys, tenant.Clock.GetUtcNow());
    }

    /// <summary>Brings a vault back as it was, whatever the request asked for; null where none was deleted.</summary>
    public StoredResource? Recover(ResourcePath path)
    {
        if (!_vaults.Remove(path.Name, out var deleted))
        {
            return null;
        }

        foreach (var key in deleted.Keys)
        {
            tenant.Resources.Put(key.Path, key.Body);
        }

        return tenant.Resources.Put(deleted.Vault.Path, deleted.Vault.Body);
    }

    public ArmResponse Get(ArmCall call)
    {
        if (!_vaults.TryGetValue(call.Path.Name, out var deleted))
        {
            return NotFound(call.Path.Name);
        }

        var vault = deleted.Vault;
        var days = vault.Properties["softDeleteRetentionInDays"].AsNumber() ?? 90;
        return Answer.Ok(new JsonObject
        {
            ["id"] = call.Path.Text,
            ["name"] = vault.Name,
            ["type"] = "Microsoft.KeyVault/deletedVaults",
            ["properties"] = new JsonObject
            {
                ["vaultId"] = vault.Id,
                ["location"] = vault.Location,
                ["tags"] = vault.Body["tags"]?.DeepClone(),
                ["deletionDate"] = Date(deleted.At),
                ["scheduledPurgeDate"] = Date(deleted.At.AddDays(days)),
            },
        });
    }

    public ArmResponse Purge(ArmCall call)
    {
        var name = call.Path.Parent.Name;
        if (!_vaults.TryGetValue(name, out var deleted))
        {
            return NotFound(name);
        }

        if (deleted.Vault.Properties["enablePurgeProtection"].AsFlag() is true)
        {
            return Answer.Error(
                400, "MethodNotAllowed", $"The vault '{name}' is protected from being purged before its retention ends.");
        }

        _vaults.Remove(name);
        var operation = tenant.Identifiers.Next("purge", name).ToString("N", CultureInfo.InvariantCulture);
        var location = call.Path.Parent.Parent.Text;
        return Answer.Empty(202)
            .With("Location", $"{call.Host}{location}/operationResults/{operation}?api-version={call.ApiVersion}")
            .With("Retry-After", "5");
    }

    private static string Date(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static ArmResponse NotFound(string name) => Answer.Error(
        404,
        "DeletedVaultNotFound",
        $"The specified deleted vault '{name}' does not exist. Ensure that the vault was indeed deleted and that it is in "
        + "recoverable state. If soft delete was not enabled then the vault is permanently deleted.");
}

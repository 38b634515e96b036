using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>
/// Vaults in soft-deleted state: those that the estate holds as deletedVaults, and those deleted since, with their keys. Their
/// diagnostic settings stay behind, as in Azure.
/// </summary>
internal sealed class DeletedVaults(Tenant tenant)
{
    public const string Type = "microsoft.keyvault/locations/deletedvaults";

    private const string ListType = "microsoft.keyvault/deletedvaults";
    private const int UsualDays = 90;

    private readonly Dictionary<string, (StoredResource Vault, StoredResource[] Keys)> _contents =
        new(StringComparer.OrdinalIgnoreCase);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", ListType, List);
        routes.On("GET", Type, Get);
        routes.OnAll("POST", Type + "/purge", Purge);
    }

    /// <summary>The deleted vault of that name, wherever it was; vault names are unique in the world.</summary>
    public StoredResource? Find(string name) =>
        tenant.Resources.OfType(Type).FirstOrDefault(deleted => deleted.Path.Name.Same(name));

    public void Add(StoredResource vault)
    {
        var keys = tenant.Resources.Under(vault.Path, KeyApi.Type).ToArray();
        foreach (var key in keys)
        {
            tenant.Resources.Remove(key.Path);
        }

        tenant.Resources.Remove(vault.Path);
        _contents[vault.Name] = (vault, keys);
        tenant.Resources.Put(PathOf(vault), BodyOf(vault));
    }

    /// <summary>Brings a vault back as it was, whatever the request asked for; null where its contents are not known.</summary>
    public StoredResource? Recover(StoredResource deleted, ResourcePath path)
    {
        tenant.Resources.Remove(deleted.Path);
        if (!_contents.Remove(path.Name, out var contents))
        {
            return null;
        }

        foreach (var key in contents.Keys)
        {
            tenant.Resources.Put(key.Path, key.Body);
        }

        return tenant.Resources.Put(contents.Vault.Path, contents.Vault.Body);
    }

    public static ArmResponse NotFound(string name) => Answer.Error(
        404,
        "DeletedVaultNotFound",
        $"The specified deleted vault '{name}' does not exist. Ensure that the vault was indeed deleted and that it is in "
        + "recoverable state. If soft delete was not enabled then the vault is permanently deleted. Follow this link for more "
        + "information: https://go.microsoft.com/fwlink/?linkid=2149745");

    private ArmResponse List(ArmCall call) => Answer.Page(
        call,
        [.. tenant.Resources.InSubscription(call.Path.Subscription ?? "", Type).Where(tenant.IsListed).Select(deleted => deleted.Body)],
        tenant.Options.PageSize);

    private ArmResponse Get(ArmCall call) =>
        tenant.Resources.Find(call.Path) is { } deleted ? Answer.Ok(deleted.Body) : NotFound(call.Path.Name);

    private ArmResponse Purge(ArmCall call)
    {
        var path = call.Path.Parent;
        if (tenant.Resources.Find(path) is not { } deleted)
        {
            return NotFound(path.Name);
        }

        if (deleted.Properties["purgeProtectionEnabled"].AsFlag() is true)
        {
            return Answer.Error(
                400, "MethodNotAllowed", $"The vault '{path.Name}' is protected from being purged before its retention ends.");
        }

        tenant.Resources.Remove(path);
        _contents.Remove(path.Name);
        var operation = tenant.Identifiers.Next("purge", path.Name).ToString("N", CultureInfo.InvariantCulture);
        return Answer.Empty(202)
            .With("Location", $"{call.Host}{path.Parent.Text}/operationResults/{operation}?api-version={call.ApiVersion}")
            .With("Retry-After", "5");
    }

    private static ResourcePath PathOf(StoredResource vault) => ResourcePath.Parse(
        $"/subscriptions/{vault.Path.Subscription}/providers/Microsoft.KeyVault/locations/{Regions.Normal(vault.Location)}"
        + $"/deletedVaults/{vault.Name}");

    private JsonObject BodyOf(StoredResource vault)
    {
        var now = tenant.Clock.GetUtcNow();
        var days = vault.Properties["softDeleteRetentionInDays"].AsNumber() ?? UsualDays;
        var properties = new JsonObject
        {
            ["vaultId"] = vault.Id,
            ["location"] = vault.Location,
            ["tags"] = vault.Body["tags"]?.DeepClone(),
            ["deletionDate"] = Date(now),
            ["scheduledPurgeDate"] = Date(now.AddDays(days)),
        };
        if (vault.Properties["enablePurgeProtection"].AsFlag() is true)
        {
            properties["purgeProtectionEnabled"] = true;
        }

        return new JsonObject
        {
            ["id"] = PathOf(vault).Text,
            ["name"] = vault.Name,
            ["type"] = "Microsoft.KeyVault/deletedVaults",
            ["properties"] = properties,
        };
    }

    private static string Date(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

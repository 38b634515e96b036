using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>Creates the key vault that the document names, where everything is there that Azure asks for.</summary>
internal sealed class VaultCreation(Monitor006Settings settings, ControlContext context)
{
    /// <summary>The api-version of writes to vaults and keys.</summary>
    public const string ApiVersion = "2026-02-01";

    private const string Where = $"controls.{Monitor006Settings.Id}";
    private const string Provider = "Microsoft.KeyVault";

    /// <summary>The vault that will be there, or what keeps it from being created.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="reader">Who will use the key.</param>
    public KeyVaultLink For(KeySettings key, KeyReader reader)
    {
        if (key.CreateVault is not { } create)
        {
            return KeyVaultLink.Blocked(new Obstacle(
                "BL2119",
                $"Key vault {key.Vault} does not exist",
                $"create it, or let apply do so with {Where}.key.createVault"));
        }

        if (context.WhyNotWritable(key.Vault) is { } why)
        {
            return KeyVaultLink.Blocked(why);
        }

        var tenant = context.Estate.Subscription(key.Vault.SubscriptionId)?.TenantId ?? reader.TenantId;
        List<Obstacle> obstacles = [.. Obstacles(key, create, reader, tenant)];
        return obstacles.Count > 0 || tenant is null ? KeyVaultLink.Blocked([.. obstacles]) : Create(key, create, tenant);
    }

    /// <summary>A change of a vault.</summary>
    public static ChangeDraft Draft(ResourceId id, ChangeAction action, string method, JsonObject body) =>
        new($"vault|{id.Key}", ChangeRanks.Vault)
        {
            Action = action,
            Resource = id.Text,
            Type = $"{Provider}/vaults",
            ApiVersion = ApiVersion,
            Method = method,
            Body = body,
        };

    private IEnumerable<Obstacle> Obstacles(KeySettings key, CreateVaultSettings create, KeyReader reader, string? tenant)
    {
        if (!settings.ConsentsToPurgeProtection)
        {
            yield return new Obstacle(
                "BL2118",
                $"Key vault {key.Vault} would be created with purge protection, which can never be switched off again",
                $"consent with \"irreversible: [purgeProtection]\" under {Where}");
        }

        if (tenant is null)
        {
            yield return Obstacle.NotWhole(
                $"Key vault {key.Vault} can't be created, because the tenant of its subscription is not known",
                "capture the estate again, with tenantId");
        }
        else if (reader.TenantId is { } other
            && !ReferenceMark.IsIn(tenant + other)
            && !tenant.Equals(other, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Obstacle(
                "BL2144",
                $"Key vault {key.Vault} would be created in tenant {tenant}, and {reader.DisplayName} is of tenant {other}",
                $"name a vault in a subscription of that tenant in {Where}.key.vault");
        }

        foreach (var obstacle in Provisioning.ObstaclesOf(context, key.Vault, Provider, create.Location))
        {
            yield return obstacle;
        }

        if (ObstacleOfName(key.Vault) is { } taken)
        {
            yield return taken;
        }

        if (ObstacleOfDeleted(key.Vault, create) is { } deleted)
        {
            yield return deleted;
        }
    }

    /// <summary>The name of a vault is part of its address, so that no other vault in the world may have it.</summary>
    private Obstacle? ObstacleOfName(ResourceId vault) =>
        Named(TypeNames.Vault, vault.Name) is { } taken
            ? new Obstacle(
                "BL2142",
                $"Key vault {vault} can't be created, because {taken.Id} has the name",
                $"name that vault, or choose another name, in {Where}.key.vault")
            : null;

    private ObservedResource? Named(string type, string name) =>
        context.Estate.OfType(type).FirstOrDefault(entry => entry.Id.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private Obstacle? ObstacleOfDeleted(ResourceId vault, CreateVaultSettings create)
    {
        var found = Named(TypeNames.DeletedVault, vault.Name);
        if (found is not null)
        {
            var until = found.Body.TextAt("properties.scheduledPurgeDate") is { Length: >= 10 } date ? $" until {date[..10]}" : "";
            return new Obstacle(
                "BL2141",
                $"Key vault {vault} can't be created, because a deleted vault holds the name{until}",
                $"recover it (az keyvault recover --name {vault.Name}), or choose another name in {Where}.key.vault");
        }

        var lookup = context.Estate.Find(DeletedVaultId(vault, create.Location));
        return lookup.Presence == Presence.Unknown
            ? Obstacle.Unread(
                $"Whether a deleted vault holds the name {vault.Name} could not be read ({lookup.Why})",
                "grant Microsoft.KeyVault/locations/deletedVaults/read")
            : null;
    }

    /// <summary>Where a deleted vault is found for as long as it can be recovered.</summary>
    public static ResourceId DeletedVaultId(ResourceId vault, string location) =>
        ResourceId.Subscription(vault.SubscriptionId ?? "").Child($"providers/{Provider}/locations/{location}/deletedVaults/{vault.Name}");

    private static KeyVaultLink Create(KeySettings key, CreateVaultSettings create, string tenantId)
    {
        var draft = Draft(key.Vault, ChangeAction.Create, "PUT", NewVaultBody.Of(create, tenantId)) with { Irreversible = true };
        return new KeyVaultLink(
            new Remediation([draft]), null, create.Rbac, draft.ReferenceTo("properties.vaultUri"), tenantId, [draft.Key], []);
    }
}

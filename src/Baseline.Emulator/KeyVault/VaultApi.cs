using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>Key vaults, live and deleted.</summary>
internal sealed class VaultApi(Tenant tenant)
{
    public const string Type = "microsoft.keyvault/vaults";

    private const string OperationType = "microsoft.keyvault/locations/operationresults";

    private readonly VaultRules _rules = new(tenant);
    private readonly DeletedVaults _deleted = new(tenant);
    private readonly Dictionary<string, int> _registering = new(StringComparer.Ordinal);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, List);
        routes.On("GET", Type, Get);
        routes.On("PUT", Type, Put);
        routes.On("PATCH", Type, Patch);
        routes.On("DELETE", Type, Delete);
        _deleted.AddTo(routes);
        routes.On("GET", OperationType, _ => Answer.Ok(new JsonObject { ["status"] = "Succeeded" }));
    }

    // A page of vaults that is not empty always links to a next one, even where nothing follows.
    private ArmResponse List(ArmCall call)
    {
        var all = Listing.Of(tenant, call);
        var size = call.PageSize(tenant.Options.PageSize);
        var isFirst = call.Parameter("$skiptoken") is null;
        var page = isFirst && tenant.Options.LeadingEmptyPage ? [] : all.Skip(call.PageOffset).Take(size).ToArray();
        var body = new JsonObject { ["value"] = Answer.ArrayOf(page) };
        if (page.Length > 0 || (isFirst && tenant.Options.LeadingEmptyPage))
        {
            body["nextLink"] = call.PageLink(call.PageOffset + page.Length);
        }

        return Answer.Ok(body);
    }

    private ArmResponse Get(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } vault)
        {
            return Answer.ResourceNotFound(call.Path);
        }

        if (vault.Properties["provisioningState"].AsText() == VaultBody.Registering)
        {
            Register(vault);
        }

        return Answer.Ok(vault.Body);
    }

    private void Register(StoredResource vault)
    {
        vault.Properties["vaultUri"] = VaultBody.UriOf(vault.Name);
        var left = _registering.GetValueOrDefault(vault.Path.Key);
        if (left == 0)
        {
            vault.Properties["provisioningState"] = "Succeeded";
            return;
        }

        _registering[vault.Path.Key] = left - 1;
    }

    private ArmResponse Put(ArmCall call)
    {
        var existing = tenant.Resources.Find(call.Path);
        var deleted = existing is null ? _deleted.Find(call.Path.Name) : null;
        if ((_rules.RefusalOfPut(call, existing)
            ?? Listing.Moved(existing, call.Body["location"].AsText())
            ?? Taken(call, existing, deleted)) is { } refusal)
        {
            return refusal;
        }

        if (deleted is not null && _deleted.Recover(deleted, call.Path) is { } recovered)
        {
            return Answer.Ok(recovered.Body);
        }

        var body = VaultBody.FromPut(call, existing, tenant);
        tenant.Resources.Put(call.Path, body);
        if (existing is null)
        {
            _registering[call.Path.Key] = tenant.Options.RegisteringDnsReads;
        }

        Grants.Spread(tenant, existing?.Properties["accessPolicies"], body.At("properties", "accessPolicies"));
        return Answer.Ok(body);
    }

    // Names are unique in the world: one that was deleted in another subscription is taken like one that is alive.
    private ArmResponse? Taken(ArmCall call, StoredResource? existing, StoredResource? deleted)
    {
        if (existing is not null)
        {
            return null;
        }

        var name = call.Path.Name;
        var isOurs = deleted?.Path.Subscription.Same(call.Path.Subscription) is true;
        if (call.Body.At("properties", "createMode").AsText().Same("recover"))
        {
            return isOurs ? null : DeletedVaults.NotFound(name);
        }

        if (isOurs)
        {
            return Answer.Error(
                409,
                "ConflictError",
                "A vault with the same name already exists in deleted state. You need to either recover or purge existing "
                + "key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft "
                + "delete.");
        }

        return deleted is not null || tenant.Resources.OfType(Type).Any(vault => vault.Name.Same(name))
            ? Answer.Error(409, "VaultAlreadyExists", $"The vault name '{name}' is already in use. Vault names are globally unique.")
            : null;
    }

    private ArmResponse Patch(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } vault)
        {
            return Answer.ResourceNotFound(call.Path);
        }

        if (_rules.RefusalOfChange(call, vault) is { } refusal)
        {
            return refusal;
        }

        var before = vault.Properties["accessPolicies"]?.DeepClone();
        VaultBody.Merge(vault, call.Body, tenant);
        Grants.Spread(tenant, before, vault.Properties["accessPolicies"]);
        return Answer.Ok(vault.Body);
    }

    private ArmResponse Delete(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } vault)
        {
            return Answer.Empty(204);
        }

        _deleted.Add(vault);
        return Answer.Empty(200);
    }
}

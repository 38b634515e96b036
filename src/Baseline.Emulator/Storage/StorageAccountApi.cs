using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>Storage accounts.</summary>
internal sealed partial class StorageAccountApi(Tenant tenant)
{
    public const string Type = "microsoft.storage/storageaccounts";

    private const string OperationType = "microsoft.storage/locations/asyncoperations";

    private readonly AccountIdentity _identities = new(tenant);
    private readonly AccountEncryption _encryption = new(tenant);
    private readonly Dictionary<string, (ResourcePath Account, int PollsLeft)> _creations = new(StringComparer.OrdinalIgnoreCase);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, call => Answer.Page(call, Listing.Of(tenant, call), tenant.Options.PageSize));
        routes.On("GET", Type, Get);
        routes.On("PUT", Type, Put);
        routes.On("PATCH", Type, Patch);
        routes.On("DELETE", Type, Delete);
        routes.On("GET", OperationType, Poll);
        routes.OnAll("POST", Type + "/listkeys", _ => StorageAnswer.Error(
            403, "AuthorizationFailed", "The emulator keeps no data and so gives out no account keys."));
    }

    private static bool IsProvisioned(StoredResource account) =>
        account.Properties["provisioningState"].AsText() is null or "Succeeded";

    private ArmResponse Get(ArmCall call) => tenant.Resources.Find(call.Path) is { } account
        ? StorageAnswer.Ok(account.Body)
        : Answer.ResourceNotFound(call.Path);

    private ArmResponse Put(ArmCall call)
    {
        var existing = tenant.Resources.Find(call.Path);
        if ((InvalidCreation(call)
            ?? AccountRules.Refusal(call.Body)
            ?? Listing.Moved(existing, call.Body["location"].AsText())) is { } refusal)
        {
            return refusal;
        }

        return existing is null ? Create(call) : Change(call, existing);
    }

    private ArmResponse Patch(ArmCall call) => tenant.Resources.Find(call.Path) is { } account
        ? Change(call, account)
        : Answer.ResourceNotFound(call.Path);

    private ArmResponse Delete(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is null)
        {
            return Answer.Empty(204);
        }

        foreach (var child in tenant.Resources.All.Where(found => IsPartOf(found, call.Path)).ToArray())
        {
            tenant.Resources.Remove(child.Path);
        }

        return StorageAnswer.Empty(200);
    }

    // Diagnostic settings, role assignments and locks are not the account's own, and outlive it.
    private static bool IsPartOf(StoredResource found, ResourcePath account) =>
        found.Path.IsWithin(account) && found.Path.Type.StartsWith(Type, StringComparison.Ordinal);

    private ArmResponse? InvalidCreation(ArmCall call)
    {
        var name = call.Path.Name;
        if (!ValidName().IsMatch(name))
        {
            return StorageAnswer.Error(
                400,
                "AccountNameInvalid",
                $"{name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in "
                + "length and use numbers and lower-case letters only.");
        }

        if (call.Body["location"].AsText() is null)
        {
            return Answer.Refused(400, "LocationRequired", "The location property is required for this definition.");
        }

        if (call.Body.At("sku", "name").AsText() is null || call.Body["kind"].AsText() is null)
        {
            return StorageAnswer.Error(
                400, "InvalidValuesForRequestParameters", "Values for request parameters are invalid: sku, kind.");
        }

        return tenant.Resources.OfType(Type).Any(other => other.Name.Same(name) && other.Path.Key != call.Path.Key)
            ? StorageAnswer.Error(409, "StorageAccountAlreadyTaken", $"The storage account named {name} is already taken.")
            : null;
    }

    private (JsonObject? Identity, JsonObject? Encryption, ArmResponse? Refusal) Merge(ArmCall call, StoredResource? before)
    {
        var (identity, identityRefusal) = _identities.Merge(
            call.Path, before?.Location ?? call.Body["location"].AsText(), before?.Body["identity"], call.Body["identity"]);
        if (identityRefusal is not null)
        {
            return (null, null, identityRefusal);
        }

        var sent = call.Body.At("properties", "encryption");
        var (encryption, refusal) = _encryption.Merge(
            call.Path, before is null ? null : before.Properties["encryption"] ?? new JsonObject(), sent, identity);
        return (identity, encryption, refusal);
    }

    private ArmResponse Create(ArmCall call)
    {
        var (identity, encryption, refusal) = Merge(call, null);
        if (refusal is not null)
        {
            return refusal;
        }

        tenant.Resources.Put(call.Path, AccountBody.New(call, tenant, identity, encryption));
        var operation = tenant.Identifiers.Next("operation", call.Path.Key).ToString();
        _creations[operation] = (call.Path, tenant.Options.CreationPolls);
        return Accepted(call, call.Body["location"].AsText() ?? "", operation);
    }

    private static ArmResponse Accepted(ArmCall call, string location, string operation)
    {
        var region = location.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        var address = $"{call.Host}/subscriptions/{call.Path.Subscription}/providers/Microsoft.Storage/locations/{region}"
            + $"/asyncoperations/{operation}?monitor=true&api-version={call.ApiVersion}";
        return StorageAnswer.Empty(202).With("Location", address).With("Retry-After", "17");
    }

    private ArmResponse Poll(ArmCall call)
    {
        if (!_creations.TryGetValue(call.Path.Name, out var creation)
            || tenant.Resources.Find(creation.Account) is not { } account)
        {
            return StorageAnswer.Error(404, "NotFound", $"The operation '{call.Path.Name}' was not found.");
        }

        if (creation.PollsLeft > 0)
        {
            _creations[call.Path.Name] = creation with { PollsLeft = creation.PollsLeft - 1 };
            return Accepted(call, account.Location ?? "", call.Path.Name);
        }

        account.Properties["provisioningState"] = "Succeeded";
        return StorageAnswer.Ok(account.Body);
    }

    private ArmResponse Change(ArmCall call, StoredResource account)
    {
        if (!IsProvisioned(account))
        {
            return StorageAnswer.Error(
                409,
                "StorageAccountIsNotProvisioned",
                "The storage account provisioning state must be 'Succeeded' before executing the operation.");
        }

        if (AccountRules.Refusal(call.Body) is { } invalid)
        {
            return invalid;
        }

        var (identity, encryption, refusal) = Merge(call, account);
        if (refusal is not null)
        {
            return refusal;
        }

        AccountBody.Merge(account, call.Body);
        if (call.Body["identity"] is not null)
        {
            account.Body["identity"] = identity?.DeepClone();
        }

        if (call.Body.At("properties", "encryption") is not null)
        {
            account.Properties["encryption"] = encryption?.DeepClone();
        }

        return StorageAnswer.Ok(account.Body);
    }

    [GeneratedRegex("^[a-z0-9]{3,24}$")]
    private static partial Regex ValidName();
}

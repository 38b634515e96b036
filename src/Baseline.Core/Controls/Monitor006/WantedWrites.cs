using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// What the writes of a saved plan may say: exactly what a remediation would send for the document, as far as that is known
/// without reading what the plan was made from. <see cref="AskedWrites"/> has looked at whom they are for.
/// </summary>
internal sealed class WantedWrites(Monitor006Settings settings, SavedPlan plan)
{
    private const string Encryption = "properties.encryption";

    private static readonly string[] Kinds = ["StorageV2", "BlobStorage"];
    private static readonly bool[] Choices = [false, true];

    // Of the public cloud, China and the US government
    // (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates).
    private static readonly string[] VaultDomains = ["vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net"];

    /// <summary>Why a write is not as the document wants it, as a sentence; null when it is.</summary>
    public string? WhyNotWanted(SavedWrite saved)
    {
        var write = saved.Write;
        return write.IsOfType(TypeNames.DiagnosticSetting) ? WhyOtherExport(saved)
            : write.Method == "DELETE" ? "Only an undo takes this away."
            : write.IsOfType(TypeNames.StorageAccount) ? WhyOtherAccount(write)
            : write.IsOfType(TypeNames.Vault) ? WhyOtherVault(write)
            : write.IsOfType(TypeNames.VaultKey) ? WhyOtherKey(write)
            : write.IsOfType(TypeNames.Identity) ? WhyOtherIdentity(write)
            : write.IsOfType(TypeNames.RoleAssignment) ? WhyNoGrant() ?? WhyOtherRole(write)
            : WhyNoGrant() ?? WhyOtherPolicy(write);
    }

    private string? WhyOtherExport(SavedWrite saved)
    {
        var categories = ActivityLog.CategoriesOf(ResourceId.Parse(saved.Write.Resource));
        return new WantedSetting(saved).WhyOther(categories, ActivityLog.Groups, plan.Estate)
            ?? (settings.Export.StorageAccount is { } target
                && ResourceId.TryParse(saved.Write.Body.TextAt("properties.storageAccountId"), out var account) && account == target
                ? null
                : "It exports an activity log to the storage account that the document names, and this goes elsewhere.");
    }

    private string? WhyOtherAccount(ArmWrite write)
    {
        if (write.Body.At(Encryption).ValueKind != JsonValueKind.Object)
        {
            return WhyOtherIdentities(write.Body);
        }

        var uri = write.Body.TextAt($"{Encryption}.keyvaultproperties.keyvaulturi") ?? "";
        return settings.Key is { } key && EncryptionBodies(write.Resource, key, uri).Any(body => IsSame(write.Body, body))
            ? WhyOtherAddress(key, uri.TrimEnd('/'))
            : "It encrypts an account with the key that the document names, and this says something else.";
    }

    /// <summary>
    /// A vault that is there says its own address; of one that could not be read, the address is told by its name. A reference to
    /// the answer of the change that creates it is looked at by <see cref="AskedWrites"/>.
    /// </summary>
    private string? WhyOtherAddress(KeySettings key, string uri)
    {
        var isOther = ReferenceMark.IsIn(uri) ? !IsReferenceTo(uri, "properties.vaultUri")
            : plan.Estate.Find(key.Vault).Resource?.Body.TextAt("properties.vaultUri") is { } known
            ? !known.TrimEnd('/').Equals(uri, StringComparison.OrdinalIgnoreCase)
            : !VaultDomains.Any(domain => uri.Equals($"https://{key.Vault.Name}.{domain}", StringComparison.OrdinalIgnoreCase));
        return isOther ? $"{uri} is not the address of {key.Vault}." : null;
    }

    /// <summary>The bodies that encrypt the account: which one it is depends on what it has, where that could be read.</summary>
    private IEnumerable<JsonObject> EncryptionBodies(string resource, KeySettings key, string uri)
    {
        foreach (var account in Accounts(resource))
        {
            foreach (var reader in ReadersOf(account, key))
            {
                var encryption = EncryptionRemediation.EncryptionBody(account, EncryptionRemediation.KeyProperties(key, uri));
                if (reader is not null)
                {
                    encryption["identity"] = new JsonObject { ["userAssignedIdentity"] = reader };
                }

                yield return new JsonObject { ["properties"] = new JsonObject { ["encryption"] = encryption } };
            }
        }
    }

    /// <summary>
    /// Who may be told to reach the key: the document's identity, and nobody where the account has a customer's key already and keeps
    /// who reaches that. Where all of it is done, either says what is there.
    /// </summary>
    private IEnumerable<string?> ReadersOf(ObservedResource account, KeySettings key) =>
        AccountEncryption.Of(account) is { IsCustomerManaged: true } encryption
            ? IsDone(encryption, key) ? [null, settings.Identity?.Id.Text] : [null]
        : plan.Estate.Find(account.Id).Presence == Presence.Found ? [settings.Identity?.Id.Text]
        : [null, settings.Identity?.Id.Text];

    /// <summary>
    /// Whether an account has the document's key, and reaches it as the document's identity: the plan that did so may be applied again.
    /// </summary>
    private bool IsDone(AccountEncryption encryption, KeySettings key) =>
        encryption.UsesKey(key.Vault.Name, key.Name)
        && (encryption.KeyVersion ?? "") == (key.Version ?? "")
        && encryption.UserAssignedIdentity is { } reader
        && reader == settings.Identity?.Id;

    /// <summary>The account as it is; where it could not be read, accounts of every sort that makes a difference.</summary>
    private IEnumerable<ObservedResource> Accounts(string resource)
    {
        var id = ResourceId.Parse(resource);
        return plan.Estate.Find(id).Resource is { } account
            ? [account]
            : from kind in Kinds
              from isDouble in Choices
              select new ObservedResource(id, JsonValues.Element(new JsonObject
              {
                  ["kind"] = kind,
                  ["properties"] = new JsonObject { ["encryption"] = new JsonObject { ["requireInfrastructureEncryption"] = isDouble } },
              }));
    }

    /// <summary>Which identities an account has is held against the account right before the write.</summary>
    private string? WhyOtherIdentities(JsonElement body)
    {
        var identities = body.MembersAt("identity.userAssignedIdentities").ToList();
        return body.TextAt("identity.type") is not ("UserAssigned" or "SystemAssigned,UserAssigned")
            || !identities.Exists(one => ResourceId.TryParse(one.Name, out var id) && id == settings.Identity?.Id)
            || identities.Exists(one => one.Value.ValueKind != JsonValueKind.Object || one.Value.EnumerateObject().Any())
            ? "It adds the identity that the document names to those of an account, and this does something else."
            : null;
    }

    private string? WhyOtherVault(ArmWrite write)
    {
        if (write.Method == "PATCH")
        {
            return write.Body.MembersAt("properties").All(member => member.Value.ValueKind == JsonValueKind.True)
                ? null
                : "It only switches soft delete and purge protection on.";
        }

        var tenant = write.Body.TextAt("properties.tenantId");
        var known = plan.Estate.Subscription(ResourceId.Parse(write.Resource).SubscriptionId)?.TenantId;
        return settings.Key?.CreateVault is not { } create ? "The document does not let the key vault be created."
            : known is null ? WhyNotNew(IsGuidOrReferenceTo(tenant, "properties.tenantId") ? NewVaultBody.Of(create, tenant) : null)
            : WhyNotNew(NewVaultBody.Of(create, known));

        string? WhyNotNew(JsonObject? body) => body is not null && IsSame(write.Body, body)
            ? null
            : "It creates the key vault as the document describes it, and this is another.";
    }

    private string? WhyOtherKey(ArmWrite write) =>
        settings.Key?.CreateSize is not { } size ? "The document does not let the key be created."
        : IsSame(write.Body, KeyVaultPreparation.KeyBody(size)) ? null
        : $"It creates an RSA key of {size} bits, and this is another.";

    private string? WhyOtherIdentity(ArmWrite write) =>
        settings.Identity?.CreateLocation is not { } location ? "The document does not let the identity be created."
        : IsSame(write.Body, new JsonObject { ["location"] = location }) ? null
        : $"It creates the identity in {location}, and this is another.";

    private string? WhyNoGrant() => settings.GrantAutomatically ? null : "The document does not let access to the key be granted.";

    private string? WhyOtherRole(ArmWrite write)
    {
        var principal = write.Body.TextAt("properties.principalId");
        return settings.Key is { } key
            && IsGuidOrReferenceTo(principal, "properties.principalId")
            && IsSame(write.Body, KeyGrant.RoleBody(key.Vault, principal))
            ? null
            : "It gives a service principal the role for storage encryption, and this is another.";
    }

    private static string? WhyOtherPolicy(ArmWrite write)
    {
        var entry = write.Body.ItemsAt("properties.accessPolicies").FirstOrDefault();
        return !write.Resource.EndsWith("/add", StringComparison.OrdinalIgnoreCase) ? "Only an undo replaces or removes an access policy."
            : KeyGrant.Permissions.Except(entry.TextsAt("permissions.keys"), StringComparer.OrdinalIgnoreCase).Any()
                || !IsGuidOrReferenceTo(entry.TextAt("tenantId"), "properties.tenantId")
                || !IsGuidOrReferenceTo(entry.TextAt("objectId"), "properties.principalId")
                ? $"It gives {string.Join(", ", KeyGrant.Permissions)} at keys, and this is another."
            : null;
    }

    private static bool IsGuidOrReferenceTo([NotNullWhen(true)] string? text, string path) =>
        text is not null && (Guid.TryParse(text, out _) || IsReferenceTo(text, path));

    /// <summary>Whether a text is a reference to a value of an answer, and nothing beside it.</summary>
    private static bool IsReferenceTo(string text, string path) =>
        ChangeReference.ChangesIn(text).ToList() is [var id] && text == $"${{{id}.{path}}}";

    private static bool IsSame(JsonElement sent, JsonObject wanted) => JsonValues.Same(sent, JsonValues.Element(wanted));
}

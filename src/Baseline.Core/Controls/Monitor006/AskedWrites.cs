using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.LogExport;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// What a document names, and nothing else, is created, granted, exported to or used as a key. What is only taken away is held
/// against what is there, right before it is sent.
/// </summary>
internal sealed class AskedWrites(Monitor006Settings settings, SavedPlan plan)
{
    private const string Encryption = "properties.encryption";

    /// <summary>Why a change is not one for this document, as a sentence; null when it may be.</summary>
    public string? WhyNotAsked(SavedWrite saved)
    {
        var write = saved.Write;
        return write.IsOfType(TypeNames.DiagnosticSetting) ? OwnSettings.WhyNotAsked(saved, plan, [])
            : write.IsOfType(TypeNames.StorageAccount) ? WhyOtherKey(write) ?? WhyOtherIdentity(write)
            : write.IsOfType(TypeNames.Vault) ? WhyNotNamed(write, settings.Key?.Vault, "key vault")
            : write.IsOfType(TypeNames.VaultKey) ? WhyNotNamed(write, settings.Key?.Id, "key")
            : write.IsOfType(TypeNames.Identity) ? WhyNotNamed(write, settings.Identity?.Id, "identity")
            : write.IsOfType(TypeNames.RoleAssignment) && write.Method == "PUT"
                ? WhyOtherVault(write) ?? WhyOtherPrincipal(write.Body.TextAt("properties.principalId"))
            : write.IsOfType(TypeNames.AccessPolicy) && write.Resource.EndsWith("/add", StringComparison.OrdinalIgnoreCase)
                ? WhyOtherVault(write) ?? WhyOtherPrincipal(write.Body.ItemsAt("properties.accessPolicies").First().TextAt("objectId"))
            : null;
    }

    private string? WhyOtherKey(ArmWrite write)
    {
        var properties = write.Body.At($"{Encryption}.keyvaultproperties");
        if (properties.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var uri = properties.TextAt("keyvaulturi") ?? "";
        var isNamed = settings.Key is { } key
            && string.Equals(properties.TextAt("keyname"), key.Name, StringComparison.OrdinalIgnoreCase)
            && (IsReferenceTo(uri, key.Vault) || (Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
                && parsed.Host.Split('.')[0].Equals(key.Vault.Name, StringComparison.OrdinalIgnoreCase)));
        return isNamed ? null : $"The document names no key {properties.TextAt("keyname")} of {uri}.";
    }

    private string? WhyOtherIdentity(ArmWrite write)
    {
        var attached = ResourceId.TryParse(write.Resource, out var id) && plan.Estate.Find(id).Resource is { } account
            ? account.Body.MembersAt("identity.userAssignedIdentities").Select(member => member.Name).ToList()
            : [];
        var given = write.Body.MembersAt("identity.userAssignedIdentities")
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => member.Name)
            .Concat(write.Body.TextAt($"{Encryption}.identity.userAssignedIdentity") is { } used ? [used] : []);
        return given.FirstOrDefault(name => !IsSame(name, settings.Identity?.Id)
            && !attached.Exists(one => IsSame(one, ResourceId.TryParse(name, out var same) ? same : null))) is { } other
            ? $"The document names no identity {other}."
            : null;
    }

    private string? WhyOtherVault(ArmWrite write) =>
        settings.Key is { } key && ResourceId.Parse(write.Resource).IsAtOrBelow(key.Vault)
            ? null
            : $"It gives access only to the key that the document names, and {write.Resource} is not in its vault.";

    /// <summary>
    /// A grant is for the identity that the document names, or for one with which an account of the plan reaches its key.
    /// </summary>
    private string? WhyOtherPrincipal(string? principal)
    {
        var accounts = plan.Writes
            .Where(saved => saved.Write.IsOfType(TypeNames.StorageAccount))
            .Select(saved => ResourceId.TryParse(saved.Write.Resource, out var id) ? plan.Estate.Find(id).Resource : null)
            .OfType<ObservedResource>();
        var principals = accounts
            .SelectMany(account => account.Body.MembersAt("identity.userAssignedIdentities")
                .Select(member => member.Value.TextAt("principalId"))
                .Append(account.Body.TextAt("identity.principalId")))
            .Append(settings.Identity is { } identity
                ? plan.Estate.Find(identity.Id).Resource?.Body.TextAt("properties.principalId")
                : null);
        return IsReferenceTo(principal ?? "", settings.Identity?.Id)
            || (principal is not null && principals.Contains(principal, StringComparer.OrdinalIgnoreCase))
            ? null
            : $"Principal {principal} is not the identity that the document names, nor that of an account in the plan.";
    }

    private static string? WhyNotNamed(ArmWrite write, ResourceId? named, string what) =>
        IsSame(write.Resource, named) ? null : $"The document names no {what} {write.Resource}.";

    /// <summary>Whether a text stands for the answer to the change that creates a resource.</summary>
    private bool IsReferenceTo(string text, ResourceId? created) => ChangeReference.ChangesIn(text).ToList() is [var id]
        && plan.Writes.FirstOrDefault(saved => saved.Id == id) is { } saved
        && IsSame(saved.Write.Resource, created);

    private static bool IsSame(string text, ResourceId? id) => ResourceId.TryParse(text, out var parsed) && parsed == id;
}

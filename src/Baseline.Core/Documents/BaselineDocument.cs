using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;
using Baseline.Resources;

namespace Baseline.Documents;

/// <summary>What must hold, as the YAML says it, checked and complete with defaults.</summary>
/// <param name="Name">metadata.name.</param>
/// <param name="Digest">Over the content after all layers: comments, layout and the split over files don't matter.</param>
/// <param name="Scope">What it covers.</param>
/// <param name="KeyVault004">The control, or null where the document does not have it.</param>
/// <param name="Monitor006">The control, or null where the document does not have it.</param>
/// <param name="Exemptions">In the document's order.</param>
/// <param name="Limits">How much one plan may change.</param>
public sealed record BaselineDocument(
    string Name,
    string Digest,
    ScopeSettings Scope,
    KeyVault004Settings? KeyVault004,
    Monitor006Settings? Monitor006,
    IReadOnlyList<Exemption> Exemptions,
    LimitSettings Limits)
{
    /// <summary>What the document itself names for remediation: it counts as in scope wherever it lies.</summary>
    public IEnumerable<ResourceId> NamedResources
    {
        get
        {
            IEnumerable<ResourceId?> named =
            [
                .. NamedDestinations.SelectMany(sink => sink.Resources),
                Monitor006?.Export.StorageAccount,
                Monitor006?.Key?.Vault,
                Monitor006?.Key is { } key ? key.Vault.Child($"keys/{key.Name}") : null,
                Monitor006?.Identity?.Id,
            ];
            return named.OfType<ResourceId>();
        }
    }

    /// <summary>The destinations that the document itself names for logs of vaults.</summary>
    public IEnumerable<Sink> NamedDestinations => KeyVault004?.Destination.Named ?? [];

    /// <summary>
    /// What else decides whether the named resources can be had: the groups and providers of those that are to be created, a
    /// deleted vault that holds the name, the version of the key.
    /// </summary>
    public IEnumerable<ResourceId> Prerequisites => Monitor006 is { } monitor
        ? [.. PrerequisitesOf(monitor.Key), .. PrerequisitesOf(monitor.Identity)]
        : [];

    /// <summary>What the tool's own diagnostic settings are called.</summary>
    public IEnumerable<string> SettingNames =>
        new[] { KeyVault004?.SettingName, Monitor006?.Export.SettingName }.OfType<string>();

    private static IEnumerable<ResourceId> PrerequisitesOf(KeySettings? key)
    {
        if (key is { Version: { } version })
        {
            yield return KeyVersion.IdOf(key.Vault.Child($"keys/{key.Name}"), version);
        }

        if (key is { CreateVault: { } create })
        {
            yield return VaultCreation.DeletedVaultId(key.Vault, create.Location);
            foreach (var id in PlaceOf(key.Vault, "Microsoft.KeyVault"))
            {
                yield return id;
            }
        }
    }

    private static IEnumerable<ResourceId> PrerequisitesOf(IdentitySettings? identity) =>
        identity is { CreateLocation: not null } ? PlaceOf(identity.Id, "Microsoft.ManagedIdentity") : [];

    private static IEnumerable<ResourceId> PlaceOf(ResourceId id, string provider)
    {
        var subscription = ResourceId.Subscription(id.SubscriptionId ?? "");
        return [subscription.Child($"resourceGroups/{id.ResourceGroup}"), subscription.Child($"providers/{provider}")];
    }
}

using System.Text.Json;
using Baseline.Azure;

namespace Baseline.Estates.Redaction;

/// <summary>
/// Makes an estate that can be shown to others: names, ids, tags and addresses are replaced, each always by the same alias, and
/// every text that is not known to be Azure's own is left out. What the controls judge stays, so that the plan over it
/// is the same but for the names. Pure: the same estate gives the same bytes.
/// </summary>
/// <param name="keptNames">Names that stay, because the verdict depends on them: those of the tool's own settings.</param>
/// <param name="types">The types that the tool writes to: each knows members that say nothing about anybody.</param>
public sealed class EstateRedaction(IEnumerable<string> keptNames, ResourceTypes types)
{
    // Names that Azure and the tool give, and nobody else.
    private static readonly string[] CommonNames =
        ["default", "DefaultManagementPolicy", "$account-encryption-key", "$logs", "$web", "$root", "AzureActivity"];

    private readonly Aliases _aliases = new(keptNames.Concat(CommonNames));

    /// <summary>The estate as others may see it.</summary>
    public Estate Redact(Estate estate)
    {
        var addresses = new AddressRedaction(_aliases);
        var bodies = new BodyRedaction(_aliases, addresses, [.. types.All.SelectMany(type => type.Words)]);
        return new Estate(
            estate.Source,
            estate.CapturedAt,
            [.. estate.Subscriptions.Select(Redact)],
            [.. estate.Resources.Select(resource => new ObservedResource(addresses.Id(resource.Id), Redact(resource, bodies)))],
            [.. estate.Unreadable.Select(entry => entry with { Id = addresses.Id(entry.Id) })])
        {
            NotThere = estate.NotThere.Select(addresses.Id).ToHashSet(),
        };
    }

    /// <summary>The id under which something stands in the redacted estate.</summary>
    public ResourceId Redact(ResourceId id) => new AddressRedaction(_aliases).Id(id);

    /// <summary>The version under which a key stands in the redacted estate.</summary>
    public string RedactVersion(string version) => _aliases.OfVersion(version);

    private EstateSubscription Redact(EstateSubscription subscription)
    {
        var id = _aliases.Of(Guid.Parse(subscription.Id));
        return new EstateSubscription(
            id,
            $"subscription {id[^4..]}",
            [.. subscription.ManagementGroups.Select(group => _aliases.Of("managementGroups", group))],
            Guid.TryParse(subscription.TenantId, out var tenant) ? _aliases.Of(tenant) : null,
            subscription.State)
        {
            IsOnlyReferenced = subscription.IsOnlyReferenced,
            ManagedByTenants =
            [
                .. subscription.ManagedByTenants
                    .Where(text => Guid.TryParse(text, out _))
                    .Select(text => _aliases.Of(Guid.Parse(text))),
            ],
        };
    }

    private static JsonElement Redact(ObservedResource resource, BodyRedaction bodies)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            bodies.Write(writer, resource.Body, resource.Id);
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }
}

using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.DiagnosticSettings;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Resources;

namespace Baseline.Planning;

/// <summary>
/// What a document names, and nothing else, is created, granted, exported to or used as a key. What is only taken away is held
/// against what is there, right before it is sent.
/// </summary>
internal sealed class NamedTargets(BaselineDocument document, Estate estate, Plan plan)
{
    private const string Encryption = "properties.encryption";

    private readonly Monitor006Settings? _monitor = document.Monitor006;

    /// <summary>Why a change is not one for this document, as a sentence; null when it may be.</summary>
    public string? WhyOther(Change change) => change.Type.ToLowerInvariant() switch
    {
        "microsoft.insights/diagnosticsettings" => WhyOtherSetting(change),
        "microsoft.storage/storageaccounts" => WhyOtherKey(change) ?? WhyOtherIdentity(change),
        "microsoft.keyvault/vaults" => WhyNotNamed(change, _monitor?.Key?.Vault, "key vault"),
        "microsoft.keyvault/vaults/keys" => WhyNotNamed(change, _monitor?.Key is { } key ? key.Vault.Child($"keys/{key.Name}") : null,
            "key"),
        "microsoft.managedidentity/userassignedidentities" => WhyNotNamed(change, _monitor?.Identity?.Id, "identity"),
        "microsoft.authorization/roleassignments" when change.Method == "PUT" =>
            WhyOtherVault(change) ?? WhyOtherPrincipal(change.Body.TextAt("properties.principalId")),
        "microsoft.keyvault/vaults/accesspolicies" when change.Resource.EndsWith("/add", StringComparison.OrdinalIgnoreCase) =>
            WhyOtherVault(change) ?? WhyOtherPrincipal(change.Body.ItemsAt("properties.accessPolicies").First().TextAt("objectId")),
        _ => null,
    };

    private string? WhyOtherSetting(Change change)
    {
        var name = ResourceId.Parse(change.Resource).Name;
        var isOwn = document.SettingNames.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (!isOwn && change.Action != ChangeAction.Update)
        {
            var own = string.Join(", ", document.SettingNames);
            return $"It creates and deletes only its own diagnostic settings ({own}), and {name} is none.";
        }

        var lost = change.Properties
            .Where(property => SettingContent.IsSink(property.Path) && JsonValues.IsNothing(property.After))
            .FirstOrDefault(property => !isOwn || !IsGone(property.Before));
        if (lost is not null)
        {
            return $"It takes a destination only from its own settings, and only one that does not exist: {lost.Path} of {name} is another.";
        }

        var moved = change.Properties.Any(property => property.Path.Equals("properties.storageAccountId", StringComparison.OrdinalIgnoreCase));
        return moved && change.Body.TextAt("properties.storageAccountId") is { } account && !IsNamed(account)
            ? $"The document names no storage account {account} to export to."
            : WhyOtherSink(change, name, isOwn);
    }

    /// <summary>Another destination than an account is given only to the tool's own settings, and only one that is named.</summary>
    private string? WhyOtherSink(Change change, string name, bool isOwn)
    {
        var moved = change.Properties.FirstOrDefault(property =>
            SettingContent.IsMovable(property.Path)
            && !JsonValues.IsNothing(property.After)
            && !JsonValues.Same(property.Before, property.After));
        if (moved is null)
        {
            return null;
        }

        if (!isOwn)
        {
            return $"It gives a destination only to its own settings, and {moved.Path} of {name} would be another.";
        }

        var setting = new DiagnosticSetting(new ObservedResource(ResourceId.Parse(change.Resource), change.Body));
        return setting.OtherDestinations.FirstOrDefault(sink => IsMoved(change, sink) && !IsNamed(sink)) is { } other
            ? $"The document names no {SinkWords.NounOf(other.Kind)} {other.Place} to export to."
            : null;
    }

    private bool IsNamed(Sink sink) => document.NamedDestinations.Any(named => named.Key == sink.Key && named.IsSamePlaceAs(sink));

    /// <summary>Whether a change sets a destination, or the name of its event hub.</summary>
    private static bool IsMoved(Change change, Sink sink) => change.Properties.Any(property =>
        property.Path.Equals($"properties.{sink.Member}", StringComparison.OrdinalIgnoreCase)
        || (sink.Kind == SinkKind.EventHub && SettingContent.IsHubName(property.Path)));

    private string? WhyOtherKey(Change change)
    {
        var properties = change.Body.At($"{Encryption}.keyvaultproperties");
        if (properties.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var uri = properties.TextAt("keyvaulturi") ?? "";
        var isNamed = _monitor?.Key is { } key
            && string.Equals(properties.TextAt("keyname"), key.Name, StringComparison.OrdinalIgnoreCase)
            && (IsReferenceTo(uri, key.Vault) || (Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
                && parsed.Host.Split('.')[0].Equals(key.Vault.Name, StringComparison.OrdinalIgnoreCase)));
        return isNamed ? null : $"The document names no key {properties.TextAt("keyname")} of {uri}.";
    }

    private string? WhyOtherIdentity(Change change)
    {
        var attached = ResourceId.TryParse(change.Resource, out var id) && estate.Find(id).Resource is { } account
            ? account.Body.MembersAt("identity.userAssignedIdentities").Select(member => member.Name).ToList()
            : [];
        var given = change.Body.MembersAt("identity.userAssignedIdentities")
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => member.Name)
            .Concat(change.Body.TextAt($"{Encryption}.identity.userAssignedIdentity") is { } used ? [used] : []);
        return given.FirstOrDefault(name => !IsSame(name, _monitor?.Identity?.Id)
            && !attached.Exists(one => IsSame(one, ResourceId.TryParse(name, out var same) ? same : null))) is { } other
            ? $"The document names no identity {other}."
            : null;
    }

    private string? WhyOtherVault(Change change) =>
        _monitor?.Key is { } key && ResourceId.Parse(change.Resource).IsAtOrBelow(key.Vault)
            ? null
            : $"It gives access only to the key that the document names, and {change.Resource} is not in its vault.";

    /// <summary>
    /// A grant is for the identity that the document names, or for one with which an account of the plan reaches its key.
    /// </summary>
    private string? WhyOtherPrincipal(string? principal)
    {
        var accounts = plan.Changes.Where(change =>
            change.Type.Equals("Microsoft.Storage/storageAccounts", StringComparison.OrdinalIgnoreCase))
            .Select(change => ResourceId.TryParse(change.Resource, out var id) ? estate.Find(id).Resource : null)
            .OfType<ObservedResource>();
        var principals = accounts
            .SelectMany(account => account.Body.MembersAt("identity.userAssignedIdentities")
                .Select(member => member.Value.TextAt("principalId"))
                .Append(account.Body.TextAt("identity.principalId")))
            .Append(_monitor?.Identity is { } identity ? estate.Find(identity.Id).Resource?.Body.TextAt("properties.principalId") : null);
        return IsReferenceTo(principal ?? "", _monitor?.Identity?.Id) || (principal is not null && principals.Contains(principal, StringComparer.OrdinalIgnoreCase))
            ? null
            : $"Principal {principal} is not the identity that the document names, nor that of an account in the plan.";
    }

    private static string? WhyNotNamed(Change change, ResourceId? named, string what) =>
        IsSame(change.Resource, named) ? null : $"The document names no {what} {change.Resource}.";

    /// <summary>Whether a text stands for the answer to the change that creates a resource.</summary>
    private bool IsReferenceTo(string text, ResourceId? created) => ChangeReference.ChangesIn(text).ToList() is [var id]
        && plan.Changes.FirstOrDefault(change => change.Id == id) is { } change
        && IsSame(change.Resource, created);

    private bool IsGone(JsonElement sink) =>
        sink.ValueKind == JsonValueKind.String && ResourceId.TryParse(sink.GetString(), out var id) && estate.Find(id).Presence == Presence.Absent;

    private bool IsNamed(string account) => document.NamedResources.Any(named => IsSame(account, named));

    private static bool IsSame(string text, ResourceId? id) => ResourceId.TryParse(text, out var parsed) && parsed == id;
}

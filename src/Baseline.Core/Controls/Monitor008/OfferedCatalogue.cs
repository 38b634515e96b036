using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// What resources offer to diagnostic settings: what was read of the resource itself; else of one of the same type, sku and kind; else
/// what is known of its type. A resource or one like it that says to have no logs has none, whatever is known of the type.
/// </summary>
internal sealed class OfferedCatalogue
{
    private readonly Estate _estate;
    private readonly LogTypeCatalogue _types;
    private readonly Dictionary<ResourceId, OfferedLogs> _own = [];
    private readonly Dictionary<string, OfferedLogs> _alike = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OfferedLogs> _ofTypes = new(StringComparer.Ordinal);

    /// <summary>Gathers what was read.</summary>
    /// <param name="estate">What was observed.</param>
    /// <param name="types">What is known of types.</param>
    public OfferedCatalogue(Estate estate, LogTypeCatalogue types)
    {
        (_estate, _types) = (estate, types);
        foreach (var resource in estate.OfType(TypeNames.LogCategory).GroupBy(entry => entry.Id.Parent))
        {
            if (resource.Key is { } id)
            {
                var logs = resource.Where(entry => LogVariants.IsLog(entry.Body)).Select(entry => Log(entry, types.Find(id.Type)));
                Add(id, new OfferedLogs([.. logs], IsTold: true));
            }
        }

        foreach (var entry in estate.Unreadable.Where(IsRefusal))
        {
            if (entry.Id.Parent is { } id)
            {
                Add(id, OfferedLogs.None);
            }
        }
    }

    /// <summary>What a resource offers.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="body">Its body, or of a service of a storage account that of the account.</param>
    public OfferedLogs Of(ResourceId id, JsonElement body) =>
        _own.GetValueOrDefault(id)
        ?? _alike.GetValueOrDefault(LogVariants.Of(id, body))
        ?? OfType(id.Type) with { WhyUnread = WhyUnread(id) };

    private OfferedLogs OfType(string type)
    {
        if (!_ofTypes.TryGetValue(type, out var offered))
        {
            _ofTypes[type] = offered = new OfferedLogs(
                [.. (_types.Find(type)?.Categories ?? []).Select(known => new OfferedLog(known.Name, [], known.IsCharged, known.Table))],
                IsTold: false);
        }

        return offered;
    }

    /// <summary>
    /// Of a type that is not known to have logs, only a failed read of what it offers leaves that open: that something above it could not
    /// be read does not.
    /// </summary>
    private string? WhyUnread(ResourceId id) =>
        _estate.Unreadable.Count > 0 && _estate.List(id, TypeNames.LogCategory).Unreadable is { } entry
        && (_types.Find(id.Type) is not null || entry.Id.IsOfType(TypeNames.LogCategory))
            ? entry.Why
            : null;

    private void Add(ResourceId id, OfferedLogs offered)
    {
        _own.TryAdd(id, offered);
        if (LogVariants.AreAlike(id) && _estate.Row(BodyOf(id)) is { } resource)
        {
            _alike.TryAdd(LogVariants.Of(id, resource.Body), offered);
        }
    }

    /// <summary>The services of an account have no sku or kind of their own.</summary>
    public static ResourceId BodyOf(ResourceId id) =>
        id.ParentType.Equals(TypeNames.StorageAccount, StringComparison.OrdinalIgnoreCase) && id.Parent is { } account ? account : id;

    private static bool IsRefusal(UnreadableResource entry) =>
        TypeAbsence.OfLogs(entry.Status, entry.Code) && entry.Id.IsOfType(TypeNames.LogCategory) && entry.Id.IsList;

    private static OfferedLog Log(ObservedResource category, LogType? type)
    {
        var known = type?.Find(category.Id.Name);
        return new OfferedLog(
            category.Id.Name,
            [.. category.Body.TextsAt("properties.categoryGroups")],
            known?.IsCharged ?? false,
            known?.Table);
    }
}

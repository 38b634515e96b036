using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>
/// What one resource offers to diagnostic settings: what the estate says of it, else what the estate says of another resource of the
/// same type, sku and kind, else what is known of its type.
/// </summary>
internal sealed class ResourceCategories(Tenant tenant)
{
    public const string Type = "microsoft.insights/diagnosticsettingscategories";

    private static readonly CategorySet Nothing = new([], HasMetrics: false, EchoesLocation: false);

    // What an app offers is decided by its plan, which its body does not show.
    private static readonly string[] DecidedElsewhere = ["microsoft.web/sites", "microsoft.web/sites/slots"];

    // The entries of an estate are never written to, so that they are gathered once.
    private readonly Lazy<Dictionary<string, CategorySet>> _likewise = new(() => Likewise(tenant));

    /// <summary>What a resource offers; null where its type has no logs.</summary>
    public CategorySet? Of(ResourcePath resource)
    {
        var own = tenant.Resources.Under(resource, Type).ToList();
        return own.Count > 0 ? Set(own, resource.Type)
            : IsWithoutLogs(resource) ? null
            : _likewise.Value.GetValueOrDefault(KeyOf(tenant, resource)) is { } same
                && !DecidedElsewhere.Contains(resource.Type) ? same
            : CategoryCatalogue.Of(resource.Type);
    }

    /// <summary>The same; nothing where its type has no logs.</summary>
    public CategorySet OrNothing(ResourcePath resource) => Of(resource) ?? Nothing;

    public static ArmResponse NotSupported(ArmCall call) => Answer.Bare(
        400, "ResourceTypeNotSupported", $"The resource type '{call.Path.Scope.Type}' does not support diagnostic settings.");

    private bool IsWithoutLogs(ResourcePath resource) =>
        tenant.UnreadableAt(resource.Append("providers/" + Type)) is { Status: 400, Code: "ResourceTypeNotSupported" };

    private static Dictionary<string, CategorySet> Likewise(Tenant tenant)
    {
        var sets = new Dictionary<string, CategorySet>(StringComparer.OrdinalIgnoreCase);
        foreach (var resource in tenant.Resources.OfType(Type).GroupBy(entry => entry.Path.Parent.Key))
        {
            var path = resource.First().Path.Parent;
            sets.TryAdd(KeyOf(tenant, path), Set(resource, path.Type));
        }

        return sets;
    }

    // The services of an account have no body in most estates: the account's sku and kind are theirs.
    private static string KeyOf(Tenant tenant, ResourcePath resource)
    {
        var isService = resource.Type.StartsWith("microsoft.storage/storageaccounts/", StringComparison.Ordinal);
        var body = tenant.Resources.Find(isService ? resource.Parent : resource)?.Body;
        var sku = body.At("sku", "name").AsText() ?? body.At("properties", "sku", "name").AsText();
        return string.Join('|', resource.Type, sku, body.At("kind").AsText());
    }

    private static CategorySet Set(IEnumerable<StoredResource> entries, string type)
    {
        var all = entries.ToLookup(entry => entry.Properties["categoryType"].AsText().Same("Metrics"));
        return new CategorySet(
            [
                .. all[false].Select(entry => new LogCategory(
                    entry.Name, entry.Properties["displayName"].AsText() ?? entry.Name, [.. entry.Properties["categoryGroups"].Texts()])),
            ],
            all[true].Any(),
            CategoryCatalogue.Of(type)?.EchoesLocation is true);
    }
}

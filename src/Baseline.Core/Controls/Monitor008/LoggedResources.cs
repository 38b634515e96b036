using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor008;

/// <summary>The resources of an estate that rules are about and that have logs.</summary>
internal sealed class LoggedResources(Monitor008Settings settings, ControlContext context)
{
    private const string AccessProvider = "microsoft.authorization/";

    private static readonly string[] Attached = [TypeNames.DiagnosticSetting, TypeNames.LogCategory];

    private readonly OfferedCatalogue _offered = new(context.Estate, LogTypeCatalogue.Product);
    private readonly Dictionary<string, LogRule?> _rules = new(StringComparer.Ordinal);

    /// <summary>All of them, in the order of the estate.</summary>
    public IEnumerable<LoggedResource> All() => context.Estate.Resources.SelectMany(Of);

    /// <summary>Those whose logs data collection rules can carry, by type.</summary>
    public IEnumerable<LoggedResource> WithRules() => PlatformTelemetry.Types.SelectMany(context.Estate.OfType).SelectMany(Of);

    /// <summary>The rule for a type; null where nothing is wanted of it, or where another control decides about it.</summary>
    /// <param name="type">The type, in lower case.</param>
    public LogRule? RuleOf(string type)
    {
        if (!_rules.TryGetValue(type, out var rule))
        {
            _rules[type] = rule = context.DecidedLogs.Contains(type) ? null : settings.RuleOf(type);
        }

        return rule;
    }

    /// <summary>
    /// Whether something can have logs of its own: a resource in a resource group, and not what is attached to one, such as its settings,
    /// locks and role assignments, which a rule for all types matches as well.
    /// </summary>
    public static bool CanHaveLogs(ResourceId id)
    {
        if (id.IsList || id.Type.StartsWith(AccessProvider, StringComparison.Ordinal))
        {
            return false;
        }

        // What hangs beneath a resource has a type that begins with that of the resource; what is attached to one has not.
        var at = id;
        while (at.Parent is { } above && at.Type.StartsWith($"{above.Type}/", StringComparison.Ordinal))
        {
            at = above;
        }

        return at.Parent is { } group && group.IsOfType(TypeNames.ResourceGroup) && !Attached.Any(at.IsOfType);
    }

    /// <summary>
    /// Whether a resource and all that it hangs beneath are covered: what excludes those excludes it. Nothing of a deleted subscription is.
    /// </summary>
    public bool IsCovered(ResourceId id)
    {
        if (!context.Scope.Covers(id) || context.IsDeleted(id))
        {
            return false;
        }

        for (var above = id.Parent; above is not null && !above.IsOfType(TypeNames.ResourceGroup); above = above.Parent)
        {
            if (context.Scope.IsExcluded(above))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A resource, or of a storage account its services.</summary>
    private IEnumerable<LoggedResource> Of(ObservedResource resource)
    {
        if (resource.Id.IsOfType(TypeNames.StorageAccount))
        {
            return StorageServices.Of(resource.Id, resource.Body.TextAt("kind"))
                .Select(service => Of(service, resource.Body))
                .OfType<LoggedResource>();
        }

        // The services of an account that a list shows come with it.
        var comesWithAccount = OfferedCatalogue.BodyOf(resource.Id) is var account && account != resource.Id
            && context.Estate.Row(account) is not null;
        return !comesWithAccount && Of(resource.Id, resource.Body) is { } one ? [one] : [];
    }

    private LoggedResource? Of(ResourceId id, JsonElement body)
    {
        if (!CanHaveLogs(id) || RuleOf(id.Type) is not { } rule || !context.IsWanted(id) || !IsCovered(id))
        {
            return null;
        }

        var offered = _offered.Of(id, body);
        return offered is { Logs.Count: 0, WhyUnread: null } ? null : new LoggedResource(id, body, rule, offered);
    }
}

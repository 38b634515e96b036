using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>
/// The gateway's own list of what lies in a subscription or a group: who the resources are, without their properties. It
/// knows the filters by type and by name; "az keyvault list" and az's search for a vault by its name stand on it.
/// </summary>
internal sealed partial class ResourceListApi(Tenant tenant)
{
    private const string Resources = "microsoft.resources/resources";

    private static readonly string[] Shown = ["id", "name", "type", "sku", "kind", "location", "identity", "tags"];

    public void AddTo(RouteTable routes) => routes.OnAll("GET", Resources, List);

    private ArmResponse List(ArmCall call)
    {
        if (!TryReadFilter(call.Parameter("$filter"), out var type, out var name))
        {
            return Answer.Refused(
                400, "InvalidFilterInQueryString", $"Invalid $filter '{call.Parameter("$filter")}' specified in the query string.");
        }

        var there = call.Path.Parent.Subscription is { } subscription
            ? tenant.Resources.InSubscription(subscription)
            : tenant.Resources.All;
        var found = there
            .Where(resource => TrackedResources.Contains(resource.Path))
            .Where(resource => resource.Path.IsWithin(call.Path.Parent) && tenant.IsListed(resource))
            .Where(resource => type is null || resource.Path.Type.Same(type))
            .Where(resource => name is null || resource.Name.Same(name))
            .ToList();
        return Answer.Page(call, found, Row, tenant.Options.PageSize);
    }

    private static JsonObject Row(StoredResource resource)
    {
        var row = new JsonObject();
        foreach (var member in Shown)
        {
            if (resource.Body[member] is { } value)
            {
                row[member] = value.DeepClone();
            }
        }

        return row;
    }

    private static bool TryReadFilter(string? filter, out string? type, out string? name)
    {
        (type, name) = (null, null);
        if (string.IsNullOrWhiteSpace(filter))
        {
            return true;
        }

        var match = Filter().Match(filter);
        type = match.Groups["type"] is { Success: true } typed ? typed.Value : null;
        name = match.Groups["name"] is { Success: true } named ? named.Value : null;
        return match.Success;
    }

    [GeneratedRegex(
        @"^\s*(resourceType eq '(?<type>[^']+)'|name eq '(?<name>[^']+)')"
        + @"(\s+and\s+(resourceType eq '(?<type>[^']+)'|name eq '(?<name>[^']+)'))?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Filter();
}

using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>Management groups and what lies beneath them. Each call reads the hierarchy as it is by then.</summary>
internal sealed class ManagementGroupApi(Tenant tenant)
{
    private const string Type = "microsoft.management/managementgroups";
    private const string TypeName = "Microsoft.Management/managementGroups";

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, List);
        routes.On("GET", Type, Get);
        routes.OnAll("GET", Type + "/descendants", Descendants);
    }

    private static ArmResponse NotFound(string name) =>
        Answer.Refused(404, "NotFound", $"The management group '{name}' could not be found.");

    private static JsonObject? Reference(HierarchyNode? node) => node is null
        ? null
        : new JsonObject { ["id"] = node.Id, ["name"] = node.Name, ["displayName"] = node.DisplayName };

    private JsonObject Row(HierarchyNode group) => new()
    {
        ["id"] = group.Id,
        ["type"] = TypeName,
        ["name"] = group.Name,
        ["properties"] = new JsonObject
        {
            ["tenantId"] = tenant.Options.TenantId.ToString(),
            ["displayName"] = group.DisplayName,
        },
    };

    private ArmResponse List(ArmCall call) => Answer.Page(
        call, [.. ManagementGroups.Of(tenant).Groups.Where(IsReadable).Select(Row)], tenant.Options.PageSize);

    private bool IsReadable(HierarchyNode node) => tenant.UnreadableAt(ResourcePath.Parse(node.Id)) is null;

    private ArmResponse Get(ArmCall call)
    {
        var hierarchy = ManagementGroups.Of(tenant);
        if (hierarchy.Find(call.Path.Name) is not { IsSubscription: false } group)
        {
            return NotFound(call.Path.Name);
        }

        if (tenant.Resources.Find(call.Path) is { } seeded)
        {
            return Answer.Ok(seeded.Body);
        }

        var body = Row(group);
        if (body["properties"] is JsonObject properties)
        {
            properties["details"] = new JsonObject
            {
                ["version"] = 1,
                ["updatedTime"] = tenant.Timestamp(),
                ["updatedBy"] = Caller.ObjectId,
                ["parent"] = Reference(hierarchy.Find(group.Parent)),
            };
            if (call.Parameter("$expand").Same("children"))
            {
                properties["children"] = Children(hierarchy, group.Name, call.Parameter("$recurse").Same("true"));
            }
        }

        return Answer.Ok(body);
    }

    private static JsonArray Children(ManagementGroups hierarchy, string name, bool recurse)
    {
        var children = new JsonArray();
        foreach (var node in hierarchy.ChildrenOf(name))
        {
            var child = new JsonObject
            {
                ["id"] = node.Id,
                ["type"] = node.IsSubscription ? "/subscriptions" : TypeName,
                ["name"] = node.Name,
                ["displayName"] = node.DisplayName,
            };
            if (recurse && !node.IsSubscription)
            {
                child["children"] = Children(hierarchy, node.Name, recurse);
            }

            children.Add((JsonNode?)child);
        }

        return children;
    }

    private ArmResponse Descendants(ArmCall call)
    {
        var name = call.Path.Parent.Name;
        var hierarchy = ManagementGroups.Of(tenant);
        if (!hierarchy.Contains(name))
        {
            return NotFound(name);
        }

        var rows = hierarchy.DescendantsOf(name).Where(IsReadable).Select(node => new JsonObject
        {
            ["id"] = node.Id,
            ["type"] = node.IsSubscription ? TypeName + "/subscriptions" : TypeName,
            ["name"] = node.Name,
            ["properties"] = new JsonObject
            {
                ["displayName"] = node.DisplayName,
                ["parent"] = new JsonObject { ["id"] = hierarchy.Find(node.Parent)?.Id },
            },
        });
        return Answer.Page(call, [.. rows], tenant.Options.PageSize);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Cli.Formats.Terraform;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>Every plan comes out as Terraform resources that say what the plan says.</summary>
public sealed class TerraformTests
{
    // Members of a body that are attributes of the resource in Terraform.
    private static readonly string[] OfTheirOwn = ["location", "tags"];

    [Fact]
    public void The_resources_of_every_plan_say_what_the_plan_says()
    {
        var plans = AllPlans.ChangingAndHostile.ToList();

        Assert.True(plans.Count > 200, "The cases are no longer found.");
        foreach (var (name, plan) in plans)
        {
            var blocks = HclReader.Read(new TerraformFormat().Render(AllPlans.View(plan)));
            var resources = blocks.Where(block => block.Words.StartsWith("resource ", StringComparison.Ordinal)).ToList();

            Assert.True(plan.Changes.Count == resources.Count, name);
            foreach (var (change, resource) in plan.Changes.Zip(resources))
            {
                Assert.Equal(ResolvedChange.Of(change), Sent(resource));
                Assert.Equal(change.Method == "POST" ? "*" : null, (string?)resource.Attributes["headers"]?["If-Match"]);
                Assert.EndsWith($" {change.Id}", resource.Words, StringComparison.Ordinal);
                Assert.Equal(change.DependsOn, (resource.Attributes["depends_on"]?.AsArray() ?? []).Select(address => $"{address}".Split('.')[1]));
            }

            Assert.Equal(
                plan.Changes.Where(change => change is { Action: ChangeAction.Update, Method: "PUT" } && !IsAction(change))
                    .Select(change => (Id: $"{change.Resource}?api-version={change.ApiVersion}", To: $"azapi_resource.{change.Id}")),
                blocks.Where(block => block.Words == "import").Select(block => ($"{block.Attributes["id"]}", $"{block.Attributes["to"]}")));
        }
    }

    /// <summary>What another resource needs of one is among what it exports.</summary>
    [Fact]
    public void Values_that_are_needed_are_exported()
    {
        foreach (var (_, plan) in AllPlans.ChangingAndHostile)
        {
            var resources = HclReader.Read(new TerraformFormat().Render(AllPlans.View(plan)))
                .Where(block => block.Words.StartsWith("resource ", StringComparison.Ordinal)).ToList();
            foreach (var (change, resource) in plan.Changes.Zip(resources))
            {
                var needed = plan.Changes.SkipWhile(other => other != change).Skip(1)
                    .SelectMany(other => ChangeReference.Pieces(other.Resource + (other.Body.ValueKind == JsonValueKind.Undefined ? "" : other.Body.GetRawText())))
                    .Select(piece => piece.Reference).OfType<ReferencedValue>()
                    .Where(reference => reference.Change == change.Id).Select(reference => reference.Path).Distinct().Order();
                Assert.Equal(needed, (resource.Attributes["response_export_values"]?.AsArray() ?? []).Select(path => $"{path}").Order());
            }
        }
    }

    /// <summary>What the provider sends for a resource.</summary>
    private static ResolvedChange Sent(HclBlock resource)
    {
        var attributes = resource.Attributes;
        var (type, version) = $"{attributes["type"]}".Split('@') is [var name, var date] ? (name, date) : ("", "");
        var body = attributes["body"] is { } sent ? sent.AsObject() : null;
        switch (resource.Words.Split(' ')[1])
        {
            case "azapi_update_resource":
                return new ResolvedChange("PATCH", $"{attributes["resource_id"]}", version, Text(body));
            case "azapi_resource_action":
                var action = attributes["action"] is { } path ? $"/{path}" : "";
                return new ResolvedChange($"{attributes["method"]}", $"{attributes["resource_id"]}{action}", version, Text(body));
            default:
                var parent = $"{attributes["parent_id"]}";
                var parentType = ResourceId.TryParse(parent, out var id) ? id.Type : "";
                var below = type.StartsWith($"{parentType}/", StringComparison.OrdinalIgnoreCase)
                    ? type[(parentType.Length + 1)..]
                    : type == "Microsoft.Resources/resourceGroups" ? "resourceGroups"
                    : $"providers/{type}";
                body ??= [];
                foreach (var member in OfTheirOwn.Where(member => attributes[member] is not null))
                {
                    body[member] = attributes[member]?.DeepClone();
                }

                return new ResolvedChange("PUT", $"{parent}/{below}/{attributes["name"]}", version, Text(body));
        }
    }

    private static bool IsAction(Change change) => ControlCatalogue.Product.Types.ReadAt(change.Type, change.Resource) != change.Resource;

    private static string? Text(JsonObject? body) => body is null ? null : ResolvedChange.Compact(body.ToJsonString());
}

using System.Text.Json;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Estates;

/// <summary>Turns the members of an estate file into subscriptions, resources and failed reads.</summary>
internal sealed class EstateReading(JsonFile file)
{
    /// <summary>The code for text that is no time.</summary>
    public const string NotATime = "BL3010";

    private const string NotAnId = "BL3007";

    /// <summary>The codes for what is wrong with the shape of the file.</summary>
    public static readonly JsonFileCodes Codes = new(
        "An estate file", "BL3001", "BL3002", "BL3003", "BL3004", "BL3005", "BL3006");

    /// <summary>The subscriptions, each once.</summary>
    public List<EstateSubscription> Subscriptions(FileValue root)
    {
        var result = new List<EstateSubscription>();
        var seen = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var item in root.Objects("subscriptions"))
        {
            if (SubscriptionGuid(item) is not { } guid)
            {
                continue;
            }

            if (!seen.TryAdd(guid, item.Element))
            {
                item.Of("id").Report(
                    "BL3011",
                    "Subscription stands twice",
                    $"Subscription {guid} stands at line {file.SpanOf(seen[guid]).Line} already.",
                    "Remove one of the two.");
                continue;
            }

            result.Add(new EstateSubscription(
                guid,
                item.OptionalText("displayName") ?? "",
                item.IsGiven("managementGroups") ? item.Texts("managementGroups") : [],
                item.OptionalText("tenantId"),
                item.OptionalText("state"))
            {
                ManagedByTenants = [.. item.OptionalObjects("managedByTenants").Select(tenant => tenant.Text("tenantId"))],
                IsOnlyReferenced = item.Flag("onlyReferenced"),
            });
        }

        return result;
    }

    /// <summary>The resources, each once; bodies are kept as they are.</summary>
    public List<ObservedResource> Resources(FileValue root)
    {
        var result = new List<ObservedResource>();
        var seen = new Dictionary<ResourceId, JsonElement>();
        foreach (var item in root.Objects("resources"))
        {
            if (item.IsGiven("type"))
            {
                item.Text("type");
            }

            if (item.Id("id", NotAnId) is not { } id)
            {
                continue;
            }

            if (WhyNotAsAzure(id, item.Element) is { } why)
            {
                item.Report(
                    Codes.WrongType,
                    "Not what Azure has",
                    $"Of \"{id}\" {why}. Read as if it were not there, it would look like a resource that was never configured.",
                    "Capture the estate again, or write the value as Azure has it.");
            }

            if (seen.TryAdd(id, item.Element))
            {
                result.Add(new ObservedResource(id, item.Element));
                continue;
            }

            item.Of("id").Report(
                "BL3008",
                "Resource stands twice",
                $"\"{id}\" stands at line {file.SpanOf(seen[id]).Line} already. Ids that differ only in letter case are the "
                + "same resource, and which of the two bodies is right can't be told.",
                "Remove one of the two.");
        }

        return result;
    }

    private static string? WhyNotAsAzure(ResourceId id, JsonElement body) =>
        ExpectedMembers.HasAlwaysProperties(id.Type) && body.At("properties").ValueKind == JsonValueKind.Undefined
            ? "properties is missing"
            : ExpectedMembers.WhyNot(id.Type, body);

    /// <summary>The failed reads.</summary>
    public static List<UnreadableResource> Unreadable(FileValue root)
    {
        var result = new List<UnreadableResource>();
        foreach (var item in root.OptionalObjects("unreadable"))
        {
            var id = item.Id("id", NotAnId);
            var status = item.Number("status");
            var code = item.OptionalText("code") ?? "";
            if (id is not null)
            {
                result.Add(new UnreadableResource(id, status, code));
            }
        }

        return result;
    }

    /// <summary>What was asked for and is not there. What is no id says nothing.</summary>
    public static HashSet<ResourceId> NotThere(FileValue root) => root.IsGiven("notThere")
        ? [.. root.Texts("notThere").Select(text => ResourceId.TryParse(text, out var id) ? id : null).OfType<ResourceId>()]
        : [];

    private static string? SubscriptionGuid(FileValue item)
    {
        const string prefix = "/subscriptions/";
        var text = item.Text("id");
        var bare = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
        if (Guid.TryParseExact(bare.TrimEnd('/'), "D", out var guid))
        {
            return guid.ToString("D");
        }

        if (item.Of("id").Element.ValueKind == JsonValueKind.String)
        {
            item.Of("id").Report(
                "BL3009",
                "Not a subscription id",
                $"\"{text}\" is not a subscription id.",
                "Give the GUID, such as 11111111-1111-1111-1111-111111111111, or /subscriptions/ and the GUID.");
        }

        return null;
    }
}

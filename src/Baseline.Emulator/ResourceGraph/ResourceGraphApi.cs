using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.ResourceGraph;

/// <summary>POST Microsoft.ResourceGraph/resources: a small part of its query language over the estate.</summary>
internal sealed class ResourceGraphApi(Tenant tenant, QueryQuota quota)
{
    private const int MostBegun = 16;

    private readonly GraphRows _rows = new(tenant);

    // What a query found is kept until its last page: else each page would be as much work as all of them.
    private readonly Dictionary<string, JsonObject[]> _begun = new(StringComparer.Ordinal);

    public void AddTo(RouteTable routes) =>
        routes.OnAll("POST", "microsoft.resourcegraph/resources", call => quota.Around(() => Respond(call)));

    private ArmResponse Respond(ArmCall call)
    {
        var text = call.Body["query"].AsText() ?? "";
        if (GraphQuery.Parse(text) is not { } query)
        {
            return InvalidQuery(text);
        }

        var options = call.Body["options"];
        var size = Math.Min(1000, (int)(options.At("$top").AsNumber() ?? tenant.Options.PageSize));
        var token = SkipToken.Read(options.At("$skipToken").AsText());
        var start = token > 0 ? token : (int)(options.At("$skip").AsNumber() ?? 0);
        var scope = Scope(call.Body);
        var name = $"{text}\n{string.Join(' ', scope.Order(StringComparer.Ordinal))}";
        var begun = token > 0 ? _begun.GetValueOrDefault(name) : null;
        var rows = begun ?? [.. query.Run(_rows.Of(query.Table, scope))];
        var page = rows.Skip(start).Take(size).ToArray();
        var body = new JsonObject
        {
            ["totalRecords"] = rows.Length,
            ["count"] = page.Length,
            ["data"] = options.At("resultFormat").AsText().Same("table") ? Table(page) : Answer.ArrayOf(page),
            ["facets"] = new JsonArray(),
            ["resultTruncated"] = "false",
        };
        if (start + size < rows.Length && !query.IsLimited)
        {
            body["$skipToken"] = Convert.ToBase64String(
                Encoding.UTF8.GetBytes("graph|" + (start + size).ToString(CultureInfo.InvariantCulture)));
            Keep(name, rows);
        }
        else
        {
            _begun.Remove(name);
        }

        return Answer.Ok(body);
    }

    // A client that never asks for the last page leaves its rows behind.
    private void Keep(string query, JsonObject[] rows)
    {
        if (_begun.Count >= MostBegun && !_begun.ContainsKey(query))
        {
            _begun.Clear();
        }

        _begun[query] = rows;
    }

    private static JsonObject Table(JsonObject[] rows)
    {
        var names = rows.SelectMany(row => row.Select(member => member.Key)).Distinct().ToArray();
        return new JsonObject
        {
            ["columns"] = new JsonArray(
                [.. names.Select(name => (JsonNode?)new JsonObject { ["name"] = name, ["type"] = "string" })]),
            ["rows"] = new JsonArray(
                [.. rows.Select(row => (JsonNode?)new JsonArray([.. names.Select(name => row[name]?.DeepClone())]))]),
        };
    }

    private static ArmResponse InvalidQuery(string query) => Answer.Of(400, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = "BadRequest",
            ["message"] = "Please provide below info when asking for support.",
            ["details"] = new JsonArray(
                new JsonObject
                {
                    ["code"] = "InvalidQuery",
                    ["message"] = "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and "
                        + "fix the error before retrying.",
                },
                new JsonObject
                {
                    ["code"] = "ParserFailure",
                    ["message"] = $"The emulator does not read this query: {query}",
                    ["line"] = 1,
                    ["characterPositionInLine"] = 0,
                    ["token"] = "<EOF>",
                }),
        },
    });

    // Subscriptions that the caller does not name, or can't read, are left out without a word.
    private HashSet<string> Scope(JsonObject body)
    {
        var wanted = body["subscriptions"].Texts()
            .Select(id => ResourcePath.Parse(id).Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var groups = body["managementGroups"].Texts().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return tenant.Subscriptions
            .Where(subscription => (wanted.Count == 0 && groups.Count == 0)
                || wanted.Contains(subscription.Id)
                || subscription.ManagementGroups.Any(groups.Contains))
            .Where(subscription => tenant.UnreadableAt(ResourcePath.Parse("/subscriptions/" + subscription.Id)) is null)
            .Select(subscription => subscription.Id)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}

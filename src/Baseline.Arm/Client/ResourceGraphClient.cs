using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Arm.RateLimits;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>Microsoft.ResourceGraph/resources.</summary>
internal sealed class ResourceGraphClient(ArmConnection arm)
{
    private const string Path = "/providers/Microsoft.ResourceGraph/resources";
    private const string ApiVersion = "2024-04-01";
    private const int RowsOnPage = 1000;

    // What it finds is not needed, only welcome: nobody waits long for it.
    private static readonly RequestCost Cost = new(
        new RatePartition("", RateKind.Reads), new RatePartition("", RateKind.GraphQueries))
    {
        MaxWait = TimeSpan.FromSeconds(30),
    };

    /// <summary>
    /// All rows of a query over subscriptions. An answer that is not whole is an error: rows that are missing without a word
    /// would look like resources that are not there.
    /// </summary>
    public async Task<ArmList> ResourcesAsync(string query, IEnumerable<string> subscriptions, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        var names = subscriptions.ToList();
        var bounds = new ListBounds(arm.Options);
        for (string? next = null; ;)
        {
            var answer = await arm.QueryAsync(Path, ApiVersion, Question(query, names, next), Cost, cancellationToken);
            if ((answer.Failure ?? WhyPartial(answer)) is { } error)
            {
                return new ArmList(rows, error);
            }

            var page = answer.Body.ItemsAt("data").ToList();
            rows.AddRange(page);
            next = answer.Body.TextAt("$skipToken");
            if (next is not { Length: > 0 })
            {
                return new ArmList(rows, null);
            }

            if (bounds.WhyOver(next, page, answer.Size) is { } why)
            {
                return new ArmList(rows, new ArmFailure(200, ListBounds.Code, why));
            }
        }
    }

    private static JsonObject Question(string query, List<string> subscriptions, string? skipToken)
    {
        var options = new JsonObject { ["$top"] = RowsOnPage, ["resultFormat"] = "objectArray" };
        if (skipToken is not null)
        {
            options["$skipToken"] = skipToken;
        }

        return new JsonObject
        {
            ["subscriptions"] = new JsonArray([.. subscriptions.Select(name => (JsonNode?)JsonValue.Create(name))]),
            ["query"] = query,
            ["options"] = options,
        };
    }

    /// <summary>Truncation is a text, and rows beyond Azure's own limit are said to be so in a header only.</summary>
    private static ArmFailure? WhyPartial(ArmAnswer answer) =>
        answer.Body.At("data").ValueKind != JsonValueKind.Array
            ? new ArmFailure(answer.Status, "UnexpectedBody", "The answer holds no rows.")
            : answer.IsBeyondSubscriptionLimit || !IsFalse(answer.Body.At("resultTruncated"))
                ? new ArmFailure(answer.Status, "ResultTruncated", "Azure left rows out.")
                : null;

    private static bool IsFalse(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False
        || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase));
}

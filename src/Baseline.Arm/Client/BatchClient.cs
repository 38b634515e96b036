using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Arm.RateLimits;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>POST /batch: several reads in one request, each with a status of its own.</summary>
internal sealed class BatchClient(ArmConnection arm)
{
    private const string ApiVersion = "2020-06-01";

    /// <summary>More are answered later, from another address.</summary>
    public const int MostItems = 20;

    /// <summary>
    /// Reads paths of one subscription. The answers stand in the order of the paths; null for a path that got none, because
    /// Azure's order is not that of the request.
    /// </summary>
    public async Task<(IReadOnlyList<ArmAnswer?> Items, ArmFailure? Failure)> GetAsync(
        string subscription, IReadOnlyList<string> paths, string apiVersion, CancellationToken cancellationToken)
    {
        var requests = paths.Select((path, index) => (JsonNode?)new JsonObject
        {
            ["httpMethod"] = "GET",
            ["name"] = Name(index),
            ["relativeUrl"] = ArmUri.Of(arm.Options.Cloud.Endpoint, path, apiVersion)?.PathAndQuery ?? path,
        });
        var question = new JsonObject { ["requests"] = new JsonArray([.. requests]) };
        var cost = new RequestCost(new RatePartition("", RateKind.Reads)) { Carried = (RatePartition.ReadsOf(subscription), paths.Count) };
        var answer = await arm.QueryAsync("/batch", ApiVersion, question, cost, cancellationToken);
        if (answer.Failure is { } error)
        {
            return ([], error);
        }

        if (answer.Body.At("responses").ValueKind != JsonValueKind.Array)
        {
            return ([], new ArmFailure(answer.Status, "UnexpectedBody", "The answer is not that of a batch."));
        }

        var byName = answer.Body.ItemsAt("responses")
            .Where(item => item.TextAt("name") is not null)
            .ToLookup(item => item.TextAt("name"), Read, StringComparer.Ordinal);
        return ([.. paths.Select((_, index) => byName[Name(index)] is var found && found.Count() == 1 ? found.First() : null)], null);
    }

    /// <summary>Lets the reads of a subscription wait, as an item that was throttled asks for.</summary>
    public void Pause(string subscription, TimeSpan? delay) =>
        arm.Pause(RatePartition.ReadsOf(subscription), delay ?? arm.Options.RetryDelay);

    /// <summary>Names look like the GUIDs that other clients of Azure send.</summary>
    private static string Name(int index) => $"00000000-0000-0000-0000-{index.ToString("D12", CultureInfo.InvariantCulture)}";

    private ArmAnswer? Read(JsonElement item)
    {
        if (item.NumberAt("httpStatusCode") is not { } number)
        {
            return null;
        }

        var status = (int)number;
        var content = item.At("content");
        var error = status is >= 200 and < 300 ? null : ErrorBody.Read(status, content, Header(item, "x-ms-error-code")) with
        {
            CorrelationId = Header(item, "x-ms-correlation-request-id") ?? Header(item, "x-ms-request-id"),
        };
        return new ArmAnswer(status, content, error)
        {
            RetryAfter = status == 429 ? RetryAfter.Of(name => Header(item, name), content, arm.Options.Clock) : null,
        };
    }

    private static string? Header(JsonElement item, string name) =>
        item.MembersAt("headers").FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
            is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : null;
}

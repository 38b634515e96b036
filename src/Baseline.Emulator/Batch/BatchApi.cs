using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Batch;

/// <summary>POST /batch: up to twenty requests in one, each with an answer and a status of its own.</summary>
internal sealed class BatchApi(Func<ArmRequest, ArmResponse> serve)
{
    private const int MostRequests = 20;

    public void AddTo(RouteTable routes) => routes.OnAll("POST", "microsoft.resources/batch", Post);

    private ArmResponse Post(ArmCall call)
    {
        var items = call.Body["requests"].Objects().ToArray();
        if (items.Length is 0 or > MostRequests)
        {
            return Answer.Refused(
                400,
                "BadRequest",
                $"A batch holds 1 to {MostRequests} requests; this one holds {items.Length.ToString(CultureInfo.InvariantCulture)}.");
        }

        return Answer.Ok(new JsonObject
        {
            ["responses"] = new JsonArray([.. items.Select(item => (JsonNode?)Respond(call, item))]),
        });
    }

    private JsonObject Respond(ArmCall call, JsonObject item)
    {
        var target = item["relativeUrl"].AsText() ?? item["url"].AsText() ?? "/";
        var uri = target.StartsWith('/') ? new Uri(call.Host + target) : new Uri(target);
        var content = item["content"] is { } body ? JsonText.Bytes(body) : default(ReadOnlyMemory<byte>);
        var response = serve(new ArmRequest(item["httpMethod"].AsText() ?? "GET", uri, [], content));
        var headers = new JsonObject();
        foreach (var (name, value) in response.Headers)
        {
            headers[name] = value;
        }

        return new JsonObject
        {
            ["name"] = item["name"]?.DeepClone(),
            ["httpStatusCode"] = response.Status,
            ["headers"] = headers,
            ["content"] = response.Json(),
            ["contentLength"] = response.Body.Length,
        };
    }
}

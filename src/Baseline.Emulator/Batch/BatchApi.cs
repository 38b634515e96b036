using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Batch;

/// <summary>
/// POST /batch: many requests in one, each with an answer and a status of its own. Up to twenty are answered at once; more,
/// up to five hundred, are all GETs, and their answers are fetched from the Location of the 202.
/// </summary>
internal sealed class BatchApi(Tenant tenant, Func<ArmRequest, ArmResponse> serve)
{
    private const string Type = "microsoft.resources/batch";
    private const int MostAtOnce = 20;
    private const int MostRequests = 500;

    private readonly Dictionary<string, (JsonObject[] Answers, int PollsLeft)> _running = new(StringComparer.OrdinalIgnoreCase);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("POST", Type, Post);
        routes.On("GET", Type, Poll);
    }

    private static ArmResponse Bad(string message) => Answer.Refused(400, "BadRequest", message);

    private static ArmResponse? Invalid(JsonObject[] items)
    {
        if (items.Length is 0 or > MostRequests)
        {
            var count = items.Length.ToString(CultureInfo.InvariantCulture);
            return Bad($"A batch holds 1 to {MostRequests} requests; this one holds {count}.");
        }

        if (items.Length <= MostAtOnce)
        {
            return null;
        }

        if (items.Any(item => item["content"] is not null || !(item["httpMethod"].AsText() ?? "GET").Same("GET")))
        {
            return Bad($"A batch of more than {MostAtOnce} requests holds GETs without a body only.");
        }

        var names = items.Select(item => item["name"].AsText()).ToArray();
        return names.Any(string.IsNullOrEmpty) || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length
            ? Bad($"Every request of a batch of more than {MostAtOnce} needs a name of its own.")
            : null;
    }

    private ArmResponse Post(ArmCall call)
    {
        var items = call.Body["requests"].Objects().ToArray();
        if (Invalid(items) is { } refusal)
        {
            return refusal;
        }

        var answers = items.Select(item => Respond(call, item)).ToArray();
        if (items.Length <= MostAtOnce)
        {
            return Answer.Ok(new JsonObject { ["responses"] = Answer.ArrayOf(answers) });
        }

        var id = tenant.Identifiers.Next("batch", call.PathAndQuery).ToString();
        _running[id] = (answers, tenant.Options.CreationPolls);
        return Accepted(call, id);
    }

    private static ArmResponse Accepted(ArmCall call, string id) => Answer.Empty(202)
        .With("Location", $"{call.Host}/batch/{id}?api-version={call.ApiVersion}")
        .With("Retry-After", "2");

    private ArmResponse Poll(ArmCall call)
    {
        if (!_running.TryGetValue(call.Path.Name, out var batch))
        {
            return Answer.Refused(404, "NotFound", $"The batch '{call.Path.Name}' was not found.");
        }

        if (batch.PollsLeft == 0)
        {
            return Answer.Page(call, batch.Answers, tenant.Options.PageSize);
        }

        _running[call.Path.Name] = batch with { PollsLeft = batch.PollsLeft - 1 };
        return Accepted(call, call.Path.Name);
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

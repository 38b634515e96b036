using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.TestKit.Loopback;

/// <summary>
/// An Azure behind a real socket, with something in between that answers some of the requests wrongly. Each request has a
/// connection of its own.
/// </summary>
public sealed class HostileServer : IAsyncDisposable
{
    /// <summary>A huge answer has more bytes than this.</summary>
    public const int HugeBytes = 100_000;

    private const string Azure = "https://management.azure.com";

    // Where an accepted request says that its operation can be looked at.
    private const string Operation = "/hostile/operation";

    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(25);

    private readonly HttpMessageInvoker _azure;
    private readonly Func<string, string, bool> _isAttacked;
    private readonly WrongAnswer _wrong;
    private readonly bool _takesEffect;
    private readonly LoopbackServer _server;
    private int _attacked;
    private int _page;

    /// <summary>Begins to serve.</summary>
    /// <param name="azure">What answers rightly.</param>
    /// <param name="wrong">What is answered instead.</param>
    /// <param name="isAttacked">Of which requests, by method and path.</param>
    /// <param name="takesEffect">Whether what answers rightly sees a request that is answered wrongly.</param>
    public HostileServer(HttpMessageHandler azure, WrongAnswer wrong, Func<string, string, bool> isAttacked, bool takesEffect = true)
    {
        _azure = new HttpMessageInvoker(azure);
        _wrong = wrong;
        _isAttacked = isAttacked;
        _takesEffect = takesEffect;
        _server = new LoopbackServer(AnswerAsync);
        Address = new Uri(_server.Address);
    }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>How many requests were answered wrongly.</summary>
    public int Attacked => Volatile.Read(ref _attacked);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _azure.Dispose();
    }

    private async Task AnswerAsync(LoopbackRequest request, Stream stream, CancellationToken cancellationToken)
    {
        var wire = new Wire(stream, cancellationToken);
        if (request.Path == Operation)
        {
            await SendOperationAsync(wire);
            return;
        }

        var isAttacked = _isAttacked(request.Method, request.Path);
        using var honest = !isAttacked || _takesEffect ? await AskAsync(request, cancellationToken) : new HttpResponseMessage(HttpStatusCode.OK);
        var body = Here(await honest.Content.ReadAsStringAsync(cancellationToken));
        if (!isAttacked)
        {
            await wire.SendAsync((int)honest.StatusCode, "application/json", body, Headers(honest));
            return;
        }

        Interlocked.Increment(ref _attacked);
        await LieAsync(wire, request.Path, body);
    }

    private async Task<HttpResponseMessage> AskAsync(LoopbackRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Azure + request.Target);
        if (request.Body.Length > 0)
        {
            message.Content = new StringContent(Encoding.UTF8.GetString(request.Body), Encoding.UTF8, "application/json");
        }

        return await _azure.SendAsync(message, cancellationToken);
    }

    /// <summary>Headers of the right answer; its addresses are those of this server.</summary>
    private string Headers(HttpResponseMessage honest) => string.Concat(honest.Headers
        .Where(header => !header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
        .Select(header => $"{header.Key}: {Here(string.Join(", ", header.Value))}\r\n"));

    private string Here(string text) => text.Replace(Azure, _server.Address, StringComparison.Ordinal);

    private Task LieAsync(Wire wire, string path, string honest) => _wrong switch
    {
        WrongAnswer.HtmlNotFound => wire.SendAsync(404, "text/html", "<html><h1>404 Not Found</h1></html>"),
        WrongAnswer.EmptyNotFound => wire.SendAsync(404, "text/plain", ""),
        WrongAnswer.UnknownNotFound => wire.SendAsync(404, "application/json", Error("RouteNotFound", "No such route.")),
        WrongAnswer.NumberedNotFound => wire.SendAsync(404, "application/json", Error("404", "Not found.")),
        WrongAnswer.InvalidResourceType => wire.SendAsync(404, "application/json", Error("InvalidResourceType", "The type is not known.")),
        WrongAnswer.SubscriptionNotFound => wire.SendAsync(404, "application/json", Error("SubscriptionNotFound", "It could not be found.")),
        WrongAnswer.Forbidden => wire.SendAsync(403, "application/json", Error("AuthorizationFailed", "No.")),
        WrongAnswer.WordsOnRegistration => wire.SendAsync(403, "application/json", Error("AuthorizationFailed", "The subscription is not registered to use it. Please register the subscription.")),
        WrongAnswer.ServerError => wire.SendAsync(500, "text/plain", ""),
        WrongAnswer.GatewayTimeout => wire.SendAsync(504, "text/html", "<html><h1>504 Gateway Time-out</h1></html>"),
        WrongAnswer.Crossed => wire.SendAsync(412, "application/json", Error("PreconditionFailed", "It was changed.")),
        WrongAnswer.AcceptedForEver or WrongAnswer.AcceptedAndFailed or WrongAnswer.AcceptedAndDone => AcceptAsync(wire, $"{Here(Azure)}{Operation}"),
        WrongAnswer.AcceptedElsewhere => AcceptAsync(wire, "https://evil.example/operation"),
        WrongAnswer.EmptyObject => wire.SendAsync(200, "application/json", "{}"),
        WrongAnswer.EmptyArray => wire.SendAsync(200, "application/json", "[]"),
        WrongAnswer.EmptyBody => wire.SendAsync(200, "application/json", ""),
        WrongAnswer.Html => wire.SendAsync(200, "text/html", "<html>Sign in</html>"),
        WrongAnswer.OtherResource => wire.SendAsync(200, "application/json", """{"id":"/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/x/providers/a.b/c/d","name":"d","properties":{}}"""),
        WrongAnswer.NoProperties => wire.SendAsync(200, "application/json", $$"""{"id":"{{path}}","name":"{{path.Split('/')[^1]}}"}"""),
        WrongAnswer.TextsAsNumbers => wire.SendAsync(200, "application/json", WithProperties(honest, AsNumber)),
        WrongAnswer.OthersAsTexts => wire.SendAsync(200, "application/json", WithProperties(honest, AsText)),
        WrongAnswer.NumberAsLink => wire.SendAsync(200, "application/json", List(honest, list => list["nextLink"] = 7)),
        WrongAnswer.ObjectAsLink => wire.SendAsync(200, "application/json", List(honest, list => list["nextLink"] = new JsonObject { ["href"] = "x" })),
        WrongAnswer.ForeignLink => wire.SendAsync(200, "application/json", List(honest, list => list["nextLink"] = "https://evil.example/next")),
        WrongAnswer.EndlessPages => wire.SendAsync(200, "application/json", List(honest, list =>
        {
            list["nextLink"] = $"{_server.Address}{path}?page={Interlocked.Increment(ref _page)}";
            list["$skipToken"] = Interlocked.Increment(ref _page).ToString(CultureInfo.InvariantCulture);
        })),
        WrongAnswer.BrokenItem => wire.SendAsync(200, "application/json", List(honest, list => Items(list).Add(new JsonObject
        {
            ["id"] = "westeurope",
            ["name"] = "/providers/a/b/c",
            ["properties"] = new JsonObject(),
        }))),
        WrongAnswer.ForeignItem => wire.SendAsync(200, "application/json", List(honest, list => Items(list).Add(new JsonObject
        {
            ["id"] = "/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/x/providers/a.b/c/d",
            ["name"] = "d",
            ["properties"] = new JsonObject(),
        }))),
        WrongAnswer.Half => wire.SendRawAsync($"{Wire.Head(200, "application/json")}Content-Length: 5000\r\n\r\n{{\"value\":["),
        WrongAnswer.Hangup => Task.CompletedTask,
        WrongAnswer.Huge => wire.SendAsync(200, "application/json", $$"""{"value":[],"x":"{{new string('x', HugeBytes)}}"}"""),
        WrongAnswer.Endless => EndlessAsync(wire, TimeSpan.Zero, new string('x', 4096)),
        WrongAnswer.Slow => EndlessAsync(wire, Drip, " "),
        _ => throw new ArgumentOutOfRangeException(nameof(honest), _wrong, "Not a wrong answer."),
    };

    private static Task AcceptAsync(Wire wire, string operation) =>
        wire.SendAsync(202, "application/json", "", $"Azure-AsyncOperation: {operation}\r\n");

    private Task SendOperationAsync(Wire wire) => wire.SendAsync(
        200,
        "application/json",
        _wrong == WrongAnswer.AcceptedAndFailed ? """{"status":"Failed","error":{"code":"OperationFailed","message":"It failed."}}"""
            : _wrong == WrongAnswer.AcceptedAndDone ? """{"status":"Succeeded"}"""
            : """{"status":"Running"}""");

    private static async Task EndlessAsync(Wire wire, TimeSpan pause, string chunk)
    {
        await wire.SendRawAsync($"{Wire.Head(200, "application/json")}Transfer-Encoding: chunked\r\n\r\n");
        while (true)
        {
            await wire.SendRawAsync(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n{chunk}\r\n"));
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, TimeProvider.System, wire.CancellationToken);
            }
        }
    }

    private static string Error(string code, string message) =>
        new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString();

    /// <summary>The honest answer with other values in the properties of what it shows.</summary>
    private static string WithProperties(string honest, Func<JsonNode, JsonNode?> other)
    {
        if (!honest.StartsWith('{') || JsonNode.Parse(honest) is not JsonObject body)
        {
            return honest;
        }

        foreach (var shown in body["value"] is JsonArray list ? list.OfType<JsonObject>().ToList() : [body])
        {
            if (shown["properties"] is JsonObject properties)
            {
                shown["properties"] = Changed(properties, other);
            }
        }

        return body.ToJsonString();
    }

    private static JsonNode? Changed(JsonNode? value, Func<JsonNode, JsonNode?> other) => value switch
    {
        null => null,
        JsonObject holder => new JsonObject(holder.Select(member => KeyValuePair.Create(member.Key, Changed(member.Value, other)))),
        JsonArray items when other(items) is null => new JsonArray([.. items.Select(item => Changed(item, other))]),
        _ => other(value) ?? value.DeepClone(),
    };

    private static JsonNode? AsNumber(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? JsonValue.Create(7) : null;

    private static JsonNode? AsText(JsonNode value) => value.GetValueKind() == JsonValueKind.String ? null : JsonValue.Create(value.ToJsonString());

    /// <summary>The honest list with a change; where none is honest, an empty one with it.</summary>
    private static string List(string honest, Action<JsonObject> change)
    {
        var list = honest.StartsWith('{') && JsonNode.Parse(honest) is JsonObject parsed && parsed["value"] is JsonArray or null
            && (parsed.ContainsKey("value") || parsed.ContainsKey("data"))
            ? parsed
            : new JsonObject { ["value"] = new JsonArray() };
        change(list);
        return list.ToJsonString();
    }

    private static JsonArray Items(JsonObject list) =>
        (list["value"] ?? list["data"]) as JsonArray ?? throw new InvalidOperationException("That is no list.");
}

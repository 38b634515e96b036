using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>
/// The emulator behind a real socket, with something in between that answers some of the requests wrongly. Each request has a
/// connection of its own.
/// </summary>
internal sealed partial class HostileServer : IAsyncDisposable
{
    private const string Azure = "https://management.azure.com";

    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(25);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly HttpMessageInvoker _emulator;
    private readonly Func<string, string, bool> _isAttacked;
    private readonly WrongAnswer _wrong;
    private readonly bool _takesEffect;
    private readonly Task _serving;
    private int _attacked;
    private int _page;

    // Where an accepted request says that its operation can be looked at.
    private const string Operation = "/hostile/operation";

    /// <summary>Begins to serve.</summary>
    /// <param name="emulator">What answers rightly.</param>
    /// <param name="wrong">What is answered instead.</param>
    /// <param name="isAttacked">Of which requests, by method and path.</param>
    /// <param name="takesEffect">Whether the emulator sees a request that is answered wrongly.</param>
    public HostileServer(ArmEmulator emulator, WrongAnswer wrong, Func<string, string, bool> isAttacked, bool takesEffect = true)
    {
        _emulator = new HttpMessageInvoker(new ArmEmulatorHandler(emulator));
        _wrong = wrong;
        _isAttacked = isAttacked;
        _takesEffect = takesEffect;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _serving = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>How many requests were answered wrongly.</summary>
    public int Attacked => Volatile.Read(ref _attacked);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _serving;
        _listener.Dispose();
        _emulator.Dispose();
        _ending.Dispose();
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                if (await ReadAsync(stream) is { } request)
                {
                    await AnswerAsync(stream, request);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException)
            {
                // The client went away, or the server does.
            }
        }
    }

    private async Task AnswerAsync(Stream stream, Request request)
    {
        var path = request.Target.Split('?')[0];
        if (path == Operation)
        {
            await SendOperationAsync(stream);
            return;
        }

        var isAttacked = _isAttacked(request.Method, path);
        using var honest = !isAttacked || _takesEffect ? await AskAsync(request) : new HttpResponseMessage(HttpStatusCode.OK);
        var body = Here(await honest.Content.ReadAsStringAsync(_ending.Token));
        if (!isAttacked)
        {
            await SendAsync(stream, (int)honest.StatusCode, "application/json", body, Headers(honest));
            return;
        }

        Interlocked.Increment(ref _attacked);
        await LieAsync(stream, path, body);
    }

    private async Task<HttpResponseMessage> AskAsync(Request request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Azure + request.Target);
        if (request.Body.Length > 0)
        {
            message.Content = new StringContent(request.Body, Encoding.UTF8, "application/json");
        }

        return await _emulator.SendAsync(message, _ending.Token);
    }

    /// <summary>Headers of the emulator; its addresses are those of this server.</summary>
    private string Headers(HttpResponseMessage honest) => string.Concat(honest.Headers
        .Where(header => !header.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase))
        .Select(header => $"{header.Key}: {Here(string.Join(", ", header.Value))}\r\n"));

    private string Here(string text) => text.Replace(Azure, Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private Task LieAsync(Stream stream, string path, string honest) => _wrong switch
    {
        WrongAnswer.HtmlNotFound => SendAsync(stream, 404, "text/html", "<html><h1>404 Not Found</h1></html>"),
        WrongAnswer.EmptyNotFound => SendAsync(stream, 404, "text/plain", ""),
        WrongAnswer.UnknownNotFound => SendAsync(stream, 404, "application/json", Error("RouteNotFound", "No such route.")),
        WrongAnswer.NumberedNotFound => SendAsync(stream, 404, "application/json", Error("404", "Not found.")),
        WrongAnswer.InvalidResourceType => SendAsync(stream, 404, "application/json", Error("InvalidResourceType", "The type is not known.")),
        WrongAnswer.SubscriptionNotFound => SendAsync(stream, 404, "application/json", Error("SubscriptionNotFound", "It could not be found.")),
        WrongAnswer.Forbidden => SendAsync(stream, 403, "application/json", Error("AuthorizationFailed", "No.")),
        WrongAnswer.WordsOnRegistration => SendAsync(
            stream, 403, "application/json", Error("AuthorizationFailed", "The subscription is not registered to use it. Please register the subscription.")),
        WrongAnswer.ServerError => SendAsync(stream, 500, "text/plain", ""),
        WrongAnswer.GatewayTimeout => SendAsync(stream, 504, "text/html", "<html><h1>504 Gateway Time-out</h1></html>"),
        WrongAnswer.Crossed => SendAsync(stream, 412, "application/json", Error("PreconditionFailed", "It was changed.")),
        WrongAnswer.AcceptedForEver or WrongAnswer.AcceptedAndFailed or WrongAnswer.AcceptedAndDone => AcceptAsync(stream, $"{Here(Azure)}{Operation}"),
        WrongAnswer.AcceptedElsewhere => AcceptAsync(stream, "https://evil.example/operation"),
        WrongAnswer.EmptyObject => SendAsync(stream, 200, "application/json", "{}"),
        WrongAnswer.EmptyArray => SendAsync(stream, 200, "application/json", "[]"),
        WrongAnswer.EmptyBody => SendAsync(stream, 200, "application/json", ""),
        WrongAnswer.Html => SendAsync(stream, 200, "text/html", "<html>Sign in</html>"),
        WrongAnswer.OtherResource => SendAsync(stream, 200, "application/json", """{"id":"/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/x/providers/a.b/c/d","name":"d","properties":{}}"""),
        WrongAnswer.NoProperties => SendAsync(stream, 200, "application/json", $$"""{"id":"{{path}}","name":"{{path.Split('/')[^1]}}"}"""),
        WrongAnswer.NumberAsLink => SendAsync(stream, 200, "application/json", List(honest, list => list["nextLink"] = 7)),
        WrongAnswer.ObjectAsLink => SendAsync(stream, 200, "application/json", List(honest, list => list["nextLink"] = new JsonObject { ["href"] = "x" })),
        WrongAnswer.ForeignLink => SendAsync(stream, 200, "application/json", List(honest, list => list["nextLink"] = "https://evil.example/next")),
        WrongAnswer.EndlessPages => SendAsync(stream, 200, "application/json", List(honest, list =>
        {
            list["nextLink"] = $"{Address.GetLeftPart(UriPartial.Authority)}{path}?page={Interlocked.Increment(ref _page)}";
            list["$skipToken"] = Interlocked.Increment(ref _page).ToString(CultureInfo.InvariantCulture);
        })),
        WrongAnswer.BrokenItem => SendAsync(stream, 200, "application/json", List(honest, list => Items(list).Add(new JsonObject
        {
            ["id"] = "westeurope",
            ["name"] = "/providers/a/b/c",
            ["properties"] = new JsonObject(),
        }))),
        WrongAnswer.ForeignItem => SendAsync(stream, 200, "application/json", List(honest, list => Items(list).Add(new JsonObject
        {
            ["id"] = "/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/x/providers/a.b/c/d",
            ["name"] = "d",
            ["properties"] = new JsonObject(),
        }))),
        WrongAnswer.Half => SendRawAsync(stream, $"{Head(200, "application/json")}Content-Length: 5000\r\n\r\n{{\"value\":["),
        WrongAnswer.Hangup => Task.CompletedTask,
        WrongAnswer.Huge => SendAsync(stream, 200, "application/json", $$"""{"value":[],"x":"{{new string('x', HostileRun.MaxAnswerBytes)}}"}"""),
        WrongAnswer.Endless => EndlessAsync(stream, TimeSpan.Zero, new string('x', 4096)),
        WrongAnswer.Slow => EndlessAsync(stream, Drip, " "),
        _ => throw new ArgumentOutOfRangeException(nameof(honest), _wrong, "Not a wrong answer."),
    };

    private Task AcceptAsync(Stream stream, string operation) =>
        SendAsync(stream, 202, "application/json", "", $"Azure-AsyncOperation: {operation}\r\n");

    private Task SendOperationAsync(Stream stream) => SendAsync(stream, 200, "application/json", _wrong switch
    {
        WrongAnswer.AcceptedAndFailed => """{"status":"Failed","error":{"code":"OperationFailed","message":"It failed."}}""",
        WrongAnswer.AcceptedAndDone => """{"status":"Succeeded"}""",
        _ => """{"status":"Running"}""",
    });

    private async Task EndlessAsync(Stream stream, TimeSpan pause, string chunk)
    {
        await SendRawAsync(stream, $"{Head(200, "application/json")}Transfer-Encoding: chunked\r\n\r\n");
        while (true)
        {
            await SendRawAsync(stream, string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n{chunk}\r\n"));
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, TimeProvider.System, _ending.Token);
            }
        }
    }

    private static string Error(string code, string message) =>
        new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }.ToJsonString();

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

    private Task SendAsync(Stream stream, int status, string type, string body, string headers = "") => SendRawAsync(
        stream,
        string.Create(CultureInfo.InvariantCulture, $"{Head(status, type)}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}"));

    private static string Head(int status, string type) =>
        string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\nConnection: close\r\n");

    private async Task SendRawAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _ending.Token);
        await stream.FlushAsync(_ending.Token);
    }

    private async Task<Request?> ReadAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[65536];
        while (await stream.ReadAsync(buffer, _ending.Token) is var count and > 0)
        {
            bytes.Write(buffer, 0, count);
            var text = Encoding.Latin1.GetString(bytes.ToArray());
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = ContentLength().Match(text) is { Success: true } match
                ? int.Parse(match.Groups["length"].Value, CultureInfo.InvariantCulture)
                : 0;
            if (end > 0 && bytes.Length >= end + 4 + length)
            {
                var line = text.Split(' ', 3);
                return new Request(line[0], line[1], Encoding.UTF8.GetString(bytes.ToArray().AsSpan(end + 4)));
            }
        }

        return null;
    }

    [GeneratedRegex(@"\r\nContent-Length: (?<length>\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();

    private sealed record Request(string Method, string Target, string Body);
}

/// <summary>What is answered instead of what Azure says.</summary>
public enum WrongAnswer
{
    HtmlNotFound,
    EmptyNotFound,
    UnknownNotFound,
    NumberedNotFound,
    InvalidResourceType,
    SubscriptionNotFound,
    Forbidden,
    WordsOnRegistration,
    ServerError,
    GatewayTimeout,
    Crossed,
    AcceptedForEver,
    AcceptedElsewhere,
    AcceptedAndFailed,
    AcceptedAndDone,
    EmptyObject,
    EmptyArray,
    EmptyBody,
    Html,
    OtherResource,
    NoProperties,
    NumberAsLink,
    ObjectAsLink,
    ForeignLink,
    EndlessPages,
    BrokenItem,
    ForeignItem,
    Half,
    Hangup,
    Huge,
    Endless,
    Slow,
}

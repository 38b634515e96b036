using System.Net;
using System.Text;

namespace Baseline.Arm.Tests;

/// <summary>One answer of the script.</summary>
internal sealed record Reply(int Status, string Body = "", string ContentType = "application/json")
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Thrown instead of answering.</summary>
    public Exception? Fault { get; init; }

    public static Reply Ok(string body) => new(200, body);

    public static Reply List(params string[] items) => new(200, $"{{\"value\":[{string.Join(',', items)}]}}");

    public static Reply Page(string nextLink, params string[] items) =>
        new(200, $"{{\"value\":[{string.Join(',', items)}],\"nextLink\":\"{nextLink}\"}}");

    public static Reply Error(int status, string code, string message = "No.") =>
        new(status, $"{{\"error\":{{\"code\":\"{code}\",\"message\":\"{message}\"}}}}");

    public static Reply Lost(Exception exception) => new(0) { Fault = exception };

    public Reply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}

/// <summary>What a client sent.</summary>
internal sealed record Sent(string Method, string PathAndQuery, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Path => PathAndQuery.Split('?')[0];
}

/// <summary>An Azure that answers from a script: by method and address, in order, the last answer forever.</summary>
internal sealed class ScriptedAzure
{
    private readonly Dictionary<string, Queue<Reply>> _script = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<Sent, Reply>> _answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Sent> _sent = [];
    private readonly Lock _lock = new();

    private static readonly Reply NoPolicy = Reply.Error(404, "ManagementPolicyNotFound", "No ManagementPolicy found.");

    /// <summary>The answer to what the script does not have.</summary>
    public Reply Otherwise { get; set; } = Reply.Error(404, "ResourceNotFound", "It was not found.");

    public IReadOnlyList<Sent> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>Scripts an address, with its query or without.</summary>
    public ScriptedAzure On(string method, string address, params Reply[] replies)
    {
        _script[$"{method} {address}"] = new Queue<Reply>(replies);
        return this;
    }

    /// <summary>Answers an address by what was sent.</summary>
    public ScriptedAzure Answer(string method, string path, Func<Sent, Reply> answer)
    {
        _answers[$"{method} {path}"] = answer;
        return this;
    }

    public ScriptedAzure OnGet(string address, params Reply[] replies) => On("GET", address, replies);

    public int Count(string method, string path) =>
        Requests.Count(sent => sent.Method == method && sent.Path.Equals(path, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a client sends its requests through.</summary>
    public HttpMessageHandler CreateHandler() => new Handler(this);

    private async Task<HttpResponseMessage> ServeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value));
        var sent = new Sent(request.Method.Method, request.RequestUri?.PathAndQuery ?? "", body, headers);
        Reply reply;
        lock (_lock)
        {
            _sent.Add(sent);
            var script = _script.GetValueOrDefault($"{sent.Method} {sent.PathAndQuery}")
                ?? _script.GetValueOrDefault($"{sent.Method} {sent.Path}");
            reply = _answers.TryGetValue($"{sent.Method} {sent.Path}", out var answer) ? answer(sent)
                : script is null ? OtherwiseOf(sent)
                : script.Count > 1 ? script.Dequeue() : script.Peek();
        }

        return reply.Fault is null ? Response(reply) : throw reply.Fault;
    }

    /// <summary>What is not there is said of a lifecycle policy in words of its own.</summary>
    private Reply OtherwiseOf(Sent sent) =>
        Otherwise.Status == 404 && sent.Path.EndsWith("/managementPolicies/default", StringComparison.OrdinalIgnoreCase) ? NoPolicy : Otherwise;

    private static HttpResponseMessage Response(Reply reply)
    {
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            Content = new StringContent(reply.Body, Encoding.UTF8, reply.ContentType),
        };
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private sealed class Handler(ScriptedAzure azure) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            azure.ServeAsync(request, cancellationToken);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>A comment on pull request 7.</summary>
internal sealed record Comment(long Id, string Author, string Body);

/// <summary>
/// The part of GitHub's REST API that keeps the comments of an issue, on a loopback port: list by pages, create, update.
/// </summary>
internal sealed partial class FakeGitHub : IDisposable
{
    public const string Bot = "github-actions[bot]";
    public const string Token = "ghs_secretOfTheJob";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Comment> _comments = [];
    private readonly List<string> _requests = [];
    private readonly LoopbackServer _server;
    private long _nextId = 9_007_199_254_740_993;

    public FakeGitHub() => _server = new LoopbackServer(ServeAsync);

    public string Address => _server.Address;

    /// <summary>Answers what writes with this instead, as to a job without the permission.</summary>
    public int? RefusesWritesWith { get; set; }

    /// <summary>Whether the answers have white space between their members.</summary>
    public bool WritesIndented { get; set; }

    public IReadOnlyList<Comment> Comments => _comments;

    /// <summary>Method and path of every request, in order.</summary>
    public IReadOnlyList<string> Requests => _requests;

    public Comment Add(string author, string body)
    {
        var comment = new Comment(_nextId++, author, body);
        _comments.Add(comment);
        return comment;
    }

    public void Dispose() => _server.Dispose();

    private Task<LoopbackAnswer> ServeAsync(LoopbackRequest request)
    {
        lock (_requests)
        {
            var (status, link, body) = Answer(request);
            return Task.FromResult(new LoopbackAnswer(status, Encoding.UTF8.GetBytes(body), link));
        }
    }

    private (int Status, string? Link, string Body) Answer(LoopbackRequest request)
    {
        var (method, target) = (request.Method, request.Target);
        _requests.Add($"{method} {target}");
        if (!request.Head.Contains($"\r\nAuthorization: Bearer {Token}\r\n", StringComparison.OrdinalIgnoreCase))
        {
            return (401, null, """{"message":"Bad credentials"}""");
        }

        if (method != "GET" && RefusesWritesWith is { } refusal)
        {
            return (refusal, null, """{"message":"Resource not accessible by integration"}""");
        }

        if (method == "GET" && List().Match(target) is { Success: true } list)
        {
            return Page(Number(list, "size"), Number(list, "page"));
        }

        var text = JsonNode.Parse(Encoding.UTF8.GetString(request.Body))!["body"]!.GetValue<string>();
        if (method == "POST" && target == "/repos/contoso/logging/issues/7/comments")
        {
            return (201, null, Json(Add(Bot, text)).ToJsonString());
        }

        if (method == "PATCH" && One().Match(target) is { Success: true } one
            && _comments.FindIndex(comment => comment.Id == long.Parse(one.Groups["id"].Value, CultureInfo.InvariantCulture)) is var at and >= 0)
        {
            _comments[at] = _comments[at] with { Body = text };
            return (200, null, Json(_comments[at]).ToJsonString());
        }

        return (404, null, """{"message":"Not Found"}""");
    }

    private (int Status, string? Link, string Body) Page(int size, int page)
    {
        var next = page * size < _comments.Count ? $"<{Address}/next>; rel=\"next\", <{Address}/last>; rel=\"last\"" : null;
        var items = new JsonArray([.. _comments.Skip((page - 1) * size).Take(size).Select(Json)]);
        return (200, next, WritesIndented ? items.ToJsonString(Layout) : items.ToJsonString());
    }

    /// <summary>Members before, after and below the ones that count, with the same names in other places.</summary>
    private static JsonObject Json(Comment comment) => new()
    {
        ["url"] = $"https://api.github.example/comments/{comment.Id}",
        ["id"] = comment.Id,
        ["user"] = new JsonObject { ["login"] = comment.Author, ["id"] = 41898282, ["type"] = "Bot" },
        ["body"] = comment.Body,
        ["reactions"] = new JsonObject { ["id"] = 1, ["body"] = "<!-- baseline-plan -->", ["+1"] = 0 },
        ["performed_via_github_app"] = null,
        ["labels"] = new JsonArray(1, "two", new JsonObject()),
    };

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A/repos/contoso/logging/issues/7/comments\?per_page=(?<size>\d+)&page=(?<page>\d+)\z")]
    private static partial Regex List();

    [GeneratedRegex(@"\A/repos/contoso/logging/issues/comments/(?<id>\d+)\z")]
    private static partial Regex One();
}

using System.Text;
using System.Text.Json.Nodes;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Hosts;

/// <summary>A comment on the pull request, or an issue.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Title">The title of an issue.</param>
/// <param name="Body">The text.</param>
/// <param name="IsOpen">Whether it is not settled or closed.</param>
internal sealed record Written(long Id, string Author, string Title, string Body, bool IsOpen);

/// <summary>What a host answers.</summary>
internal sealed record Reply(int Status, JsonNode? Body = null, string Headers = "", string MediaType = "application/json")
{
    /// <summary>A file to the byte, in place of a body.</summary>
    public string? Text { get; init; }
}

/// <summary>A run for the pull request that kept its plan.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Head">The last commit of the pull request when it ran.</param>
/// <param name="Plan">What it kept as plan.json.</param>
/// <param name="Succeeded">Whether it succeeded.</param>
internal sealed record ReviewRun(long Id, string Head, string Plan, bool Succeeded = true);

/// <summary>
/// A host of pull requests on a loopback port that refuses what the real one refuses. It knows one pull request, 7, whose job has
/// <see cref="Token"/>.
/// </summary>
internal abstract class FakeHost : IDisposable
{
    public const string Self = "the-job";

    private readonly List<string> _requests = [];
    private readonly LoopbackServer _server;

    protected FakeHost() => _server = new LoopbackServer(ServeAsync);

    public string Address => _server.Address;

    public abstract string Token { get; }

    /// <summary>The word that names it on the command line.</summary>
    public abstract string Word { get; }

    /// <summary>What the environment of a job for the pull request says.</summary>
    public abstract Dictionary<string, string> Variables { get; }

    /// <summary>What the message about a missing permission must name.</summary>
    public abstract string CommentPermission { get; }

    /// <summary>The variable with the token.</summary>
    public abstract string TokenVariable { get; }

    public List<Written> Comments { get; } = [];

    public List<Written> Issues { get; } = [];

    /// <summary>The runs for the pull request, the newest last.</summary>
    public List<ReviewRun> Reviews { get; } = [];

    /// <summary>The commit by which the pull request was merged, and the last commit that it had; null: it is open.</summary>
    public (string Commit, string Head)? Merge { get; set; }

    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Whether the job lacks the permission to write.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>How often it puts a request off before it answers.</summary>
    public int BusyTimes { get; set; }

    /// <summary>Seconds to wait, as it says them when it is busy.</summary>
    public string RetryAfter { get; set; } = "0";

    /// <summary>The status with which it puts off.</summary>
    public virtual int BusyStatus => 429;

    /// <summary>How often it fails with 502 before it answers.</summary>
    public int FailTimes { get; set; }

    protected long NextId { get; private set; } = 9_007_199_254_740_993;

    public Written AddComment(string author, string body, string title = "") => Add(Comments, author, title, body);

    public Written AddIssue(string author, string title, string body) => Add(Issues, author, title, body);

    public void Dispose() => _server.Dispose();

    protected Written Add(List<Written> list, string author, string title, string body)
    {
        var written = new Written(NextId++, author, title, body, IsOpen: true);
        list.Add(written);
        return written;
    }

    protected abstract Reply Answer(LoopbackRequest request);

    protected abstract Reply Forbidden();

    protected static string? Header(LoopbackRequest request, string name) => request.Head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];

    protected static string Query(LoopbackRequest request, string name) => Uri.UnescapeDataString(
        request.Target.Split('?', 2).ElementAtOrDefault(1)?.Split('&').FirstOrDefault(part => part.StartsWith($"{name}=", StringComparison.Ordinal))
            ?[(name.Length + 1)..] ?? "");

    protected static JsonObject Body(LoopbackRequest request) => (JsonObject)JsonNode.Parse(request.Body)!;

    protected static void Replace(List<Written> list, long id, Func<Written, Written> change)
    {
        var at = list.FindIndex(item => item.Id == id);
        list[at] = change(list[at]);
    }

    private Task<LoopbackAnswer> ServeAsync(LoopbackRequest request)
    {
        lock (_requests)
        {
            _requests.Add($"{request.Method} {request.Target}");
            var reply = FailTimes-- > 0 ? new Reply(502, null, "Retry-After: 0\r\n", "text/html")
                : BusyTimes-- > 0 ? new Reply(BusyStatus, new JsonObject { ["message"] = "slow down" }, $"Retry-After: {RetryAfter}\r\n")
                : IsReadOnly && Writes(request) ? Forbidden()
                : Answer(request);
            var body = reply.Text ?? reply.Body?.ToJsonString() ?? "";
            return Task.FromResult(new LoopbackAnswer(reply.Status, Encoding.UTF8.GetBytes(body))
            {
                Headers = reply.Headers,
                MediaType = reply.MediaType,
            });
        }
    }

    private static bool Writes(LoopbackRequest request) => request.Method != "GET"
        && !request.Path.EndsWith("/graphql", StringComparison.Ordinal) && !request.Path.EndsWith("/wiql", StringComparison.Ordinal);
}

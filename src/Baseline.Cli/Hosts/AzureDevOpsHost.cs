using System.Text;
using System.Text.Json;

namespace Baseline.Cli.Hosts;

/// <summary>
/// Azure DevOps: the comment is the first of a thread of its own, and drift is a work item of type Task, which every process has.
/// https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads
/// </summary>
/// <param name="place">Where it is.</param>
/// <param name="clock">The time.</param>
internal sealed class AzureDevOpsHost(HostPlace place, TimeProvider clock) : IReviewHost, IDisposable
{
    private const string Version = "api-version=7.1";
    private const string WorkItem = "Task";
    private const string JsonPatch = "application/json-patch+json";
    private const string Comments = "\"Contribute to pull requests\" on the repository (Project settings, Repositories, Security)";
    private const string WorkItems = "\"Edit work items in this node\" on the area path (Project settings, Project configuration, Areas)";

    // The service takes no more in one request.
    private const int MostIds = 200;

    private readonly HostClient _client = new(
        place,
        headers =>
        {
            headers.TryAddWithoutValidation("Accept", "application/json");
            headers.TryAddWithoutValidation("Authorization", Authorization(place.Token));

            // Without it a token that is not taken is answered with a redirection to a page to sign in at.
            headers.TryAddWithoutValidation("X-TFS-FedAuthRedirect", "Suppress");
        },
        clock);

    private string Project => Uri.EscapeDataString(place.Repository.Split('/')[0]);

    private string Repository => Uri.EscapeDataString(place.Repository.Split('/')[^1]);

    private string PullRequest => $"pull request {place.PullRequest} of {place.Repository}";

    private string Threads => $"{Project}/_apis/git/repositories/{Repository}/pullRequests/{place.PullRequest}/threads";

    /// <inheritdoc/>
    public async Task<HostItem?> FindCommentAsync(CancellationToken cancellationToken)
    {
        var self = await SelfAsync(PullRequest, Comments, cancellationToken);
        var more = "";
        while (true)
        {
            var answer = await SendAsync(new HostRequest(HttpMethod.Get, At($"{Threads}?{Version}{more}"))
            {
                Subject = PullRequest,
                Permission = Comments,
            }, cancellationToken);
            foreach (var thread in answer.Content.At("value").Items().Where(thread => !IsDeleted(thread)))
            {
                var first = thread.At("comments").Items().FirstOrDefault();
                if (first.Text("author", "id") == self && !IsDeleted(first) && HostMarkers.Begins(first.Text("content"), HostMarkers.Plan)
                    && thread.Text("id") is { } id && first.Text("id") is { } comment)
                {
                    return new HostItem(comment, id);
                }
            }

            if (answer.Header("x-ms-continuationtoken") is not { } next)
            {
                return null;
            }

            more = $"&continuationToken={Uri.EscapeDataString(next)}";
        }
    }

    /// <inheritdoc/>
    public async Task WriteCommentAsync(HostItem? own, HostComment comment, CancellationToken cancellationToken)
    {
        var status = comment.IsSettled ? "fixed" : "active";
        if (own is null)
        {
            await SendCommentAsync(HttpMethod.Post, Threads, json =>
            {
                json.WriteStartArray("comments");
                json.WriteStartObject();
                json.WriteNumber("parentCommentId", 0);
                json.WriteString("content", comment.Markdown);
                json.WriteString("commentType", "text");
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteString("status", status);
            }, cancellationToken);
            return;
        }

        await SendCommentAsync(
            HttpMethod.Patch, $"{Threads}/{own.Thread}/comments/{own.Id}", json => json.WriteString("content", comment.Markdown),
            cancellationToken);
        await SendCommentAsync(HttpMethod.Patch, $"{Threads}/{own.Thread}", json => json.WriteString("status", status), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<HostItem?> FindIssueAsync(HostIssue issue, CancellationToken cancellationToken)
    {
        var self = await SelfAsync("its work items", WorkItems, cancellationToken);
        var done = await DoneAsync(cancellationToken);
        var title = TitleOf(issue).Replace("'", "''", StringComparison.Ordinal);
        var query = $"SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.WorkItemType] = '{WorkItem}' "
            + $"AND [System.Title] = '{title}' AND [System.State] <> '{done}' ORDER BY [System.Id]";
        var found = await SendAsync(new HostRequest(
            HttpMethod.Post, At($"{Project}/_apis/wit/wiql?{Version}"), HostJson.Object(json => json.WriteString("query", query)))
        {
            Subject = $"work items of {Project}",
            Permission = WorkItems,
            IsRepeatable = true,
        }, cancellationToken);
        var ids = found.Content.At("workItems").Items().Select(item => item.Text("id")).OfType<string>();
        foreach (var some in ids.Chunk(MostIds))
        {
            var items = await SendAsync(new HostRequest(
                HttpMethod.Get,
                At($"{Project}/_apis/wit/workitems?ids={string.Join(',', some)}&fields=System.CreatedBy&{Version}"))
            {
                Subject = $"work items of {Project}",
                Permission = WorkItems,
            }, cancellationToken);
            var own = items.Content.At("value").Items().FirstOrDefault(item => item.Text("fields", "System.CreatedBy", "id") == self);
            if (own.Text("id") is { } id)
            {
                return new HostItem(id);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task WriteIssueAsync(HostItem? own, HostIssue issue, CancellationToken cancellationToken)
    {
        var fields = new List<(string, string)> { ("/fields/System.Description", issue.Html) };
        if (own is null)
        {
            fields.Add(("/fields/System.Title", TitleOf(issue)));
        }
        else if (issue.IsOver)
        {
            fields.Add(("/fields/System.State", await DoneAsync(cancellationToken)));
        }

        var path = own is null ? $"${WorkItem}" : own.Id;
        await SendAsync(new HostRequest(
            own is null ? HttpMethod.Post : HttpMethod.Patch,
            At($"{Project}/_apis/wit/workitems/{path}?{Version}"),
            HostJson.Patch([.. fields]))
        {
            MediaType = JsonPatch,
            Subject = $"work items of {Project}",
            Permission = WorkItems,
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The token of a job is a bearer's; a personal access token goes as the password of nobody.</summary>
    private static string Authorization(string token) => token.Count(character => character == '.') == 2
        ? $"Bearer {token}"
        : $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($":{token}"))}";

    private static bool IsDeleted(JsonElement element) => element.At("isDeleted").ValueKind == JsonValueKind.True;

    /// <summary>The work items of a project are those of all its repositories, so that the title names this one.</summary>
    private string TitleOf(HostIssue issue) => $"{issue.Title} ({place.Repository.Split('/')[^1]})";

    private Uri At(string path) => new(place.Endpoint, path);

    /// <summary>The state of a task that is done, which each process calls differently.</summary>
    private async Task<string> DoneAsync(CancellationToken cancellationToken)
    {
        var states = await SendAsync(new HostRequest(HttpMethod.Get, At($"{Project}/_apis/wit/workitemtypes/{WorkItem}/states?{Version}"))
        {
            Subject = $"work items of {Project}",
            Permission = WorkItems,
        }, cancellationToken);
        return states.Content.At("value").Items().FirstOrDefault(state => state.Text("category") == "Completed").Text("name") ?? "Closed";
    }

    private async Task<string> SelfAsync(string subject, string permission, CancellationToken cancellationToken)
    {
        // This resource has never left the preview, and the service refuses the version without the word.
        var request = new HostRequest(HttpMethod.Get, At("_apis/connectionData?api-version=7.1-preview"))
        {
            Subject = subject,
            Permission = permission,
        };
        var answer = await SendAsync(request, cancellationToken);
        return answer.Content.Text("authenticatedUser", "id") ?? throw new HostFailures(place).Unauthorized(request);
    }

    private Task<HostAnswer> SendCommentAsync(
        HttpMethod method, string path, Action<Utf8JsonWriter> body, CancellationToken cancellationToken) =>
        SendAsync(
            new HostRequest(method, At($"{path}?{Version}"), HostJson.Object(body)) { Subject = PullRequest, Permission = Comments },
            cancellationToken);

    private Task<HostAnswer> SendAsync(HostRequest request, CancellationToken cancellationToken) =>
        _client.SendAsync(request, cancellationToken);
}

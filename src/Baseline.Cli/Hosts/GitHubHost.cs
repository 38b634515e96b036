using System.Globalization;
using System.Text.Json;

namespace Baseline.Cli.Hosts;

/// <summary>GitHub: the comments of a pull request are those of its issue. https://docs.github.com/en/rest/issues/comments</summary>
/// <param name="place">Where it is.</param>
/// <param name="clock">The time.</param>
internal sealed class GitHubHost(HostPlace place, TimeProvider clock) : IReviewHost, IDisposable
{
    private const int PerPage = 100;
    private const string Comments = "the permission pull-requests: write, which a pull request from a fork never has";
    private const string Issues = "the permission issues: write";

    private readonly HostClient _client = new(
        place,
        headers =>
        {
            headers.TryAddWithoutValidation("Accept", "application/vnd.github+json");
            headers.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
            headers.TryAddWithoutValidation("Authorization", $"Bearer {place.Token}");
        },
        clock);

    private string PullRequest => $"pull request {place.PullRequest} of {place.Repository}";

    /// <inheritdoc/>
    public Task<HostItem?> FindCommentAsync(CancellationToken cancellationToken) =>
        FindAsync($"issues/{place.PullRequest}/comments", HostMarkers.Plan, "id", PullRequest, Comments, cancellationToken);

    /// <inheritdoc/>
    public Task WriteCommentAsync(HostItem? own, HostComment comment, CancellationToken cancellationToken)
    {
        var body = HostJson.Object(json => json.WriteString("body", comment.Markdown));
        return own is null
            ? SendAsync(HttpMethod.Post, $"issues/{place.PullRequest}/comments", body, PullRequest, Comments, cancellationToken)
            : SendAsync(HttpMethod.Patch, $"issues/comments/{own.Id}", body, PullRequest, Comments, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<HostItem?> FindIssueAsync(HostIssue issue, CancellationToken cancellationToken) =>
        FindAsync("issues?state=open", HostMarkers.Drift, "number", $"the issues of {place.Repository}", Issues, cancellationToken);

    /// <inheritdoc/>
    public Task WriteIssueAsync(HostItem? own, HostIssue issue, CancellationToken cancellationToken)
    {
        var body = HostJson.Object(json =>
        {
            json.WriteString("title", issue.Title);
            json.WriteString("body", issue.Markdown);
            if (own is not null && issue.IsOver)
            {
                json.WriteString("state", "closed");
                json.WriteString("state_reason", "completed");
            }
        });
        return own is null
            ? SendAsync(HttpMethod.Post, "issues", body, $"the issues of {place.Repository}", Issues, cancellationToken)
            : SendAsync(HttpMethod.Patch, $"issues/{own.Id}", body, $"issue {own.Id} of {place.Repository}", Issues, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HostItem?> FindAsync(
        string path, string marker, string id, string subject, string permission, CancellationToken cancellationToken)
    {
        var self = await SelfAsync(subject, permission, cancellationToken);
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (var page = 1; ; page++)
        {
            // Pages are counted here: an address that the host gives could lead the token elsewhere.
            var query = string.Create(CultureInfo.InvariantCulture, $"{path}{separator}per_page={PerPage}&page={page}");
            var answer = await SendAsync(HttpMethod.Get, query, null, subject, permission, cancellationToken);
            var own = answer.Content.Items().FirstOrDefault(item =>
                item.Text("user", "login") == self
                && item.At("pull_request").ValueKind != JsonValueKind.Object
                && HostMarkers.Begins(item.Text("body"), marker));
            if (own.Text(id) is { } found)
            {
                return new HostItem(found);
            }

            if (answer.Header("Link")?.Contains("rel=\"next\"", StringComparison.Ordinal) != true)
            {
                return null;
            }
        }
    }

    /// <summary>The login of the token's account. The token of a job may not ask the REST API for it, but GraphQL tells.</summary>
    private async Task<string> SelfAsync(string subject, string permission, CancellationToken cancellationToken)
    {
        var root = place.Endpoint.AbsoluteUri;
        var address = root.EndsWith("/api/v3/", StringComparison.Ordinal) ? $"{root[..^"v3/".Length]}graphql" : $"{root}graphql";
        var body = HostJson.Object(json => json.WriteString("query", "query { viewer { login } }"));
        var request = new HostRequest(HttpMethod.Post, new Uri(address), body)
        {
            Subject = subject,
            Permission = permission,
            IsRepeatable = true,
        };
        var answer = await _client.SendAsync(request, cancellationToken);
        return answer.Content.Text("data", "viewer", "login") ?? throw new HostFailures(place).Unauthorized(request);
    }

    private Task<HostAnswer> SendAsync(
        HttpMethod method, string path, byte[]? body, string subject, string permission, CancellationToken cancellationToken) =>
        _client.SendAsync(
            new HostRequest(method, new Uri(place.Endpoint, $"repos/{place.Repository}/{path}"), body)
            {
                Subject = subject,
                Permission = permission,
            },
            cancellationToken);
}

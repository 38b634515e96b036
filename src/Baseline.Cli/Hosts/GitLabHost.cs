using System.Globalization;

namespace Baseline.Cli.Hosts;

/// <summary>GitLab: the comments of a merge request are its notes. https://docs.gitlab.com/api/notes/</summary>
/// <param name="place">Where it is.</param>
/// <param name="clock">The time.</param>
internal sealed class GitLabHost(HostPlace place, TimeProvider clock) : IReviewHost, IDisposable
{
    private const int PerPage = 100;
    private const string Permission = "the role Reporter or more, and the scope api";

    private readonly HostClient _client = new(
        place, headers => headers.TryAddWithoutValidation("PRIVATE-TOKEN", place.Token), clock);

    private string MergeRequest => $"merge request {place.PullRequest} of project {place.Repository}";

    private string Notes => $"merge_requests/{place.PullRequest}/notes";

    /// <inheritdoc/>
    public Task<HostItem?> FindCommentAsync(CancellationToken cancellationToken) =>
        FindAsync($"{Notes}?sort=asc&", "body", HostMarkers.Plan, "id", MergeRequest, cancellationToken);

    /// <inheritdoc/>
    public Task WriteCommentAsync(HostItem? own, HostComment comment, CancellationToken cancellationToken)
    {
        var body = HostJson.Object(json => json.WriteString("body", comment.Markdown));
        return own is null
            ? SendAsync(HttpMethod.Post, Notes, body, MergeRequest, cancellationToken)
            : SendAsync(HttpMethod.Put, $"{Notes}/{own.Id}", body, MergeRequest, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<HostItem?> FindIssueAsync(HostIssue issue, CancellationToken cancellationToken) => FindAsync(
        "issues?state=opened&scope=all&sort=asc&", "description", HostMarkers.Drift, "iid", $"the issues of project {place.Repository}",
        cancellationToken);

    /// <inheritdoc/>
    public Task WriteIssueAsync(HostItem? own, HostIssue issue, CancellationToken cancellationToken)
    {
        var body = HostJson.Object(json =>
        {
            json.WriteString("title", issue.Title);
            json.WriteString("description", issue.Markdown);
            if (own is not null && issue.IsOver)
            {
                json.WriteString("state_event", "close");
            }
        });
        var subject = $"the issues of project {place.Repository}";
        return own is null
            ? SendAsync(HttpMethod.Post, "issues", body, subject, cancellationToken)
            : SendAsync(HttpMethod.Put, $"issues/{own.Id}", body, subject, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HostItem?> FindAsync(
        string path, string text, string marker, string id, string subject, CancellationToken cancellationToken)
    {
        var request = new HostRequest(HttpMethod.Get, new Uri(place.Endpoint, "user")) { Subject = subject, Permission = Permission };
        var user = await _client.SendAsync(request, cancellationToken);
        var self = user.Content.Text("id") ?? throw new HostFailures(place).Unauthorized(request);
        var page = "1";
        while (true)
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{path}per_page={PerPage}&page={page}");
            var answer = await SendAsync(HttpMethod.Get, query, null, subject, cancellationToken);
            var own = answer.Content.Items().FirstOrDefault(item =>
                item.Text("author", "id") == self && HostMarkers.Begins(item.Text(text), marker));
            if (own.Text(id) is { } found)
            {
                return new HostItem(found);
            }

            if (answer.Header("x-next-page") is not { } next || next == page || !next.All(char.IsAsciiDigit))
            {
                return null;
            }

            page = next;
        }
    }

    private Task<HostAnswer> SendAsync(
        HttpMethod method, string path, byte[]? body, string subject, CancellationToken cancellationToken) => _client.SendAsync(
            new HostRequest(method, new Uri(place.Endpoint, $"projects/{Uri.EscapeDataString(place.Repository)}/{path}"), body)
            {
                Subject = subject,
                Permission = Permission,
            },
            cancellationToken);
}

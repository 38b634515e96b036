using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Hosts;

/// <summary>The part of GitLab's API that keeps notes and issues. https://docs.gitlab.com/api/notes/</summary>
internal sealed partial class FakeGitLab : FakeHost
{
    private const string JobToken = "the-token-of-the-job";

    public override string Word => "gitlab";

    public override string Token => "glpat-secretOfTheProject0123";

    public override string TokenVariable => "GITLAB_TOKEN";

    public override string CommentPermission => "the scope api";

    public override Dictionary<string, string> Variables => new()
    {
        ["GITLAB_CI"] = "true",
        ["CI_API_V4_URL"] = $"{Address}/api/v4",
        ["CI_PROJECT_ID"] = "12",
        ["CI_MERGE_REQUEST_IID"] = "7",
        ["CI_PIPELINE_ID"] = "42",
        ["CI_PIPELINE_URL"] = "https://gitlab.example/contoso/logging/-/pipelines/42",
        ["CI_JOB_TOKEN"] = JobToken,
        ["GITLAB_TOKEN"] = Token,
    };

    protected override Reply Forbidden() => new(403, new JsonObject { ["error"] = "insufficient_scope" });

    protected override Reply Answer(LoopbackRequest request)
    {
        // The token of the job is taken by few resources, and by none of these.
        if (Header(request, "PRIVATE-TOKEN") != Token)
        {
            return Error(401, "401 Unauthorized");
        }

        if (request.Body.Length > 0 && Header(request, "Content-Type") != "application/json")
        {
            return Error(415, "The provided content-type is not supported.");
        }

        var path = Route().Match(request.Path) is { Success: true } route ? route.Groups["path"].Value : "";
        switch (request.Method, path)
        {
            case ("GET", "user"):
                return new Reply(200, new JsonObject { ["id"] = 5, ["username"] = "project_12_bot" });
            case ("GET", "projects/12/merge_requests/7/notes"):
                return Page(request, Comments);
            case ("GET", "projects/12/issues"):
                return Page(request, [.. Issues.Where(issue => issue.IsOpen || Query(request, "state") != "opened")]);
        }

        if (request.Method == "GET" && Review(path) is { } review)
        {
            return review;
        }

        if (request.Method == "PUT" && One().Match(path) is { Success: true } one)
        {
            var body = Body(request);
            var list = one.Groups["note"].Success ? Comments : Issues;
            Replace(list, long.Parse(one.Groups["id"].Value, CultureInfo.InvariantCulture), item => item with
            {
                Body = Text(body, "body") ?? Text(body, "description") ?? item.Body,
                Title = Text(body, "title") ?? item.Title,
                IsOpen = Text(body, "state_event") != "close" && item.IsOpen,
            });
            return new Reply(200, new JsonObject());
        }

        return (request.Method, path) switch
        {
            ("POST", "projects/12/merge_requests/7/notes") when Text(Body(request), "body") is { Length: <= 1_000_000 } text =>
                new Reply(201, Json(AddComment(Self, text))),
            ("POST", "projects/12/issues") when Text(Body(request), "title") is { Length: <= 255 } title =>
                new Reply(201, Json(AddIssue(Self, title, Text(Body(request), "description") ?? ""))),
            ("POST", "projects/12/issues" or "projects/12/merge_requests/7/notes") => Error(400, "400 Bad request"),
            _ => Error(404, "404 Project Not Found"),
        };
    }

    /// <summary>The merge request of a commit, its pipeline, its job, and the file that it kept. https://docs.gitlab.com/api/commits/</summary>
    private Reply? Review(string path)
    {
        var last = Reviews.LastOrDefault();
        var commit = Commit().Match(path);
        return commit.Success
            ? new Reply(200, Merge is { } merge && merge.Commit == commit.Groups["sha"].Value
                ? new JsonArray(new JsonObject { ["iid"] = 6, ["state"] = "closed" }, new JsonObject { ["iid"] = 7, ["state"] = "merged" })
                : [])
            : path == "projects/12/merge_requests/7" ? new Reply(200, new JsonObject
            {
                ["sha"] = Merge?.Head,
                ["head_pipeline"] = last is null ? null : new JsonObject { ["id"] = last.Id, ["status"] = last.Succeeded ? "success" : "failed" },
            })
            : last is null ? null
            : path == $"projects/12/pipelines/{last.Id}/jobs" ? new Reply(200, new JsonArray(
                new JsonObject { ["id"] = 1, ["name"] = "lint" }, new JsonObject { ["id"] = last.Id + 1, ["name"] = "plan" }))
            : path == $"projects/12/jobs/{last.Id + 1}/artifacts/plan/plan.json" ? new Reply(200) { Text = last.Plan }
            : null;
    }

    private static Reply Page(LoopbackRequest request, List<Written> items)
    {
        var size = Math.Min(100, int.TryParse(Query(request, "per_page"), CultureInfo.InvariantCulture, out var asked) ? asked : 20);
        var page = int.TryParse(Query(request, "page"), CultureInfo.InvariantCulture, out var number) ? number : 1;
        var next = page * size < items.Count ? (page + 1).ToString(CultureInfo.InvariantCulture) : "";
        return new Reply(
            200, new JsonArray([.. items.Skip((page - 1) * size).Take(size).Select(Json)]), $"x-page: {page}\r\nx-next-page: {next}\r\n");
    }

    private static JsonObject Json(Written item) => new()
    {
        ["id"] = item.Id,
        ["iid"] = item.Id,
        ["author"] = new JsonObject { ["id"] = item.Author == Self ? 5 : 6, ["username"] = item.Author },
        ["body"] = item.Body,
        ["description"] = item.Body,
        ["title"] = item.Title,
    };

    private static string? Text(JsonObject body, string name) => body[name]?.GetValue<string>();

    private static Reply Error(int status, string message) => new(status, new JsonObject { ["message"] = message });

    [GeneratedRegex(@"\Aprojects/12/repository/commits/(?<sha>[0-9a-f]+)/merge_requests\z")]
    private static partial Regex Commit();

    [GeneratedRegex(@"\A/api/v4/(?<path>.*)\z")]
    private static partial Regex Route();

    [GeneratedRegex(@"\Aprojects/12/(?:(?<note>merge_requests/7/notes)|issues)/(?<id>\d+)\z")]
    private static partial Regex One();
}

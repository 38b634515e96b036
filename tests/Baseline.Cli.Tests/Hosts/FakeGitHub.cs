using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Hosts;

/// <summary>The part of GitHub's API that keeps comments and issues. https://docs.github.com/en/rest/issues</summary>
internal sealed partial class FakeGitHub : FakeHost
{
    public override string Word => "github";

    public override string Token => "ghs_secretOfTheJob0123456789";

    public override string TokenVariable => "GITHUB_TOKEN";

    public override string CommentPermission => "pull-requests: write";

    // A secondary limit is no 429.
    public override int BusyStatus => 403;

    public override Dictionary<string, string> Variables => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_API_URL"] = Address,
        ["GITHUB_REPOSITORY"] = "contoso/logging",
        ["GITHUB_SERVER_URL"] = "https://github.example",
        ["GITHUB_RUN_ID"] = "42",
        ["GITHUB_REF"] = "refs/pull/7/merge",
        ["GITHUB_TOKEN"] = Token,
    };

    protected override Reply Forbidden() => Error(403, "Resource not accessible by integration");

    protected override Reply Answer(LoopbackRequest request)
    {
        if (Header(request, "User-Agent") is null)
        {
            return Error(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
        }

        if (Header(request, "Accept") != "application/vnd.github+json")
        {
            return Error(415, "Unsupported 'Accept' header. Must accept 'application/json'.");
        }

        if (Header(request, "X-GitHub-Api-Version") is not ("2022-11-28" or null))
        {
            return Error(400, "The version is not supported.");
        }

        if (Header(request, "Authorization") != $"Bearer {Token}")
        {
            return Error(401, "Bad credentials");
        }

        if (request.Path == "/graphql")
        {
            return Body(request)["query"]!.GetValue<string>().Contains("viewer", StringComparison.Ordinal)
                ? new Reply(200, new JsonObject { ["data"] = new JsonObject { ["viewer"] = new JsonObject { ["login"] = Self } } })
                : Error(400, "A query attribute must be specified and must be a string.");
        }

        if (request.Path == "/user")
        {
            return Forbidden();
        }

        return Route().Match(request.Path) is { Success: true } route ? Resource(request, route.Groups["path"].Value) : Error(404, "Not Found");
    }

    private Reply Resource(LoopbackRequest request, string path)
    {
        switch (request.Method, path)
        {
            case ("GET", "issues/7/comments"):
                return Page(request, Comments);
            case ("GET", "issues"):
                return Page(request, [.. Issues.Where(issue => issue.IsOpen || Query(request, "state") != "open")]);
        }

        if (request.Method == "GET")
        {
            return Error(404, "Not Found");
        }

        var body = Body(request);
        if (body["body"]?.GetValue<string>().Length > 65_536)
        {
            return Error(422, "Validation Failed");
        }

        if (One().Match(path) is { Success: true } one && request.Method == "PATCH")
        {
            var list = one.Groups["comment"].Success ? Comments : Issues;
            Replace(list, long.Parse(one.Groups["id"].Value, CultureInfo.InvariantCulture), item => item with
            {
                Body = Text(body, "body") ?? item.Body,
                Title = Text(body, "title") ?? item.Title,
                IsOpen = Text(body, "state") != "closed" && item.IsOpen,
            });
            return new Reply(200, new JsonObject());
        }

        return (request.Method, path) switch
        {
            ("POST", "issues/7/comments") => new Reply(201, Json(AddComment(Self, Text(body, "body") ?? ""))),
            ("POST", "issues") when Text(body, "title") is { } title => new Reply(201, Json(AddIssue(Self, title, Text(body, "body") ?? ""))),
            ("POST", "issues") => Error(422, "Validation Failed"),
            _ => Error(404, "Not Found"),
        };
    }

    private static Reply Page(LoopbackRequest request, List<Written> items)
    {
        var size = Math.Min(100, int.TryParse(Query(request, "per_page"), CultureInfo.InvariantCulture, out var asked) ? asked : 30);
        var page = int.TryParse(Query(request, "page"), CultureInfo.InvariantCulture, out var number) ? number : 1;
        var link = page * size < items.Count ? "Link: <https://evil.example/next>; rel=\"next\", <https://evil.example/last>; rel=\"last\"\r\n" : "";
        return new Reply(200, new JsonArray([.. items.Skip((page - 1) * size).Take(size).Select(Json)]), link);
    }

    /// <summary>Members with the names that count stand in other places too.</summary>
    private static JsonObject Json(Written item)
    {
        var json = new JsonObject
        {
            ["url"] = $"https://api.github.example/{item.Id}",
            ["id"] = item.Id,
            ["number"] = item.Id,
            ["user"] = new JsonObject { ["login"] = item.Author, ["id"] = 41898282, ["type"] = "Bot" },
            ["body"] = item.Body,
            ["title"] = item.Title,
            ["reactions"] = new JsonObject { ["id"] = 1, ["body"] = "<!-- baseline-plan -->", ["+1"] = 0 },
        };

        // The list of issues has the pull requests too.
        if (item.Title == "A pull request")
        {
            json["pull_request"] = new JsonObject();
        }

        return json;
    }

    private static string? Text(JsonObject body, string name) => body[name]?.GetValue<string>();

    private static Reply Error(int status, string message) => new(status, new JsonObject { ["message"] = message });

    [GeneratedRegex(@"\A/repos/contoso/logging/(?<path>.*)\z")]
    private static partial Regex Route();

    [GeneratedRegex(@"\Aissues/(?<comment>comments/)?(?<id>\d+)\z")]
    private static partial Regex One();
}

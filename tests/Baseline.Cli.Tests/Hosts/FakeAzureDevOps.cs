using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Hosts;

/// <summary>
/// The part of Azure DevOps' API that keeps threads and work items, of a project with the process Scrum.
/// https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads
/// </summary>
internal sealed partial class FakeAzureDevOps : FakeHost
{
    private static readonly string[] States = ["To Do", "In Progress", "Done", "Removed"];

    public override string Word => "azure";

    public override string Token => "eyJhbGciOiJub25lIn0.eyJzZWNyZXQiOiJqb2IifQ.c2VjcmV0T2ZUaGVKb2I";

    public override string TokenVariable => "SYSTEM_ACCESSTOKEN";

    public override string CommentPermission => "Contribute to pull requests";

    public override Dictionary<string, string> Variables => new()
    {
        ["TF_BUILD"] = "True",
        ["SYSTEM_COLLECTIONURI"] = $"{Address}/contoso/",
        ["SYSTEM_TEAMPROJECT"] = "Log Team",
        ["BUILD_REPOSITORY_NAME"] = "logging",
        ["BUILD_REPOSITORY_PROVIDER"] = "TfsGit",
        ["BUILD_BUILDID"] = "42",
        ["SYSTEM_DEFINITIONID"] = "3",
        ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "7",
        ["SYSTEM_ACCESSTOKEN"] = Token,
    };

    protected override Reply Forbidden() => Error(
        403, "TF401027: You need the Git 'PullRequestContribute' permission to perform this action. Details: identity 'Build\\1', scope 'repository'.");

    protected override Reply Answer(LoopbackRequest request)
    {
        if (Header(request, "Authorization") != $"Bearer {Token}")
        {
            return new Reply(203, null, "", "text/html");
        }

        var path = Uri.UnescapeDataString(request.Path);
        var version = Query(request, "api-version");
        if (path == "/contoso/_apis/connectionData")
        {
            return version == "7.1-preview"
                ? new Reply(200, new JsonObject { ["authenticatedUser"] = Identity(Self) })
                : Error(400, "The requested version \"7.1\" of the resource is under preview. The -preview flag must be supplied.");
        }

        if (version != "7.1")
        {
            return Error(400, "No api-version was supplied. The api-version must be supplied either as part of the Accept header or as a query parameter.");
        }

        if (!path.StartsWith("/contoso/Log Team/_apis/", StringComparison.Ordinal))
        {
            return Error(404, "TF200016: The following project does not exist.");
        }

        path = path["/contoso/Log Team/_apis/".Length..];
        return Review(request, path) is { } review ? review
            : path.StartsWith("wit/", StringComparison.Ordinal) ? WorkItems(request, path["wit/".Length..]) : Threads(request, path);
    }

    private Reply Threads(LoopbackRequest request, string path)
    {
        if (Thread().Match(path) is not { Success: true } route)
        {
            return Error(404, "TF401019: The Git repository does not exist or you do not have permissions for the operation.");
        }

        if (request.Method == "GET")
        {
            return ThreadPage(request);
        }

        if (Header(request, "Content-Type") != "application/json")
        {
            return Error(415, "Unsupported media type.");
        }

        var body = Body(request);
        if (request.Method == "POST" && !route.Groups["thread"].Success)
        {
            var text = body["comments"]![0]!["content"]!.GetValue<string>();
            var added = AddComment(Self, text);
            return text.Length > 150_000 ? Error(400, "The comment is too long.") : new Reply(200, ThreadJson(added));
        }

        var id = long.Parse(route.Groups["thread"].Value, CultureInfo.InvariantCulture);
        Replace(Comments, id, item => item with
        {
            Body = route.Groups["comment"].Success ? body["content"]!.GetValue<string>() : item.Body,
            IsOpen = route.Groups["comment"].Success ? item.IsOpen : body["status"]!.GetValue<string>() == "active",
        });
        return new Reply(200, new JsonObject());
    }

    /// <summary>
    /// The pull request of a commit, and the builds of a tag.
    /// https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-query, https://learn.microsoft.com/rest/api/azure/devops/build/builds/list
    /// </summary>
    private Reply? Review(LoopbackRequest request, string path)
    {
        switch (request.Method, path)
        {
            case ("POST", "git/repositories/logging/pullrequestquery"):
                var query = Body(request)["queries"]![0]!;
                var commit = query["items"]![0]!.GetValue<string>();
                var isMerge = query["type"]!.GetValue<string>() == "lastMergeCommit" && Merge?.Commit == commit;
                return Header(request, "Content-Type") != "application/json" ? Error(415, "Unsupported media type.") : new Reply(200, new JsonObject
                {
                    ["results"] = new JsonArray(isMerge
                        ? new JsonObject
                        {
                            [commit] = new JsonArray(new JsonObject
                            {
                                ["pullRequestId"] = 7,
                                ["status"] = "completed",
                                ["lastMergeSourceCommit"] = new JsonObject { ["commitId"] = Merge?.Head },
                            }),
                        }
                        : []),
                });
            case ("GET", "build/builds"):
                var asked = (Query(request, "definitions"), Query(request, "branchName"), Query(request, "reasonFilter"), Query(request, "resultFilter"));
                var found = asked != ("3", "refs/pull/7/merge", "pullRequest", "succeeded") ? [] : Reviews
                    .Where(run => run.Succeeded && Query(request, "tagFilters") == $"baseline-review-{run.Head}").Reverse();
                return new Reply(200, new JsonObject
                {
                    ["value"] = new JsonArray([.. found.Take(1).Select(run => new JsonObject { ["id"] = run.Id })]),
                });
            default:
                return null;
        }
    }

    private Reply ThreadPage(LoopbackRequest request)
    {
        var skipped = int.TryParse(Query(request, "continuationToken"), CultureInfo.InvariantCulture, out var number) ? number : 0;
        var next = skipped + 100 < Comments.Count ? $"x-ms-continuationtoken: {skipped + 100}\r\n" : "";
        return new Reply(200, new JsonObject
        {
            ["value"] = new JsonArray([.. Comments.Skip(skipped).Take(100).Select(ThreadJson)]),
        }, next);
    }

    private Reply WorkItems(LoopbackRequest request, string path)
    {
        if (request.Method != "GET" && path != "wiql" && Header(request, "Content-Type") != "application/json-patch+json")
        {
            return Error(415, "The request contains an entity body but its Content-Type is not one that the resource takes.");
        }

        switch (request.Method, path)
        {
            case ("GET", "workitemtypes/Task/states"):
                return new Reply(200, new JsonObject
                {
                    ["value"] = new JsonArray([.. States.Select(state => new JsonObject
                    {
                        ["name"] = state,
                        ["category"] = state switch { "To Do" => "Proposed", "In Progress" => "InProgress", "Done" => "Completed", _ => "Removed" },
                    })]),
                });
            case ("POST", "wiql"):
                var title = Title().Match(Body(request)["query"]!.GetValue<string>()).Groups["title"].Value.Replace("''", "'", StringComparison.Ordinal);
                return new Reply(200, new JsonObject
                {
                    ["workItems"] = new JsonArray([.. Issues.Where(issue => issue.IsOpen && issue.Title == title)
                        .Select(issue => new JsonObject { ["id"] = issue.Id })]),
                });
            case ("GET", "workitems"):
                var ids = Query(request, "ids").Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToHashSet();
                return ids.Count > 200 ? Error(400, "VS402337: The number of work items is too large.") : new Reply(200, new JsonObject
                {
                    ["value"] = new JsonArray([.. Issues.Where(issue => ids.Contains(issue.Id)).Select(issue => new JsonObject
                    {
                        ["id"] = issue.Id,
                        ["fields"] = new JsonObject { ["System.CreatedBy"] = Identity(issue.Author) },
                    })]),
                });
        }

        return Write(request, path, ((JsonArray)JsonNode.Parse(request.Body)!).ToDictionary(
            change => change!["path"]!.GetValue<string>(), change => change!["value"]!.GetValue<string>()));
    }

    private Reply Write(LoopbackRequest request, string path, Dictionary<string, string> fields)
    {
        var description = fields.GetValueOrDefault("/fields/System.Description", "");
        if (request.Method == "POST" && path == "workitems/$Task")
        {
            return fields.TryGetValue("/fields/System.Title", out var title)
                ? new Reply(200, new JsonObject { ["id"] = AddIssue(Self, title, description).Id })
                : Error(400, "TF401320: Rule Error for field Title. Error code: Required, InvalidEmpty.");
        }

        var state = fields.GetValueOrDefault("/fields/System.State");
        if (state is not null && !States.Contains(state))
        {
            return Error(400, "TF401320: Rule Error for field State. Error code: InvalidNotInList.");
        }

        Replace(Issues, long.Parse(path["workitems/".Length..], CultureInfo.InvariantCulture), item => item with
        {
            Body = description,
            IsOpen = state != "Done",
        });
        return new Reply(200, new JsonObject());
    }

    /// <summary>A thread whose first comment is what was written, with an answer by the tool's own account.</summary>
    private static JsonObject ThreadJson(Written item) => new()
    {
        ["id"] = item.Id,
        ["isDeleted"] = false,
        ["status"] = item.IsOpen ? "active" : "fixed",
        ["comments"] = new JsonArray(
            new JsonObject { ["id"] = 1, ["author"] = Identity(item.Author), ["content"] = item.Body, ["commentType"] = "text" },
            new JsonObject { ["id"] = 2, ["author"] = Identity(Self), ["content"] = "<!-- baseline-plan -->", ["commentType"] = "text" }),
    };

    private static JsonObject Identity(string name) => new()
    {
        ["id"] = name == Self ? "d6245f20-2af8-44f4-9451-8107cb2767db" : "00000000-0000-0000-0000-000000000001",
        ["displayName"] = name,
    };

    private static Reply Error(int status, string message) => new(status, new JsonObject { ["$id"] = "1", ["message"] = message });

    [GeneratedRegex(@"\Agit/repositories/logging/pullRequests/7/threads(?:/(?<thread>\d+)(?:/comments/(?<comment>1))?)?\z")]
    private static partial Regex Thread();

    [GeneratedRegex(@"\[System\.Title\] = '(?<title>(?:[^']|'')*)'")]
    private static partial Regex Title();
}

using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>Holds a plan against what a case expects. Everything is listed: what a case does not name must not be there.</summary>
internal sealed class PlanComparison
{
    private readonly List<string> _mismatches = [];

    private PlanComparison()
    {
    }

    /// <summary>What is not as expected; empty when all is.</summary>
    public static IReadOnlyList<string> Mismatches(JsonObject expect, Plan plan)
    {
        var comparison = new PlanComparison();
        comparison.CompareFindings(Expected.Items(expect, "findings"), plan);
        comparison.CompareChanges(Expected.Items(expect, "changes"), plan.Changes);
        comparison.CompareNotices(Expected.Items(expect, "notices"), plan.Notices);
        comparison.Check("incomplete", Expected.Flag(expect, "incomplete"), plan.IsIncomplete);
        comparison.CheckMembers("expect", expect, "findings", "changes", "notices", "incomplete");
        return comparison._mismatches;
    }

    private void CompareFindings(IReadOnlyList<JsonObject> expected, Plan plan)
    {
        Check("number of findings", expected.Count, plan.Findings.Count);
        foreach (var item in expected)
        {
            var what = $"finding {(string?)item["control"]} of {(string?)item["resource"]}";
            var found = plan.Findings
                .Where(finding => finding.Control == (string?)item["control"] && Expected.IsId(item["resource"], finding.Resource.Text))
                .ToList();
            if (found.Count == 1)
            {
                Compare(what, item, found[0]);
            }
            else
            {
                _mismatches.Add($"{what}: {found.Count} found");
            }
        }
    }

    private void Compare(string what, JsonObject expected, Finding finding)
    {
        Check($"{what}: state", (string?)expected["state"], PlanText.StateOf(finding.State));
        CheckTexts($"{what}: reason", expected["reason"], finding.Reason);
        CheckTexts($"{what}: blocked", expected["blocked"], finding.Blocked);
        if (expected["details"] is not null)
        {
            var details = Expected.Items(expected, "details");
            Check($"{what}: number of details", details.Count, finding.Details.Count);
            foreach (var (item, detail) in details.Zip(finding.Details))
            {
                CheckId($"{what}: detail", item["resource"], detail.Resource.Text);
                Check($"{what}: {detail.Resource.Name}: state", (string?)item["state"], PlanText.StateOf(detail.State));
                CheckTexts($"{what}: {detail.Resource.Name}: reason", item["reason"] ?? detail.Reason, detail.Reason);
            }
        }

        CheckMembers(what, expected, "control", "resource", "state", "reason", "blocked", "details");
    }

    private void CompareChanges(IReadOnlyList<JsonObject> expected, IReadOnlyList<Change> changes)
    {
        Check("number of changes", expected.Count, changes.Count);
        foreach (var (item, change) in expected.Zip(changes))
        {
            Compare($"change {change.Id}", item, change);
        }
    }

    private void Compare(string what, JsonObject expected, Change change)
    {
        Check($"{what}: action", (string?)expected["action"], PlanText.ActionOf(change.Action));
        CheckId($"{what}: resource", expected["resource"], change.Resource);
        Check($"{what}: irreversible", Expected.Flag(expected, "irreversible"), change.Irreversible);
        if (expected["properties"] is { } properties)
        {
            // A mapping, or a list of the same lines.
            var lines = properties is JsonArray list ? list.Select(line => (string?)line ?? "")
                : properties.AsObject().Select(entry => $"{entry.Key}: {(string?)entry.Value}");
            var wanted = lines.Order(StringComparer.Ordinal);
            var planned = change.Properties.Select(property => $"{property.Path}: {PlanText.Of(property)}").Order(StringComparer.Ordinal);
            Check($"{what}: properties", string.Join("\n    ", wanted), string.Join("\n    ", planned));
        }

        CheckList($"{what}: dependsOn", expected["dependsOn"], change.DependsOn, (wanted, id) => (string?)wanted == id);
        CheckList(
            $"{what}: because",
            expected["because"],
            [.. change.Because.Select(cause => cause.Resource).Distinct(StringComparer.OrdinalIgnoreCase)],
            Expected.IsId);
        _mismatches.AddRange(BodyComparison.Mismatches($"{what}: body", expected["body"], change.Body));
        _mismatches.AddRange(BodyComparison.Present($"{what}: body", expected["lacks"], change.Body));
        CheckMembers(what, expected, "action", "resource", "properties", "body", "lacks", "dependsOn", "because", "irreversible");
    }

    private void CompareNotices(IReadOnlyList<JsonObject> expected, IReadOnlyList<Notice> notices)
    {
        Check("number of notices", expected.Count, notices.Count);
        foreach (var item in expected)
        {
            var found = notices.Any(notice =>
                ((string?)item["code"] ?? notice.Code) == notice.Code
                && (item["resource"] is null || Expected.IsId(item["resource"], notice.Resource))
                && Expected.Texts(item["text"]).All(text => notice.Message.Contains(text, StringComparison.Ordinal)));
            Check($"notice {item.ToJsonString()}", expected: true, found);
            CheckMembers("notice", item, "code", "resource", "text");
        }
    }

    private void CheckList<T>(string what, JsonNode? expected, IReadOnlyList<T> actual, Func<JsonNode?, T, bool> same)
    {
        if (expected is JsonArray list && (list.Count != actual.Count || !list.Zip(actual).All(pair => same(pair.First, pair.Second))))
        {
            _mismatches.Add($"{what}: expected {list.ToJsonString()}, but it is {string.Join(", ", actual)}");
        }
    }

    private void CheckTexts(string what, JsonNode? expected, string? actual)
    {
        if (expected is null && actual is not null)
        {
            _mismatches.Add($"{what}: expected none, but it is \"{actual}\"");
        }

        foreach (var text in Expected.Texts(expected).Where(text => actual?.Contains(text, StringComparison.Ordinal) != true))
        {
            _mismatches.Add($"{what}: expected \"{text}\" in \"{actual ?? "nothing"}\"");
        }
    }

    private void CheckId(string what, JsonNode? expected, string actual)
    {
        if (!Expected.IsId(expected, actual))
        {
            _mismatches.Add($"{what}: expected {expected?.ToJsonString()}, but it is {actual}");
        }
    }

    private void Check<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            _mismatches.Add($"{what}: expected {expected}, but it is {actual}");
        }
    }

    /// <summary>A misspelled expectation would hold forever.</summary>
    private void CheckMembers(string what, JsonObject expected, params string[] known) =>
        _mismatches.AddRange(expected.Select(member => member.Key).Except(known)
            .Select(name => $"{what}: \"{name}\" is nothing that can be expected"));
}

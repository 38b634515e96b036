using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Controls;
using Baseline.Controls.ActivityLogAlerts;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Documentation;

public sealed partial class PagesTests
{
    [Fact]
    public void Every_key_of_the_schema_is_on_the_page_with_its_default_and_no_other()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repo.PathOf("schema", "baseline.schema.json")));

        var rows = KeyRows().Matches(Page("document.md")).Select(row => $"{row.Groups["key"].Value} {row.Groups["default"].Value}");

        Assert.Equal(Keys(schema.RootElement, "").Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("KeyVault-004", "Monitor-006")]
    [InlineData("Monitor-006", "KeyVault-004")]
    public async Task A_controls_permissions_are_those_of_its_roles(string control, string other)
    {
        using var workspace = new Workspace();
        workspace.Edit("baseline.yaml", "manageLifecycle: false", "manageLifecycle: true");
        workspace.Edit("baseline.yaml", "required: false", $"required: true\n      storageAccount: {Account}");
        var text = workspace.Read("baseline.yaml");
        var entry = Regex.Match(text, $@"^  {other}:\n(    .*\n|\n)*", RegexOptions.Multiline).Value;
        Assert.NotEqual("", entry);
        await HasPermissions(control, workspace, text.Replace(entry, "", StringComparison.Ordinal).Split("\nexemptions:")[0]);
    }

    [Fact]
    public async Task The_permissions_of_Monitor_007_are_those_of_its_roles()
    {
        using var workspace = new Workspace();

        await HasPermissions("Monitor-007", workspace, $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: one }
            scope: { managementGroups: [contoso] }
            controls:
              Monitor-007:
                categories: all
                destination: { storageAccounts: { "*": {{Account}} } }
                retentionDays: { atLeast: 365 }
                manageLifecycle: true
            """);
    }

    [Fact]
    public async Task The_permissions_of_Monitor_008_are_those_of_its_roles()
    {
        using var workspace = new Workspace();

        await HasPermissions("Monitor-008", workspace, $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: one }
            scope: { managementGroups: [contoso] }
            controls:
              Monitor-008:
                rules:
                  - types: ["*"]
                    logs: allLogs
                    destination: { storageAccounts: { "*": {{Account}} } }
                    retentionDays: { atLeast: 365 }
            """);
    }

    [Fact]
    public async Task The_permissions_of_ActivityLogAlerts_are_those_of_its_roles()
    {
        using var workspace = new Workspace();

        await HasPermissions("ActivityLogAlerts", workspace, """
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: one }
            scope: { managementGroups: [contoso] }
            controls:
              ActivityLogAlerts:
                operations: [tamper]
                actionGroup: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-monitoring/providers/Microsoft.Insights/actionGroups/ag
                resourceGroup: rg-monitoring
            """);
    }

    [Fact]
    public void The_operations_of_the_sets_are_those_of_the_page() => Assert.Equal(
        OperationSets.All.Select(operation => string.Join(
            " | ",
            $"| `{operation.Name}`",
            string.Join(", ", OperationSets.Names.Where(set => OperationSets.Find(set)?.Contains(operation) is true).Select(set => $"`{set}`")),
            operation.Conformity ?? "",
            $"{operation.Cis} |")),
        Page("controls.md").Split('\n').Where(line => line.StartsWith("| `Microsoft.", StringComparison.Ordinal)));

    /// <summary>It leads to no account itself, so that another control stands beside it.</summary>
    [Fact]
    public async Task The_permissions_of_LogStorage_are_those_of_its_roles()
    {
        using var workspace = new Workspace();

        await HasPermissions("LogStorage", workspace, $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: one }
            scope: { managementGroups: [contoso] }
            controls:
              Monitor-007:
                categories: all
                destination: { storageAccounts: { "*": {{Account}} } }
              LogStorage:
                secureTransfer: required
                softDelete: { blobs: 30, containers: 30 }
                immutability: { containers: logs, days: 365 }
                deleteLock: required
            """);
    }

    private static async Task HasPermissions(string control, Workspace workspace, string document)
    {
        File.WriteAllText(workspace.At("one.yaml"), document);

        var plan = Permissions((await workspace.RunAsync("role", "plan", "-f", "one.yaml")).Output);
        var apply = Permissions((await workspace.RunAsync("role", "apply", "-f", "one.yaml")).Output);

        var section = Page("controls.md").Split($"\n## {control}\n")[1].Split("\n## ")[0];
        Assert.NotEmpty(plan);
        Assert.Equal(plan, Permissions(section.Split("To apply, besides:")[0]));
        Assert.Equal(apply.Except(plan), Permissions(section.Split("To apply, besides:")[1]));
    }

    [Fact]
    public void Every_control_has_the_place_that_reports_point_to()
    {
        var places = Headings(Page("controls.md"));

        Assert.All(ControlCatalogue.Product.All, entry => Assert.Contains(entry.Id.ToLowerInvariant(), places));
    }

    [Fact]
    public void Every_verdict_is_in_the_glossary()
    {
        var words = Page("glossary.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Split('|')[1].Trim());

        Assert.Empty(Enum.GetValues<ComplianceState>().Select(state => PlanWords.Of(state).Replace("notA", "not a", StringComparison.Ordinal)).Except(words));
    }

    [Fact]
    public void No_role_has_a_data_action_and_no_code_asks_for_account_keys()
    {
        var sources = Directory.GetFiles(Repo.PathOf("src", "Baseline.Arm"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, source => source.Contains("listKeys", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotMatch("\"DataActions\": \\[[^\\]]", File.ReadAllText(Repo.PathOf("tests", "golden", "cli", "role.json")));
    }

    [Fact]
    public void Every_link_between_pages_leads_somewhere()
    {
        string[] pages = [Repo.PathOf("README.md"), .. Directory.GetFiles(Repo.PathOf("docs"), "*.md", SearchOption.AllDirectories)];

        var broken = pages.SelectMany(page => Links().Matches(File.ReadAllText(page)).Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(page, target))
            .Select(target => $"{Path.GetFileName(page)}: {target}"));

        Assert.Empty(broken);
    }

    private const string Account =
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/stauditneu";

    private static string Page(string name) => File.ReadAllText(Repo.PathOf("docs", name));

    private static bool LeadsSomewhere(string page, string target)
    {
        var parts = target.Split('#');
        var path = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page) ?? "", parts[0]);
        return Path.Exists(path) && (parts.Length == 1 || Headings(File.ReadAllText(path)).Contains(parts[1]));
    }

    private static List<string> Headings(string text) =>
        [.. HeadingLines().Matches(text).Select(heading => heading.Groups["text"].Value.ToLowerInvariant().Replace(' ', '-'))];

    private static List<string> Permissions(string text) => [.. PermissionWords().Matches(text.Split("\"NotActions\"")[0]).Select(match => match.Value)];

    private static IEnumerable<string> Keys(JsonElement schema, string path)
    {
        var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(one => one.GetString()).ToList() : [];
        foreach (var property in schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToList() : [])
        {
            var key = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var said = required.Contains(property.Name) ? "required"
                : property.Value.TryGetProperty("default", out var value) ? $"`{value}`".Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal)
                : "";
            yield return $"{key} {said}";
            var below = property.Value.TryGetProperty("items", out var items) ? Keys(items, $"{key}[]") : Keys(property.Value, key);
            foreach (var one in below)
            {
                yield return one;
            }
        }
    }

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \| (?<default>[^|]*?) ?\| .+ \|$", RegexOptions.Multiline)]
    private static partial Regex KeyRows();

    [GeneratedRegex(@"Microsoft\.[A-Za-z]+(/[A-Za-z]+)+")]
    private static partial Regex PermissionWords();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingLines();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Links();
}

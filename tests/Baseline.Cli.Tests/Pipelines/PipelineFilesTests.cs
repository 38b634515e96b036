using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>The pipelines' own files: they can be read, and what they name is there.</summary>
public sealed partial class PipelineFilesTests
{
    private const string Folder = "examples/pipelines";
    private const string Action = $"{Folder}/github/.github/actions/baseline/action.yml";

    private static readonly string[] AzureFiles = [$"{Folder}/azure/azure-pipelines.yml", $"{Folder}/azure/drift.yml"];

    private static readonly string[] Workflows = [.. new[] { "review", "release", "drift" }.Select(name => $"{Folder}/github/.github/workflows/{name}.yml")];

    private static readonly string[] All =
    [
        Action, .. Workflows, $"{Folder}/azure/ci/baseline/template.yml", .. AzureFiles,
        $"{Folder}/gitlab/.gitlab-ci.yml", ".pre-commit-hooks.yaml",
    ];

    private static readonly string[] Scripts = ["install.sh", "plan.sh", "apply.sh", "comment.sh", "host.sh", "find.sh", "reviewed.sh"];

    public static TheoryData<string> Files() => [.. All];

    public static TheoryData<string> WorkflowFiles() => [.. Workflows];

    [Fact]
    public void Every_file_of_the_examples_is_checked()
    {
        var files = Directory.EnumerateFiles(Repo.PathOf(Folder), "*.*", SearchOption.AllDirectories).Select(Path.GetFileName).Order().ToList();

        Assert.Equal(All[..^1].Select(Path.GetFileName).Concat(Scripts).Append("tool.txt").Order(), files);
    }

    /// <summary>Copied into another repository, an example finds what it names there.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_YAML_and_names_only_files_that_are_copied_with_it(string file)
    {
        Assert.NotEmpty(Nodes(file));
        var text = File.ReadAllText(Repo.PathOf(file));
        Assert.DoesNotMatch(RepositoryPath(), text);
        if (!file.StartsWith(Folder, StringComparison.Ordinal))
        {
            return;
        }

        var own = string.Join('/', file.Split('/').Take(3));
        foreach (var name in CopiedPath().Matches(text.Replace("${{ parameters.command }}", "plan", StringComparison.Ordinal)).Select(match => match.Value))
        {
            Assert.True(Path.Exists(Repo.PathOf(own, name)) || Path.Exists(Repo.PathOf(Folder, "common", name)), $"{file} names {name}.");
        }

        foreach (var action in Values(file, "uses").Where(name => name.StartsWith("./", StringComparison.Ordinal)))
        {
            Assert.Equal(Action, $"{own}/{action[2..]}/action.yml");
        }
    }

    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public void A_workflow_gives_the_action_only_inputs_that_it_has(string file)
    {
        var inputs = Keys(Mapping(Action), "inputs");
        var steps = Steps(file).Where(step => Text(step, "uses") == "./.github/actions/baseline").ToList();

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Subset(inputs, Keys(step, "with")));
    }

    [Fact]
    public void The_Azure_template_is_given_only_parameters_that_it_has()
    {
        var template = $"{Folder}/azure/ci/baseline/template.yml";
        var parameters = Nodes(template).OfType<YamlMappingNode>().Select(node => Text(node, "name")).OfType<string>().ToHashSet();
        var uses = AzureFiles.SelectMany(Nodes).OfType<YamlMappingNode>().Where(node => Text(node, "template") is not null).ToList();

        Assert.Equal(3, uses.Count);
        Assert.All(uses, use => Assert.Subset(parameters, Keys(use, "parameters").Where(key => !key.StartsWith("${{", StringComparison.Ordinal)).ToHashSet()));
    }

    [Fact]
    public void No_expression_is_put_into_the_text_of_a_shell()
    {
        var scripts = Workflows.Append(Action).SelectMany(file => Values(file, "run")).ToList();

        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public void A_workflow_asks_for_no_more_than_it_uses(string file)
    {
        var root = Mapping(file);

        Assert.Empty(Keys(root, "permissions"));
        Assert.DoesNotContain("pull_request_target", Keys(root, "on"));
        Assert.All(
            Steps(file).Where(step => Text(step, "uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true),
            step => Assert.Equal("false", Text((YamlMappingNode)step["with"], "persist-credentials")));
    }

    [Fact]
    public void A_pull_request_from_a_fork_gets_no_sign_in_and_writes_nothing()
    {
        var job = (YamlMappingNode)((YamlMappingNode)Mapping(Workflows[0])["jobs"])["plan-of-a-fork"];

        Assert.Equal(["contents"], Keys(job, "permissions"));
        Assert.DoesNotContain(job.AllNodes.OfType<YamlScalarNode>(), node => node.Value?.StartsWith("azure/login", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Every_option_that_the_pipelines_use_is_one_of_the_tools_own()
    {
        using var folder = new Workspace();
        var used = new List<(string Command, string Option)>();
        foreach (var script in Scripts)
        {
            var text = File.ReadAllText(Repo.PathOf(Folder, "common", "ci", "baseline", script)).Replace("\\\n", " ", StringComparison.Ordinal);
            foreach (Match call in ToolCall().Matches(text))
            {
                used.AddRange(Option().Matches(call.Value).Select(option => (call.Groups["command"].Value, option.Value)));
            }
        }

        used.Add(("plan", "--against"));
        foreach (var words in All.SelectMany(file => Values(file, "options").Concat(Values(file, "BASELINE_OPTIONS"))))
        {
            used.AddRange(Option().Matches(words).Select(option => ("plan", option.Value)));
        }

        Assert.Contains(("apply", "--expect"), used);
        Assert.Contains(("plan", "--fail-on"), used);
        Assert.Contains(("plan", "--credential"), used);
        foreach (var group in used.GroupBy(pair => pair.Command, pair => pair.Option))
        {
            var help = (await folder.RunAsync(group.Key, "--help")).Output;
            Assert.All(group, option => Assert.Matches($@"(?m)^  (-\w, )?{option}\b", help));
        }
    }

    private static YamlMappingNode Mapping(string file) => (YamlMappingNode)Root(file);

    private static YamlNode Root(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Repo.PathOf(file));
        stream.Load(reader);
        return Assert.Single(stream.Documents).RootNode;
    }

    private static IEnumerable<YamlNode> Nodes(string file) => Root(file).AllNodes;

    private static IEnumerable<YamlMappingNode> Steps(string file) =>
        Nodes(file).OfType<YamlMappingNode>().Where(node => Text(node, "uses") is not null);

    private static IEnumerable<string> Values(string file, string key) =>
        Nodes(file).OfType<YamlMappingNode>().Select(node => Text(node, key)).OfType<string>();

    private static HashSet<string> Keys(YamlMappingNode node, string key) =>
        [.. ((YamlMappingNode)node[key]).Children.Keys.OfType<YamlScalarNode>().Select(name => name.Value ?? "")];

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlScalarNode scalar ? scalar.Value : null;

    // What only this repository has.
    [GeneratedRegex(@"(?<![\w./])(?:examples|src|eng|tests)/[\w./-]*|global\.json|Baseline\.sln")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"(?<![\w./])ci/baseline/[\w.-]*\w")]
    private static partial Regex CopiedPath();

    [GeneratedRegex(@"""\$baseline"" (?<command>[a-z]+)[^\n]*")]
    private static partial Regex ToolCall();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*")]
    private static partial Regex Option();
}

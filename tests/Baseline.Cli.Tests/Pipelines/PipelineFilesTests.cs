using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>The pipelines' own files: they can be read, and what they name is there.</summary>
public sealed partial class PipelineFilesTests
{
    private const string Action = "examples/pipelines/github/action.yml";

    private static readonly string[] Workflows = ["examples/pipelines/github/review.yml", "examples/pipelines/github/release.yml"];

    private static readonly string[] All =
    [
        Action, .. Workflows, "examples/pipelines/azure/template.yml", "examples/pipelines/azure/azure-pipelines.yml",
        "examples/pipelines/gitlab/.gitlab-ci.yml", ".pre-commit-hooks.yaml",
    ];

    private static readonly string[] Scripts = ["plan.sh", "apply.sh", "comment.sh", "host.sh"];

    public static TheoryData<string> Files() => [.. All];

    public static TheoryData<string> WorkflowFiles() => [.. Workflows];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_YAML_and_names_only_files_that_exist(string file)
    {
        Assert.NotEmpty(Nodes(file));
        var text = File.ReadAllText(Repo.PathOf(file));
        var folder = Path.GetDirectoryName(Repo.PathOf(file))!;
        var named = RepositoryPath().Matches(text).Select(match => Repo.PathOf(match.Value))
            .Concat(BesideAction().Matches(text).Select(match => Path.Combine(folder, "..", match.Groups["path"].Value)))
            .Concat(Values(file, "template").Select(path => Path.Combine(folder, path)));
        foreach (var path in named)
        {
            Assert.True(Path.Exists(path) || Scripts.Any(script => Path.Exists(Path.Combine(path, script))), $"{file} names {path}.");
        }

        foreach (var action in Values(file, "uses").Where(name => name.StartsWith("./", StringComparison.Ordinal)))
        {
            Assert.Equal(Action, $"{action[2..]}/action.yml");
        }
    }

    [Theory]
    [MemberData(nameof(WorkflowFiles))]
    public void A_workflow_gives_the_action_only_inputs_that_it_has(string file)
    {
        var inputs = Keys(Mapping(Action), "inputs");
        var steps = Steps(file).Where(step => Text(step, "uses") == "./examples/pipelines/github").ToList();

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Subset(inputs, Keys(step, "with")));
    }

    [Fact]
    public void The_Azure_template_is_given_only_parameters_that_it_has()
    {
        const string Template = "examples/pipelines/azure/template.yml";
        var parameters = Nodes(Template).OfType<YamlMappingNode>().Select(node => Text(node, "name")).OfType<string>().ToHashSet();
        var uses = Nodes("examples/pipelines/azure/azure-pipelines.yml").OfType<YamlMappingNode>().Where(node => Text(node, "template") is not null).ToList();

        Assert.Equal(2, uses.Count);
        Assert.All(uses, use => Assert.Subset(parameters, Keys(use, "parameters")));
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
            var text = File.ReadAllText(Repo.PathOf("examples", "pipelines", "scripts", script)).Replace("\\\n", " ", StringComparison.Ordinal);
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

    [GeneratedRegex(@"(?<![\w./])(?:examples|src)/[\w./-]*[\w/]")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\$GITHUB_ACTION_PATH/\.\./(?<path>[\w./-]+)")]
    private static partial Regex BesideAction();

    [GeneratedRegex(@"""\$baseline"" (?<command>[a-z]+)[^\n]*")]
    private static partial Regex ToolCall();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*")]
    private static partial Regex Option();
}

using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Documentation;

public sealed partial class ThreatModelTests
{
    [Fact]
    public void Every_threat_names_a_test_and_each_of_them_exists()
    {
        var rows = File.ReadAllLines(Repo.PathOf("SECURITY.md"))
            .Where(line => Rows().IsMatch(line)).ToList();

        Assert.True(rows.Count > 15, $"{rows.Count} threats");
        Assert.All(rows, row =>
        {
            var names = TestNames().Matches(row.Split('|')[4]);
            Assert.NotEmpty(names);
            Assert.All(names, name => Assert.True(Exists(name.Groups["class"].Value, name.Groups["method"].Value), name.Value));
        });
    }

    private static bool Exists(string type, string method) =>
        Directory.GetFiles(Repo.PathOf("tests"), $"{type}.cs", SearchOption.AllDirectories)
            .Any(file => Regex.IsMatch(File.ReadAllText(file), $@"public (async Task|void) {method}\("));

    [GeneratedRegex(@"^\| (estate|document|plan file|proxy|pipeline) \|")]
    private static partial Regex Rows();

    [GeneratedRegex("`(?<class>[A-Za-z]+)\\.(?<method>[A-Za-z0-9_]+)`")]
    private static partial Regex TestNames();
}

using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>A form of several files goes into a folder.</summary>
public sealed class FolderFormatTests : IDisposable
{
    private readonly Workspace _folder = new();

    [Fact]
    public async Task The_folder_is_made_and_holds_the_files()
    {
        var ran = await _folder.RunAsync("plan", "--estate", "estate.json", "--format", "bicep=infra", "--format", "terraform=main.tf", "--format", "az=run.sh");

        Assert.Equal("", ran.Error);
        Assert.Contains("module part1 'part1-rg_vaults.bicep'", _folder.Read("infra/main.bicep"), StringComparison.Ordinal);
        Assert.Contains("resource \"azapi_resource\" \"c1\"", _folder.Read("main.tf"), StringComparison.Ordinal);
        Assert.Contains("az rest --method put ", _folder.Read("run.sh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_there_keeps_its_other_files()
    {
        Directory.CreateDirectory(_folder.At("infra"));
        File.WriteAllText(_folder.At("infra/other.bicep"), "// ours");

        var ran = await _folder.RunAsync("plan", "--estate", "estate.json", "--format", "bicep=infra/");

        Assert.Equal("", ran.Error);
        Assert.Equal("// ours", _folder.Read("infra/other.bicep"));
        Assert.Contains("module part1 'part1-rg_vaults.bicep'", _folder.Read("infra/main.bicep"), StringComparison.Ordinal);
    }

    /// <summary>What baseline wrote it replaces; what begins otherwise is somebody else's.</summary>
    [Theory]
    [InlineData("main.bicep")]
    [InlineData("part1-rg_vaults.bicep")]
    public async Task A_file_that_somebody_else_wrote_is_not_replaced(string name)
    {
        Directory.CreateDirectory(_folder.At("infra"));
        File.WriteAllText(_folder.At($"infra/{name}"), "param location string\n");

        foreach (var words in (string[])["plan --estate estate.json --out plan.json", "show other.json"])
        {
            await _folder.RunAsync("plan", "--estate", "estate.json", "--out", "other.json");
            var ran = await _folder.RunAsync([.. words.Split(' '), "--format", "json=copy.json", "--format", "bicep=infra"]);

            Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
            Assert.Contains("error BL0019: File was written by somebody else", ran.Error, StringComparison.Ordinal);
            Assert.Contains($"\"{Path.Combine("infra", name)}\": the first line is not one that --format bicep writes. Nothing was written.", ran.Error, StringComparison.Ordinal);
            Assert.Contains("Fix: Name another folder: --format bicep=FOLDER. Or move what is there away.", ran.Error, StringComparison.Ordinal);
        }

        Assert.Equal("param location string\n", _folder.Read($"infra/{name}"));
        Assert.Equal([name], Directory.EnumerateFiles(_folder.At("infra")).Select(Path.GetFileName));
        Assert.False(File.Exists(_folder.At("plan.json")));
        Assert.False(File.Exists(_folder.At("copy.json")));
    }

    [Fact]
    public async Task What_an_earlier_plan_wrote_is_replaced()
    {
        await _folder.RunAsync("plan", "--estate", "estate.json", "--format", "bicep=infra");
        File.AppendAllText(_folder.At("infra/main.bicep"), "// older");
        File.AppendAllText(_folder.At("infra/part1-rg_vaults.bicep"), "// older");

        var ran = await _folder.RunAsync("plan", "--estate", "estate.json", "--format", "bicep=infra");

        Assert.Equal("", ran.Error);
        Assert.DoesNotContain("// older", _folder.Read("infra/main.bicep") + _folder.Read("infra/part1-rg_vaults.bicep"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("estate.json", "\"estate.json\" cannot be made a folder: ")]
    [InlineData("no/such", "\"no/such\" cannot be made a folder: its folder does not exist.")]
    public async Task What_can_be_no_folder_is_said(string path, string detail)
    {
        var before = _folder.Read("estate.json");

        var ran = await _folder.RunAsync("plan", "--estate", "estate.json", "--format", $"bicep={path}");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL0002: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(detail, ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    [Fact]
    public async Task Its_main_file_is_no_other_output()
    {
        Directory.CreateDirectory(_folder.At("infra"));

        var ran = await _folder.RunAsync("plan", "--estate", "estate.json", "--format", "bicep=infra", "--out", "infra/main.bicep");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL0014: Two outputs in one file", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

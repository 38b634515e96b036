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

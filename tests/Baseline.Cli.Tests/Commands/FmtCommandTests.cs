using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class FmtCommandTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("# 1 \t\nkind:  Baseline  # why\t\r\n", "# 1\nkind:  Baseline  # why\n")]
    [InlineData("\n\na: 1\n\n \n\n# b\n\nb:\r\n  - 1", "a: 1\n\n# b\n\nb:\n  - 1\n")]
    [InlineData("\uFEFFa: 1\n\n\n", "a: 1\n")]
    [InlineData("a: |\n  text\n\n  more\n\n\nb: 'two\n\n  lines'\n", "a: |\n  text\n\n  more\n\nb: 'two\n\n  lines'\n")]
    public async Task White_space_goes_and_all_else_stays(string before, string after)
    {
        File.WriteAllText(_workspace.At("a.yaml"), before);

        var checkedBefore = await _workspace.RunAsync("fmt", "a.yaml", "--check");
        var untouched = _workspace.Read("a.yaml");
        var written = await _workspace.RunAsync("fmt", "a.yaml");
        var checkedAfter = await _workspace.RunAsync("fmt", "a.yaml", "--check");

        Assert.Equal((1, "a.yaml\n"), (checkedBefore.ExitCode, checkedBefore.Output));
        Assert.Equal(before.TrimStart('\uFEFF'), untouched.TrimStart('\uFEFF'));
        Assert.Equal((0, "a.yaml\n"), (written.ExitCode, written.Output));
        Assert.Equal(after, File.ReadAllText(_workspace.At("a.yaml")));
        Assert.NotEqual(0xEF, File.ReadAllBytes(_workspace.At("a.yaml"))[0]);
        Assert.Equal((0, ""), (checkedAfter.ExitCode, checkedAfter.Output));
    }

    [Fact]
    public async Task The_document_of_the_repository_and_a_first_document_are_left_alone()
    {
        await _workspace.RunAsync("init", "--estate", "estate.json", "--out", "first.yaml");

        Assert.Equal(0, (await _workspace.RunAsync("fmt", "--check")).ExitCode);
        Assert.Equal(0, (await _workspace.RunAsync("fmt", "first.yaml", "--check")).ExitCode);
    }

    [Theory]
    [InlineData("a: |+\n  text\n\n\nb: 1\n")]
    [InlineData("a: |\n  text  \n  more\n")]
    [InlineData("a: 'one\n\n\n  two'\n")]
    public async Task A_file_whose_content_would_change_is_refused_and_kept(string text)
    {
        File.WriteAllText(_workspace.At("a.yaml"), text);

        var ran = await _workspace.RunAsync("fmt", "a.yaml");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("BL0009: White space is content", ran.Error, StringComparison.Ordinal);
        Assert.Equal(text, _workspace.Read("a.yaml"));
    }

    [Theory]
    [InlineData("a:\n\t- 1\n", "BL1007")]
    [InlineData("a: [\n", "BL1006")]
    [InlineData("a: 1\na: 2\n", "BL1016")]
    [InlineData("# nothing\n", "BL1005")]
    [InlineData("- 1\n", "BL1103")]
    public async Task What_is_no_document_is_refused_with_its_place(string text, string code)
    {
        File.WriteAllText(_workspace.At("a.yaml"), text);

        var ran = await _workspace.RunAsync("fmt", "a.yaml");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"error {code}", ran.Error, StringComparison.Ordinal);
        Assert.Contains("at a.yaml:", ran.Error, StringComparison.Ordinal);
        Assert.Equal(text, _workspace.Read("a.yaml"));
    }

    public void Dispose() => _workspace.Dispose();
}

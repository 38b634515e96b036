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

    [Theory]
    [InlineData("a: 1  \nb: 2\n", "--- a.yaml\n+++ a.yaml in the usual layout\n@@ -1,2 +1,2 @@\n-a: 1  \n+a: 1\n b: 2\n")]
    [InlineData("a: 1\n\n\nb: 2\n", "--- a.yaml\n+++ a.yaml in the usual layout\n@@ -1,4 +1,3 @@\n a: 1\n \n-\n b: 2\n")]
    [InlineData("a: 1\r\nb: 2\r\n", "Only line breaks or the byte order mark differ.\n")]
    [InlineData("a: 1", "Only line breaks or the byte order mark differ.\n")]
    public async Task A_diff_shows_what_changes_and_with_check_what_would_change(string before, string diff)
    {
        File.WriteAllText(_workspace.At("a.yaml"), before);

        var wouldBe = await _workspace.RunAsync("fmt", "a.yaml", "--diff", "--check");
        var untouched = _workspace.Read("a.yaml");
        var written = await _workspace.RunAsync("fmt", "a.yaml", "--diff");
        var again = await _workspace.RunAsync("fmt", "a.yaml", "--diff");

        Assert.Equal((1, $"a.yaml\n{diff}"), (wouldBe.ExitCode, wouldBe.Output));
        Assert.Equal(before, untouched);
        Assert.Equal((0, $"a.yaml\n{diff}"), (written.ExitCode, written.Output));
        Assert.Equal((0, ""), (again.ExitCode, again.Output));
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

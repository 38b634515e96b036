using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>A file that is not there: where it was looked for, and what to type instead.</summary>
public sealed class MissingFileTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("plan --estate estate.json", "baseline.yaml", "baseline init --estate estate.json")]
    [InlineData("apply --emulator estate.json", "baseline.yaml", "baseline init --emulator estate.json")]
    [InlineData("plan -f mine.yaml --cloud usgov", "mine.yaml", "baseline init --cloud usgov --out mine.yaml")]
    [InlineData("validate", "baseline.yaml", "baseline init")]
    [InlineData("fmt", "baseline.yaml", "baseline init")]
    [InlineData("role", "baseline.yaml", "baseline init")]
    public async Task Without_any_document_the_directory_the_option_and_init_are_named(string command, string file, string init)
    {
        File.Delete(_workspace.At("baseline.yaml"));

        var ran = await _workspace.RunAsync(command.Split(' '));

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Equal(
            $"error BL1001: File cannot be read\n\n  There is no file \"{file}\" in {Path.GetDirectoryName(_workspace.At(file))}.\n"
                + $"  Fix: Name the document with -f, or write a first one:\n      {init}\n\n",
            ran.Error);
    }

    [Theory]
    [InlineData("plan --estate estate.json -f basline.yaml", "baseline plan --estate estate.json -f baseline.yaml")]
    [InlineData("validate basline.yaml", "baseline validate baseline.yaml")]
    [InlineData("fmt -f elsewhere.yaml", "baseline fmt -f baseline.yaml")]
    public async Task A_document_that_lies_beside_is_what_was_meant(string command, string meant)
    {
        var ran = await _workspace.RunAsync(command.Split(' '));

        Assert.Equal(1, ran.ExitCode);
        Assert.EndsWith($"  Fix: Did you mean \"baseline.yaml\"?\n      {meant}\n\n", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan --estate estat.json", "there is no such file in ", "Did you mean \"estate.json\"?")]
    [InlineData("show nothing-like-it.json", "there is no such file in ", "Check the path.")]
    [InlineData("show no/such/plan.json", "its folder does not exist", "Correct the path")]
    [InlineData("plan --estate estate.json --out no/such/plan.json", "its folder does not exist", "Correct the path, or make the folder.")]
    public async Task Another_file_is_missed_with_its_folder_and_the_nearest_name(string command, string what, string fix)
    {
        var ran = await _workspace.RunAsync(command.Split(' '));

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(what, ran.Error, StringComparison.Ordinal);
        Assert.Contains(fix, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan baseline.yaml --estate estate.json", "To name the document: baseline plan --estate estate.json -f baseline.yaml")]
    [InlineData("role plan baseline.yaml", "To name the document: baseline role plan -f baseline.yaml")]
    [InlineData("plan estate.json", "It is an estate file. To plan over it: baseline plan --estate estate.json")]
    [InlineData("init mine.yaml --estate estate.json", "To write the document there: baseline init --estate estate.json --out mine.yaml")]
    [InlineData("-v", "Did you mean \"--version\"?")]
    [InlineData("plan -v", "Did you mean \"--verbose\"?")]
    [InlineData("help paln", "Unknown command \"paln\". Did you mean \"plan\"?")]
    [InlineData("validate -f a.yaml b.yaml", "The document is named twice: with --file and without.")]
    public async Task A_command_line_in_the_form_of_another_tool_is_answered_with_the_right_form(string command, string right)
    {
        var ran = await _workspace.RunAsync(command.Split(' '));

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(right, ran.Error.Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help plan", "plan --help")]
    [InlineData("version", "--version")]
    [InlineData("validate baseline.yaml", "validate -f baseline.yaml")]
    [InlineData("fmt -f baseline.yaml --check", "fmt baseline.yaml --check")]
    public async Task Both_forms_of_a_command_do_the_same(string one, string other)
    {
        var (first, second) = (await _workspace.RunAsync(one.Split(' ')), await _workspace.RunAsync(other.Split(' ')));

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Equal(second, first);
    }

    public void Dispose() => _workspace.Dispose();
}

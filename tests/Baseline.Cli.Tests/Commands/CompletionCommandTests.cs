using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("bash", "complete -o default -F _baseline baseline")]
    [InlineData("zsh", "compdef _baseline baseline")]
    [InlineData("fish", "complete --command baseline ")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName baseline ")]
    public async Task A_shell_gets_its_own_script_that_asks_the_tool_and_sends_no_traces(string shell, string registers)
    {
        var terminal = new FakeTerminal();

        var code = await terminal.RunAsync("completion", shell);

        var script = terminal.Output.ToString();
        Assert.Equal(0, code);
        Assert.Equal("", terminal.Error.ToString());
        Assert.Equal(File.ReadAllText(Repo.PathOf("src", "Baseline.Cli", "Commands", "Completion", $"baseline.{shell}")), script);
        Assert.Contains($"baseline completion {shell}", script, StringComparison.Ordinal);
        Assert.Contains($"\n{registers}", script, StringComparison.Ordinal);
        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
        Assert.Contains("OTEL_SDK_DISABLED", script, StringComparison.Ordinal);
    }
}

using System.Collections;
using Baseline.Cli.Estates;
using Baseline.Controls;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class NamedCommandTests
{
    // The argument of `explain` is made with the ids of all controls.
    [Theory]
    [InlineData("--version")]
    [InlineData("version")]
    [InlineData("completion bash")]
    [InlineData("--no-color completion bash")]
    public async Task What_another_command_takes_is_not_made(string args)
    {
        var terminal = new FakeTerminal();
        var app = new BaselineApp(new EstateSource(), new ControlCatalogue(new Untouched(), ControlCatalogue.Product.Types));

        var code = await app.RunAsync(args.Split(' '), terminal.Connect(), TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (code, terminal.Error.ToString()));
        Assert.NotEqual("", terminal.Output.ToString());
    }

    [Theory]
    [InlineData("baseline val", "validate")]
    [InlineData("baseline help val", "validate")]
    [InlineData("baseline plan --aga", "--against")]
    [InlineData("baseline \"plan\" --aga", "--against")]
    [InlineData("baseline --no-color plan --aga", "--against")]
    [InlineData("baseline apply --expec", "--expect")]
    public async Task A_line_is_completed_with_all_that_its_command_takes(string line, params string[] words)
    {
        var terminal = new FakeTerminal();

        var code = await terminal.RunAsync($"[suggest:{line.Length}]", line);

        Assert.Equal(0, code);
        Assert.Equal(words.Order(), terminal.Output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    private sealed class Untouched : IReadOnlyList<ControlDefinition>
    {
        public int Count => throw NotAsked();

        public ControlDefinition this[int index] => throw NotAsked();

        public IEnumerator<ControlDefinition> GetEnumerator() => throw NotAsked();

        IEnumerator IEnumerable.GetEnumerator() => throw NotAsked();

        private static InvalidOperationException NotAsked() => new("The controls were looked at.");
    }
}

using System.Text;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Controls;
using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>Two writers of one estate file: nothing that either of them wrote is lost.</summary>
public sealed class EstateWritersTests : IDisposable
{
    private const string Other = "{ \"of\": \"somebody else\" }\n";
    private readonly Workspace _workspace = new();

    [Theory]
    [InlineData("apply --auto-approve --emulator estate.json")]
    [InlineData("apply --auto-approve --emulator link.json")]
    public async Task Where_another_run_writes_the_file_the_second_is_refused(string command)
    {
        File.CreateSymbolicLink(_workspace.At("link.json"), "estate.json");
        var before = _workspace.Read("estate.json");
        Ran ran;
        using (Held())
        {
            ran = await _workspace.RunAsync(command.Split(' '));
        }

        var after = await _workspace.RunAsync(command.Split(' '));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("BL0011: Estate file is in use", ran.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", ran.Error, StringComparison.Ordinal);
        Assert.NotEqual(before, _workspace.Read("estate.json"));
        Assert.Equal(0, after.ExitCode);
    }

    [Fact]
    public async Task Who_only_plans_waits_for_nobody()
    {
        using var held = Held();

        Assert.Equal(0, (await _workspace.RunAsync("plan", "--emulator", "estate.json")).ExitCode);
    }

    [Fact]
    public async Task A_file_that_changed_between_plan_and_approval_is_left_and_nothing_is_written()
    {
        using var answers = new Answers(() => File.WriteAllText(_workspace.At("estate.json"), Other));

        var (code, error) = await ApplyAsync(answers, TextWriter.Null);

        Assert.Equal(1, code);
        Assert.Contains("BL0012: Estate file changed", error, StringComparison.Ordinal);
        Assert.Equal(Other, _workspace.Read("estate.json"));
        Assert.False(Directory.Exists(_workspace.At(".baseline")));
    }

    [Fact]
    public async Task A_file_that_changed_during_the_writes_is_left_and_the_result_stands_beside_it()
    {
        var expected = await AppliedAsync();
        File.WriteAllText(_workspace.At("estate.json.1"), "taken");
        using var answers = new Answers(() => { });
        using var errors = new Told("[1/", () => File.WriteAllText(_workspace.At("estate.json"), Other));

        var (code, error) = await ApplyAsync(answers, errors);

        Assert.Equal(1, code);
        Assert.Contains("the estate after this run is in \"estate.json.2\"", error, StringComparison.Ordinal);
        Assert.Equal((Other, "taken"), (_workspace.Read("estate.json"), _workspace.Read("estate.json.1")));
        Assert.Equal(expected, _workspace.Read("estate.json.2"));
    }

    public void Dispose() => _workspace.Dispose();

    private FileStream Held() => new(_workspace.At("estate.json.lock"), FileMode.Create, FileAccess.Write, FileShare.None);

    private async Task<string> AppliedAsync()
    {
        var before = _workspace.Read("estate.json");
        await _workspace.RunAsync("apply", "--auto-approve", "--emulator", "estate.json");
        var after = _workspace.Read("estate.json");
        File.WriteAllText(_workspace.At("estate.json"), before);
        return after;
    }

    private async Task<(int Code, string Error)> ApplyAsync(TextReader answers, TextWriter alsoTo)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var both = new Both(error, alsoTo);
        var io = new IOContext(
            answers, output, both, new Terminal(true, false, true, null), _workspace.Clock, _workspace.At(""), name => name == "NO_COLOR" ? "1" : null);
        var code = await new BaselineApp(new EstateSource(), ControlCatalogue.Product).RunAsync(["apply", "--emulator", "estate.json"], io, TestContext.Current.CancellationToken);
        return (code, error.ToString());
    }

    private sealed class Answers(Action asked) : TextReader
    {
        public override string ReadLine()
        {
            asked();
            return "yes";
        }
    }

    private sealed class Told(string what, Action act) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(string? value)
        {
            if (value?.Contains(what, StringComparison.Ordinal) == true)
            {
                act();
            }
        }
    }

    private sealed class Both(TextWriter one, TextWriter other) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => one.Write(value);

        public override void Write(string? value)
        {
            one.Write(value);
            other.Write(value);
        }
    }
}

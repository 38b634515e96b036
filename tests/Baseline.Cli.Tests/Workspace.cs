using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.TestKit;

namespace Baseline.Cli.Tests;

/// <summary>What a command printed and returned.</summary>
public sealed record Ran(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard output.</summary>
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}

/// <summary>A folder of its own with the document and an example's estate, in which whole commands are run.</summary>
public sealed class Workspace : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("baseline-cli-").FullName;

    /// <summary>Prepares the folder.</summary>
    /// <param name="example">The example whose estate is copied.</param>
    public Workspace(string example = "conformity")
    {
        File.Copy(Repo.DocumentOf(example), At("baseline.yaml"));
        File.Copy(Repo.PathOf("examples", example, "estate.json"), At("estate.json"));
    }

    /// <summary>The folder.</summary>
    public string Root => _root;

    /// <summary>Moves with the tests, never by itself.</summary>
    public FixedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The environment variables that commands see beside NO_COLOR.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The path of a file of the folder.</summary>
    public string At(string name) => Path.Combine(_root, name);

    /// <summary>The text of a file of the folder.</summary>
    public string Read(string name) => File.ReadAllText(At(name));

    /// <summary>Replaces text in a file of the folder.</summary>
    public void Edit(string name, string before, string after)
    {
        var text = Read(name);
        Xunit.Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(At(name), text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>Runs a command line as a pipeline would: nothing is a terminal.</summary>
    public Task<Ran> RunAsync(params string[] args) => RunAsync(answer: null, args);

    /// <summary>Runs a command line with somebody at the terminal who gives an answer; null: as a pipeline would.</summary>
    public async Task<Ran> RunAsync(string? answer, string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(answer is null ? "" : $"{answer}\n");
        var isTerminal = answer is not null;
        var io = new IOContext(
            input, output, error, new Terminal(isTerminal, OutputIsTerminal: false, isTerminal, null), Clock, _root,
            name => name == "NO_COLOR" ? "1" : Variables.GetValueOrDefault(name));
        var code = await new BaselineApp(new EstateSource(), ControlCatalogue.Product).RunAsync(args, io, CancellationToken.None);
        return new Ran(code, output.ToString(), error.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);
}

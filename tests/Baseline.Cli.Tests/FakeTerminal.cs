using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Controls;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>A terminal with nobody, or somebody, in front of it.</summary>
public sealed class FakeTerminal
{
    /// <summary>Whether all three streams are a screen and a keyboard.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>What is typed; the end of the input follows.</summary>
    public string Typed { get; init; } = "";

    /// <summary>Columns.</summary>
    public int Width { get; init; } = 100;

    /// <summary>Where relative paths start.</summary>
    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    /// <summary>What time it is; it stands still where none is given.</summary>
    public TimeProvider Clock { get; init; } = new StillClock();

    /// <summary>Environment variables.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What was written to standard output.</summary>
    public StringWriter Output { get; } = new() { NewLine = "\n" };

    /// <summary>What was written to standard error.</summary>
    public StringWriter Error { get; } = new() { NewLine = "\n" };

    /// <summary>The terminal as a command sees it.</summary>
    public IOContext Connect() => new(
        new StringReader(Typed),
        Output,
        TextWriter.Synchronized(Error),
        new Terminal(IsTerminal, IsTerminal, IsTerminal, IsTerminal ? Width : null),
        Clock,
        WorkingDirectory,
        name => Variables.GetValueOrDefault(name));

    /// <summary>Runs a command line; returns the exit code.</summary>
    public Task<int> RunAsync(params string[] args) => RunAsync(new EstateSource(), args);

    /// <summary>Runs a command line over another estate.</summary>
    public Task<int> RunAsync(IEstateOpener opener, params string[] args) =>
        RunAsync(opener, TestContext.Current.CancellationToken, args);

    /// <summary>Runs a command line that can be cancelled.</summary>
    public Task<int> RunAsync(IEstateOpener opener, CancellationToken cancellationToken, params string[] args) =>
        new BaselineApp(opener, ControlCatalogue.Product).RunAsync(args, Connect(), cancellationToken);

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    }
}

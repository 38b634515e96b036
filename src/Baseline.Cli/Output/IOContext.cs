namespace Baseline.Cli.Output;

/// <summary>What the process is connected to.</summary>
/// <param name="InputIsTerminal">Whether somebody can answer.</param>
/// <param name="OutputIsTerminal">Whether the result is read on a screen.</param>
/// <param name="ErrorIsTerminal">Whether messages are read on a screen.</param>
/// <param name="Width">Columns of the screen; null where there is none.</param>
public sealed record Terminal(bool InputIsTerminal, bool OutputIsTerminal, bool ErrorIsTerminal, int? Width);

/// <summary>Everything that a command may touch outside itself, as values, so that it can be run whole in a test.</summary>
/// <param name="Input">Where answers come from.</param>
/// <param name="Output">Takes the result.</param>
/// <param name="Error">Takes messages and diagnostics.</param>
/// <param name="Terminal">What the three are connected to.</param>
/// <param name="Clock">The time.</param>
/// <param name="WorkingDirectory">Where relative paths start.</param>
/// <param name="Variable">Looks up an environment variable.</param>
public sealed record IOContext(
    TextReader Input,
    TextWriter Output,
    TextWriter Error,
    Terminal Terminal,
    TimeProvider Clock,
    string WorkingDirectory,
    Func<string, string?> Variable)
{
    /// <summary>What is being written and should be finished, even where the process is asked to end.</summary>
    public WritesUnderWay Writes { get; init; } = new();

    /// <summary>Whether a result can still be shown.</summary>
    public bool CanShow => Output is not TolerantWriter { Failure: not null };

    /// <summary>Whether a build server runs the process: nothing is asked and nothing is redrawn there.</summary>
    public bool IsCI => Variable("CI") is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether lines of what is printed may be taken for commands.</summary>
    public bool HasCommandsInLog => HostCommands.AreRead(Variable);

    /// <summary>Whether a question would be seen and could be answered.</summary>
    public bool CanAsk => Terminal.InputIsTerminal && Terminal.ErrorIsTerminal && !IsCI;

    /// <summary>The full path of a path as the user gave it.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, WorkingDirectory);
}

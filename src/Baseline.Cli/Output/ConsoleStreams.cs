using Baseline.Diagnostics;

namespace Baseline.Cli.Output;

/// <summary>The output and error streams of a command: the result goes to standard output, everything else to standard error.</summary>
/// <param name="io">What the process is connected to.</param>
/// <param name="display">How it was asked to show things.</param>
public sealed class ConsoleStreams(IOContext io, DisplayArguments display)
{
    /// <summary>How it was asked to show things.</summary>
    public DisplayArguments Display => display;

    /// <summary>The colours of standard output.</summary>
    public Palette OutputPalette { get; } = Palette.For(io, io.Terminal.OutputIsTerminal, display.NoColor);

    /// <summary>The colours of standard error.</summary>
    public Palette ErrorPalette { get; } = Palette.For(io, io.Terminal.ErrorIsTerminal, display.NoColor);

    /// <summary>Columns in which prose on standard output is wrapped.</summary>
    public int? OutputWidth => io.Terminal.OutputIsTerminal ? io.Terminal.Width : null;

    private int? ErrorWidth => io.Terminal.ErrorIsTerminal ? io.Terminal.Width : null;

    /// <summary>A page for standard output.</summary>
    public TextPage Page() => new(OutputPalette, OutputWidth);

    /// <summary>Writes a part of the result, text for people, to standard output.</summary>
    public void WriteOutput(string text) => io.Output.Write(io.HasCommandsInLog ? HostCommands.Broken(text) : text);

    /// <summary>
    /// Writes a whole result that a program reads to standard output, the same everywhere: no build server finds a command in it.
    /// </summary>
    public void WriteData(string text) => io.Output.Write(HostCommands.BrokenData(text));

    /// <summary>The same for JSON that is too long to be kept whole.</summary>
    /// <param name="write">Writes it as UTF-8.</param>
    public void WriteJson(Action<Stream> write)
    {
        using var lines = new JsonLineStream(io.Output);
        write(lines);
    }

    /// <summary>Writes commands to the build server to standard output, which hold nothing that comes from outside.</summary>
    public void WriteHostCommands(string lines) => io.Output.Write(lines);

    /// <summary>Writes one line to standard error.</summary>
    public void WriteMessage(string line, Tone tone = Tone.Plain) =>
        io.Error.Write(new TextPage(ErrorPalette).Line(line, tone).ToString());

    /// <summary>
    /// Writes sentences to standard error, wrapped; a line that is indented is a command to copy, and stays as it is.
    /// </summary>
    public void WriteProse(string text) => io.Error.Write(new TextPage(ErrorPalette, ErrorWidth).Paragraphs(text, "").ToString());

    /// <summary>Writes one entry of a list to standard error, wrapped beneath its own beginning.</summary>
    public void WriteEntry(string text, Tone tone) =>
        io.Error.Write(new TextPage(ErrorPalette, ErrorWidth).Prose(text, "", "  ", tone).ToString());

    /// <summary>Writes diagnostics to standard error.</summary>
    public void Report(params IReadOnlyList<Diagnostic> diagnostics) =>
        io.Error.Write(DiagnosticRenderer.Render(
            display.Verbose ? diagnostics : [.. diagnostics.Select(diagnostic => diagnostic with { Background = null })],
            display.Diagnostics,
            ErrorPalette,
            ErrorWidth,
            display.Verbose));
}

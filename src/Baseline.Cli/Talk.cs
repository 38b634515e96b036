using Baseline.Cli.Arguments;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;

namespace Baseline.Cli;

/// <summary>What a command says: the result on standard output, everything else on standard error.</summary>
public sealed class Talk(IOContext io, DisplayArguments display)
{
    /// <summary>How it was asked to talk.</summary>
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

    /// <summary>Writes a result.</summary>
    public void Show(string text) => io.Output.Write(text);

    /// <summary>Says one line beside the result.</summary>
    public void Say(string line, Tone tone = Tone.Plain) =>
        io.Error.Write(new TextPage(ErrorPalette).Line(line, tone).ToString());

    /// <summary>Shows diagnostics.</summary>
    public void Report(params IReadOnlyList<Diagnostic> diagnostics) =>
        io.Error.Write(DiagnosticRenderer.Render(diagnostics, display.Diagnostics, ErrorPalette, ErrorWidth));
}

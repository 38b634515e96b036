using System.CommandLine;
using Baseline.Cli.Output;

namespace Baseline.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class DisplayOptions
{
    private readonly Option<bool> _verbose = new("--verbose")
    {
        Description = "Show folded items, and log every request to Azure on standard error.",
        Recursive = true,
    };

    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colours.", Recursive = true };

    private readonly Option<bool> _ids = new("--ids")
    {
        Description = "Show whole resource ids instead of names, in text and Markdown.",
        Recursive = true,
    };

    private readonly Option<string> _diagnostics =
        OptionFactory.Of("--diagnostics", "How errors and warnings are shown.", "text", "line");

    public void AddTo(Command command)
    {
        _diagnostics.Recursive = true;
        command.Options.Add(_diagnostics);
        command.Options.Add(_verbose);
        command.Options.Add(_noColor);
        command.Options.Add(_ids);
    }

    public DisplayArguments Read(ParseResult result) => new(
        result.GetValue(_verbose),
        result.GetValue(_noColor),
        result.GetValue(_diagnostics) == "line" ? DiagnosticForm.Line : DiagnosticForm.Text)
    {
        WholeIds = result.GetValue(_ids),
    };

    /// <summary>The same for a command line that was not understood.</summary>
    public static DisplayArguments Default { get; } = new(Verbose: false, NoColor: false, DiagnosticForm.Text);
}

using System.CommandLine;

namespace Baseline.Cli.Commands;

/// <summary>The option that shows bodies as unified diffs.</summary>
internal sealed class DiffOption
{
    private readonly Option<bool> _diff = new("--diff")
    {
        Description = "In the text, show each change as a unified diff of what is sent, "
            + "and what --against finds different in the document.",
    };

    public void AddTo(Command command) => command.Options.Add(_diff);

    public bool Read(ParseResult result) => result.GetValue(_diff);
}

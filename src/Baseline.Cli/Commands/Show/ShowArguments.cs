using System.CommandLine;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands.Show;

/// <summary>What <c>baseline show</c> was asked for.</summary>
/// <param name="PlanFile">The saved plan.</param>
/// <param name="Document">The document, to point into it; null where none is named.</param>
/// <param name="Formats">In which forms it is shown.</param>
/// <param name="Diff">Whether the text shows unified diffs.</param>
public sealed record ShowArguments(string PlanFile, string? Document, IReadOnlyList<FormatRequest> Formats, bool Diff);

/// <summary>The options of <c>baseline show</c>.</summary>
internal sealed class ShowOptions
{
    private readonly FileArgument<string> _planFile = new(
        "plan.json", "the saved plan", "A plan saved by `baseline plan --out`.", ArgumentArity.ExactlyOne);

    private readonly FileOption _document = new(
        FileUse.Input, TypedCommand.Document, "The document that the plan was made from, so that SARIF can point to its lines.", "-f");

    private readonly FormatOption _format = new();
    private readonly DiffOption _diff = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_planFile);
        command.Options.Add(_document);
        command.Options.Add(new AllowOutsideOption());
        _format.AddTo(command);
        _diff.AddTo(command);
    }

    public ShowArguments Read(ParseResult result) => new(
        result.GetRequiredValue(_planFile), result.GetValue(_document), _format.Read(result), _diff.Read(result));
}

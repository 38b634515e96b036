using System.CommandLine;
using Baseline.Cli.Files;
using Baseline.Plans;
using Baseline.Selecting;

namespace Baseline.Cli.Commands.Show;

/// <summary>What <c>baseline show</c> was asked for.</summary>
/// <param name="PlanFile">The saved plan.</param>
/// <param name="Document">The document, to point into it; null where none is named.</param>
/// <param name="Formats">In which forms it is shown.</param>
/// <param name="Diff">Whether the text shows unified diffs.</param>
/// <param name="Only">The findings that are shown, with the changes that serve them.</param>
public sealed record ShowArguments(
    string PlanFile, string? Document, IReadOnlyList<FormatRequest> Formats, bool Diff, SelectorSet Only);

/// <summary>The options of <c>baseline show</c>.</summary>
/// <param name="words">What completes the values of a part.</param>
internal sealed class ShowOptions(DocumentWords words)
{
    // What is made to be applied, released or kept holds all of a plan, as its digest does.
    private static readonly string[] WholePlan = ["json", "markdown", "html"];

    private readonly FileArgument<string> _planFile = new(
        "plan.json", "the saved plan", "A plan saved by `baseline plan --out`.", ArgumentArity.ExactlyOne);

    private readonly FileOption _document = new(
        FileUse.Input, TypedCommand.Document, "The document that the plan was made from, so that SARIF can point to its lines.", "-f");

    private readonly OnlyOption _only = new(
        "Show some findings alone, with their changes: kind=value, * for any text, ? for one character. May be repeated.",
        words,
        [.. PlanExcerpt.Kinds]);

    private readonly FormatOption _format = new();
    private readonly DiffOption _diff = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_planFile);
        command.Options.Add(_document);
        command.Options.Add(new AllowOutsideOption());
        _format.AddTo(command);
        _diff.AddTo(command);
        command.Options.Add(_only);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_only) is not null && _format.NamesIn(result).FirstOrDefault(WholePlan.Contains) is { } format)
            {
                result.AddError($"--only can't be given with --format {format}, which is for the whole plan.");
            }
        });
    }

    public ShowArguments Read(ParseResult result) => new(
        result.GetRequiredValue(_planFile), result.GetValue(_document), _format.Read(result), _diff.Read(result), _only.Read(result));
}

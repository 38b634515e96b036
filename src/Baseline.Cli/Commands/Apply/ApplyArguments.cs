using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Selecting;

namespace Baseline.Cli.Commands.Apply;

/// <summary>What <c>baseline apply</c> was asked for.</summary>
/// <param name="PlanFile">The saved plan; null: a plan is made.</param>
/// <param name="Document">The document's path.</param>
/// <param name="Estate">Where the estate is.</param>
/// <param name="AutoApprove">Whether nobody is asked.</param>
/// <param name="Expect">The digest of the only plan that is wanted; null: any.</param>
/// <param name="Journal">The journal's path; null: the default one.</param>
/// <param name="AllowOverLimits">Why the document's limits are set aside; null: they are not.</param>
/// <param name="FailOn">Which of what remains to be done has an exit code of its own.</param>
public sealed record ApplyArguments(
    string? PlanFile,
    string Document,
    EstateArguments Estate,
    bool AutoApprove,
    string? Expect,
    string? Journal,
    string? AllowOverLimits,
    ExitConditions FailOn)
{
    /// <summary>Where the numbers of the plan are told to the pipeline; empty: nowhere.</summary>
    public IReadOnlyList<OutputsRequest> Outputs { get; init; } = [];

    /// <summary>The part that a plan is made for; everything by default. A saved plan says itself for which part it is.</summary>
    public Selection Part { get; init; } = Selection.Everything;
}

/// <summary>The options of <c>baseline apply</c>.</summary>
/// <param name="words">What completes the values of a part.</param>
internal sealed partial class ApplyOptions(DocumentWords words)
{
    private readonly DocumentOption _document = new();
    private readonly EstateOptions _estate = new();
    private readonly FileArgument<string?> _planFile = new(
        "plan.json",
        "the saved plan",
        "A plan saved by `baseline plan --out`: exactly it is applied. Without one, a plan is made, shown and asked for.",
        ArgumentArity.ZeroOrOne);

    private readonly Option<bool> _autoApprove = new("--auto-approve") { Description = "Apply without asking, for pipelines." };
    private readonly Option<string?> _expect = new("--expect")
    {
        Description = "Refuse any plan but the one with this digest.",
        HelpName = "sha256:…",
        CustomParser = Digest,
    };

    private readonly FileOption _journal = new(
        FileUse.Output, "--journal", "Where the run is recorded; by default below .baseline/runs beside the document.");

    private readonly Option<string?> _allowOverLimits = OptionFactory.OverLimits();

    private readonly PartOptions _part = new(words);
    private readonly FailOnOption _failOn = new();
    private readonly OutputsOption _outputs = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_planFile);
        _document.AddTo(command);
        _estate.AddTo(command, isReadOnly: false);
        _part.AddTo(command, _planFile);
        command.Options.Add(_autoApprove);
        command.Options.Add(_expect);
        command.Options.Add(_journal);
        command.Options.Add(_allowOverLimits);
        _failOn.AddTo(command);
        _outputs.AddTo(command);
    }

    public ApplyArguments Read(ParseResult result) => new(
        result.GetValue(_planFile),
        _document.Read(result),
        _estate.Read(result),
        result.GetValue(_autoApprove),
        result.GetValue(_expect),
        result.GetValue(_journal),
        result.GetValue(_allowOverLimits),
        _failOn.Read(result))
    {
        Outputs = _outputs.Read(result),
        Part = _part.Read(result),
    };

    private static string? Digest(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!DigestForm().IsMatch(text))
        {
            result.AddError($"--expect can't be \"{text}\": it is sha256: and 64 hexadecimal digits in lower case.");
        }

        return text;
    }

    [GeneratedRegex(@"\Asha256:[0-9a-f]{64}\z")]
    private static partial Regex DigestForm();
}

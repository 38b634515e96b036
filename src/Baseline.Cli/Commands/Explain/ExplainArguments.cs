using System.CommandLine;
using Baseline.Cli.Estates;
using Baseline.Controls;

namespace Baseline.Cli.Commands.Explain;

/// <summary>What <c>baseline explain</c> was asked for.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">The id of a judged resource, or its name, also as plans print it.</param>
/// <param name="Document">The document's path.</param>
/// <param name="Estate">Where the estate is.</param>
public sealed record ExplainArguments(string Control, string Resource, string Document, EstateArguments Estate);

/// <summary>The options of <c>baseline explain</c>.</summary>
internal sealed class ExplainOptions
{
    // Without a name of its own the help would list all ids here.
    private readonly Argument<string> _control = new("control")
    {
        Description = "The control's id, as `baseline controls` lists it.",
        HelpName = "control",
    };

    private readonly Argument<string> _resource = new("resource");
    private readonly DocumentOption _document = new();
    private readonly EstateOptions _estate = new();

    /// <summary>The options; the ids of the catalogue complete the first argument.</summary>
    public ExplainOptions(ControlCatalogue catalogue)
    {
        _control.CompletionSources.Add([.. catalogue.All.Select(control => control.Id)]);
        _resource.Description =
            $"The name of a judged resource as plans print it, such as \"sql-shop / shop\", or its id, as in: "
                + $"baseline explain {catalogue.All[0].Id} kv-pay-api";
    }

    public void AddTo(Command command)
    {
        command.Arguments.Add(_control);
        command.Arguments.Add(_resource);
        _document.AddTo(command);
        _estate.AddTo(command, isReadOnly: true);
    }

    public ExplainArguments Read(ParseResult result) => new(
        result.GetRequiredValue(_control), result.GetRequiredValue(_resource), _document.Read(result), _estate.Read(result));
}

using System.CommandLine;
using Baseline.Standards;

namespace Baseline.Cli.Commands.Controls;

/// <summary>What <c>baseline controls</c> was asked for.</summary>
/// <param name="AsJson">Whether the list is wanted as JSON.</param>
/// <param name="Standard">The standard whose numbers are wanted; null: the controls themselves.</param>
/// <param name="Document">The document, which says what of the standard is wanted.</param>
/// <param name="DocumentIsGiven">Whether the command line names it: then it must be there.</param>
public sealed record ControlsArguments(bool AsJson, Standard? Standard, string Document, bool DocumentIsGiven);

/// <summary>The options of <c>baseline controls</c>.</summary>
internal sealed class ControlsOptions
{
    private readonly Option<string> _format = OptionFactory.Of("--format", "The form of the list.", "text", "json");
    private readonly DocumentOption _document = new();
    private readonly Option<string?> _standard = OptionFactory.OptionalWord(
        "--standard",
        "Show what a standard asks for, and what of it the document covers.",
        [.. StandardCatalogue.Standards.Select(standard => standard.Id)]);

    public void AddTo(Command command)
    {
        _document.AddTo(command);
        command.Options.Add(_standard);
        command.Options.Add(_format);
        command.Validators.Add(result =>
        {
            if (_document.IsGiven(result) && result.GetResult(_standard) is null)
            {
                result.AddError("--file is for --standard alone: the list of all controls is the same for every document.");
            }
        });
    }

    public ControlsArguments Read(ParseResult result) => new(
        result.GetValue(_format) == "json",
        result.GetValue(_standard) is { } id ? StandardCatalogue.Find(id) : null,
        _document.Read(result),
        _document.IsGiven(result));
}

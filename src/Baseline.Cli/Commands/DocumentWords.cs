using System.CommandLine;
using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Selecting;

namespace Baseline.Cli.Commands;

/// <summary>
/// What the document of a command line that is being typed knows, for completion. Nothing is said and nothing else is read.
/// </summary>
/// <param name="io">The world outside.</param>
/// <param name="catalogue">The controls of the tool.</param>
internal sealed class DocumentWords(IOContext io, ControlCatalogue catalogue)
{
    /// <summary>The waves of the rollout.</summary>
    public IEnumerable<string> Waves(ParseResult typed) => DocumentOf(typed)?.Rollout.Select(wave => wave.Name) ?? [];

    /// <summary>The values of a kind of condition, so far as a document tells them.</summary>
    public IEnumerable<string> ValuesOf(SelectorKind kind, ParseResult typed)
    {
        var document = DocumentOf(typed);
        return kind switch
        {
            SelectorKind.Control => document?.Controls.Select(control => control.Control) ?? catalogue.All.Select(control => control.Id),
            SelectorKind.Subscription => document?.Scope.Subscriptions ?? [],
            SelectorKind.Type => document is null ? []
                : catalogue.ControlsOf(document).SelectMany(control => control.JudgedTypes).Distinct(),
            SelectorKind.ResourceGroup or SelectorKind.Resource or SelectorKind.Tag => [],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of selector."),
        };
    }

    private BaselineDocument? DocumentOf(ParseResult typed) =>
        new BaselineReader(new FileDocumentSource(io.WorkingDirectory), catalogue.All)
            .Read(TypedCommand.Of(typed).ValueOf(TypedCommand.Document) ?? DocumentOption.DefaultPath)
            .Value;
}

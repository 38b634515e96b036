using System.CommandLine;

namespace Baseline.Cli.Commands.Schema;

/// <summary>What <c>baseline schema</c> was asked for.</summary>
/// <param name="Kind">document, plan or journal.</param>
public sealed record SchemaArguments(string Kind)
{
    /// <summary>The kind whose schema is put together from the controls; the default.</summary>
    public const string Document = "document";
}

/// <summary>The argument of <c>baseline schema</c>.</summary>
internal sealed class SchemaOptions
{
    private readonly Argument<string?> _kind = OptionFactory.Argument<string?>(
        "kind",
        "Of what: document (also when left out), plan, or journal (of each of its lines).",
        "There is no schema of",
        ArgumentArity.ZeroOrOne,
        SchemaArguments.Document, "plan", "journal");

    public void AddTo(Command command) => command.Arguments.Add(_kind);

    public SchemaArguments Read(ParseResult result) => new(result.GetValue(_kind) ?? SchemaArguments.Document);
}

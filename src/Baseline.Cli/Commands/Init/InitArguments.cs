using System.CommandLine;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Selecting;
using Baseline.Standards;

namespace Baseline.Cli.Commands.Init;

/// <summary>The arguments of <c>baseline init</c>.</summary>
/// <param name="Out">Where the document is written; <c>-</c> is standard output.</param>
/// <param name="Force">Whether a document that is there is replaced.</param>
/// <param name="Subscriptions">What it is to cover, by GUID or display name; none: everything that can be read.</param>
/// <param name="Only">The part that is read and covered: conditions on subscriptions.</param>
/// <param name="Estate">Where the estate is.</param>
public sealed record InitArguments(
    string Out, bool Force, IReadOnlyList<string> Subscriptions, SelectorSet Only, EstateArguments Estate)
{
    /// <summary>The standard that the document is to cover; null, the default, for none in particular.</summary>
    public Standard? Standard { get; init; }

    /// <summary>Whether the document is printed.</summary>
    public bool IsPrinted => Out == "-";
}

/// <summary>The options of <c>baseline init</c>.</summary>
/// <param name="words">What completes the values of a part.</param>
internal sealed class InitOptions(DocumentWords words)
{
    public const string DefaultPath = "baseline.yaml";

    private readonly FileOption _out = new(FileUse.Output, "--out", "Where the document is written; - prints it.", "-o")
    {
        Printed = "-",
        WritesDocument = true,
    };

    private readonly Option<bool> _force = new("--force") { Description = "Replace a document that is there." };
    private readonly Option<string[]> _subscriptions = OptionFactory.Subscriptions(
        "A subscription to cover; without it all that can be read. May be repeated.");

    private readonly OnlyOption _only = new(
        "Cover some subscriptions alone: subscription=value, * for any text. May be repeated.", words, SelectorKind.Subscription);

    private readonly Option<string?> _standard = OptionFactory.OptionalWord(
        "--standard",
        "Propose what a standard asks for, as far as a control can hold it, and no more.",
        [.. StandardCatalogue.Standards.Select(standard => standard.Id)]);

    private readonly EstateOptions _estate = new();

    public void AddTo(Command command)
    {
        _out.DefaultValueFactory = _ => DefaultPath;
        command.Options.Add(_out);
        command.Options.Add(_force);
        command.Options.Add(_subscriptions);
        command.Options.Add(_only);
        command.Options.Add(_standard);
        _estate.AddTo(command, isReadOnly: true);
    }

    public InitArguments Read(ParseResult result) => new(
        result.GetValue(_out) ?? DefaultPath,
        result.GetValue(_force),
        result.GetValue(_subscriptions) ?? [],
        _only.Read(result),
        _estate.Read(result))
    {
        Standard = result.GetValue(_standard) is { } id ? StandardCatalogue.Find(id) : null,
    };
}

using System.Collections.Concurrent;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Standards;

namespace Baseline.Cli.Formats;

/// <summary>The numbers of standards that the controls of a document judge, in words.</summary>
/// <param name="document">The document; null where only a saved plan is at hand: then what any document with the control covers.</param>
public sealed class StandardNumbersText(BaselineDocument? document)
{
    private readonly ConcurrentDictionary<string, string> _ofControls = new(StringComparer.Ordinal);

    /// <summary>The newest version of each standard.</summary>
    public static IReadOnlyList<Standard> Newest { get; } =
        [.. StandardCatalogue.Standards.GroupBy(standard => standard.Family).Select(versions => versions.Last())];

    /// <summary>The numbers that a control judges, of the newest version of each standard; empty where it judges none.</summary>
    public string Of(string control) => _ofControls.GetOrAdd(control, id => Text(id, []));

    /// <summary>The same for one finding: a verdict says nothing of the numbers that ask for a part that is exempt.</summary>
    public string Of(Finding finding) => finding.ExemptParts is { Count: > 0 } parts
        ? Text(finding.Control, [.. parts.SelectMany(applied => applied.Parts)])
        : Of(finding.Control);

    /// <summary>The numbers of one standard that a control judges, in their order.</summary>
    /// <param name="control">The control's id.</param>
    /// <param name="standard">The standard.</param>
    public IReadOnlyList<string> Of(string control, Standard standard) => Of(control, standard, []);

    private IReadOnlyList<string> Of(string control, Standard standard, IReadOnlyCollection<string> exempt) =>
        StandardCoverage.Judged(control, standard, document, exempt);

    private string Text(string control, IReadOnlyCollection<string> exempt) => string.Join("; ", Newest
        .Select(standard => (standard.Id, Numbers: Of(control, standard, exempt)))
        .Where(pair => pair.Numbers.Count > 0)
        .Select(pair => $"{pair.Id} {string.Join(' ', pair.Numbers)}"));
}

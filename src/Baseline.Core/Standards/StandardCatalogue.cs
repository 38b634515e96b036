using Baseline.Files;

namespace Baseline.Standards;

/// <summary>What standards ask for of Azure's logs, and which control holds it: the file <c>standards.txt</c> beside this class.</summary>
public sealed class StandardCatalogue
{
    private const string Resource = "Baseline.Standards.standards.txt";
    private const string Nobody = "-";

    private static readonly Lazy<StandardCatalogue> Embedded =
        new(() => Parse(EmbeddedText.Read(typeof(StandardCatalogue).Assembly, Resource)));

    private StandardCatalogue(IReadOnlyList<StandardLine> lines) => Lines = lines;

    /// <summary>What this release knows.</summary>
    public static StandardCatalogue Product => Embedded.Value;

    /// <summary>The standards, in the order in which they are listed.</summary>
    public static IReadOnlyList<Standard> Standards { get; } =
    [
        .. new[] { "2.0", "2.1", "3.0", "4.0", "5.0", "6.0" }.Select(version =>
            new Standard($"cis-{version}", $"CIS Microsoft Azure Foundations Benchmark {version}")),
        new Standard("mcsb", "Microsoft cloud security benchmark"),
        new Standard("conformity", "Trend Micro Cloud One Conformity, rules for Azure"),
    ];

    /// <summary>All that any standard asks for, in the order of the file.</summary>
    public IReadOnlyList<StandardLine> Lines { get; }

    /// <summary>The standard of an id, in any letter case; null where there is none.</summary>
    public static Standard? Find(string id) =>
        Standards.FirstOrDefault(standard => standard.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a standard asks for, each number by itself, in the order of the numbers.</summary>
    public IReadOnlyList<(string Number, StandardLine Line)> Of(Standard standard) =>
    [
        .. Lines
            .SelectMany(line => line.Numbers.GetValueOrDefault(standard.Id, []).Select(number => (Number: number, Line: line)))
            .OrderBy(pair => pair.Number, StandardNumbers.Order),
    ];

    /// <summary>
    /// What of a control a document must want for all that a standard asks for, each part once; empty where the control itself is enough;
    /// null where the standard asks for nothing that the control holds.
    /// </summary>
    /// <param name="control">The control's id.</param>
    /// <param name="standard">The standard.</param>
    public IReadOnlyList<string>? PartsOf(string control, Standard standard) =>
        Lines.Where(line => line.Control == control && line.Numbers.ContainsKey(standard.Id)).ToList() is { Count: > 0 } lines
            ? [.. lines.SelectMany(line => line.Parts).Distinct()]
            : null;

    /// <summary>Reads the form of <c>standards.txt</c>, which says itself what its lines mean.</summary>
    /// <exception cref="FormatException">A line is neither a comment nor what a standard asks for.</exception>
    public static StandardCatalogue Parse(string text) => new(
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(LineOf),
    ]);

    private static StandardLine LineOf(string line)
    {
        if (line.Split(" | ") is not [var who, var requirement, var numbers, .. var why]
            || why.Length != (who == Nobody ? 1 : 0))
        {
            throw new FormatException($"\"{line}\" is not what a standard asks for.");
        }

        var holder = who.Split(':');
        return new StandardLine(requirement, numbers.Split("; ").Select(NumbersOf).ToDictionary())
        {
            Control = who == Nobody ? null : holder[0],
            Parts = holder is [_, var parts] ? parts.Split(',') : [],
            WhyNot = why.FirstOrDefault(),
        };
    }

    private static KeyValuePair<string, IReadOnlyList<string>> NumbersOf(string text) =>
        text.Split(' ') is [var id, _, ..] words && Find(id) is { } standard
            ? KeyValuePair.Create<string, IReadOnlyList<string>>(standard.Id, words[1..])
            : throw new FormatException($"\"{text}\" is no standard and its numbers.");
}

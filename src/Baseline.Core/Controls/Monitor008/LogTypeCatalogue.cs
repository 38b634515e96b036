using Baseline.Files;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// The resource types that are known to have logs, with their categories. It is what is known beforehand: where a resource says itself
/// what it offers, that holds.
/// </summary>
public sealed class LogTypeCatalogue
{
    private const char Indent = '\t';
    private const string Charged = "$";

    private static readonly Lazy<LogTypeCatalogue> Embedded =
        new(() => Parse(EmbeddedText.Read(typeof(LogTypeCatalogue).Assembly, "Baseline.Controls.Monitor008.log-types.txt")));

    private readonly Dictionary<string, LogType> _types;

    private LogTypeCatalogue(IEnumerable<LogType> types) =>
        _types = types.ToDictionary(type => type.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What this release knows: the file <c>log-types.txt</c> beside this class.</summary>
    public static LogTypeCatalogue Product => Embedded.Value;

    /// <summary>All types, sorted by name.</summary>
    public IReadOnlyCollection<LogType> All => _types.Values;

    /// <summary>The type of a name, in any letter case; null where it is not known to have logs.</summary>
    public LogType? Find(string type) => _types.GetValueOrDefault(type);

    /// <summary>Reads the form of <c>log-types.txt</c>, which says itself what its lines mean.</summary>
    /// <exception cref="FormatException">A line is neither a comment, nor a type, nor a category of a type.</exception>
    public static LogTypeCatalogue Parse(string text)
    {
        var types = new List<(string Name, List<LogCategory> Categories)>();
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != Indent)
            {
                types.Add((line, []));
            }
            else if (types.Count > 0 && line[1..].Split(Indent) is [var name, var charge, .. var table])
            {
                types[^1].Categories.Add(new LogCategory(name, charge == Charged, table.FirstOrDefault()));
            }
            else
            {
                throw new FormatException($"\"{line.Trim()}\" is not a category of a type.");
            }
        }

        return new LogTypeCatalogue(types.Select(type => new LogType(type.Name, type.Categories)));
    }
}

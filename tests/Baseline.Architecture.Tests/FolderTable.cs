namespace Baseline.Architecture.Tests;

/// <summary>
/// Which folder of src may use which. A line is <c>FOLDER: FOLDER FOLDER</c>, each <c>PROJECT/PATH</c>; <c>PROJECT/.</c> is the
/// files that lie in the project's own folder. What stands before the colon may also be a single file, or <c>PATH/*</c>: each
/// folder in PATH by itself, which may then not use the ones beside it. After the colon a name that doesn't start with a project is of the same
/// project, and <c>PATH/*</c> all folders in PATH. Folders without a line of their own belong to the folder that they lie in.
/// </summary>
internal sealed class FolderTable
{
    private readonly Dictionary<string, string[]> _lines = new(StringComparer.Ordinal);

    private FolderTable()
    {
    }

    /// <summary>What stands before a colon, in the order of the file.</summary>
    public IReadOnlyCollection<string> Folders => _lines.Keys;

    /// <summary>Reads a table; lines that start with # say something to the reader only.</summary>
    public static FolderTable Parse(string text)
    {
        var table = new FolderTable();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in lines.Where(line => !line.StartsWith('#')))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var folder = line[..colon];
            var project = folder[..folder.IndexOf('/', StringComparison.Ordinal)];
            var used = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            table._lines.Add(folder, [.. used.Select(name => IsWhole(name) ? name : $"{project}/{name}")]);
        }

        return table;
    }

    /// <summary>What a line allows.</summary>
    public IReadOnlyList<string> AllowedTo(string folder) => _lines[folder];

    /// <summary>The line that a file is under, and the folder that it counts as; null where no line is about it.</summary>
    /// <param name="file">From the folder src, like <c>Baseline.Core/Plans/Plan.cs</c>.</param>
    public (string Line, string Folder)? PlaceOf(string file)
    {
        var path = file["Baseline.".Length..];
        if (_lines.ContainsKey(path))
        {
            return (path, path);
        }

        var folder = path[..path.LastIndexOf('/')];
        if (!folder.Contains('/', StringComparison.Ordinal))
        {
            return _lines.ContainsKey($"{folder}/.") ? ($"{folder}/.", $"{folder}/.") : null;
        }

        for (; folder.Contains('/', StringComparison.Ordinal); folder = folder[..folder.LastIndexOf('/')])
        {
            var siblings = $"{folder[..folder.LastIndexOf('/')]}/*";
            if (_lines.ContainsKey(folder) || _lines.ContainsKey(siblings))
            {
                return (_lines.ContainsKey(folder) ? folder : siblings, folder);
            }
        }

        return null;
    }

    /// <summary>Whether what lies in one place may use what lies in the other.</summary>
    public bool Allows((string Line, string Folder) from, (string Line, string Folder) to) =>
        from.Folder == to.Folder || _lines[from.Line].Contains(to.Line) || _lines[from.Line].Contains(to.Folder);

    private static bool IsWhole(string name) => Product.Names.Any(project => name.StartsWith($"{project}/", StringComparison.Ordinal));
}

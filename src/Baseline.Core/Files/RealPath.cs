namespace Baseline.Files;

/// <summary>The path of a file without links in it.</summary>
public static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The path that every link on the way leads to; what does not exist yet stays as it is written.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">The links lead in a circle, or one can't be read.</exception>
    public static string Of(string path)
    {
        var root = RootOf(path);
        var at = root;
        var rest = new Stack<string>();
        Push(rest, path[root.Length..]);
        for (var links = 0; rest.TryPop(out var name);)
        {
            if (name == "..")
            {
                at = Path.GetDirectoryName(at) ?? at;
                continue;
            }

            var next = Path.Combine(at, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"More than {MostLinks} links lead on from one to the next.");
            }

            at = Path.IsPathRooted(target) ? RootOf(target) : at;
            Push(rest, Path.IsPathRooted(target) ? target[at.Length..] : target);
        }

        return at;
    }

    /// <summary>Whether a path is a folder or lies in it.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="folder">A full path.</param>
    public static bool IsWithin(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".."
            && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !Path.IsPathRooted(relative);
    }

    private static string RootOf(string path) =>
        Path.GetPathRoot(path) is { Length: > 0 } root ? root : throw new ArgumentException("The path is not full.", nameof(path));

    private static void Push(Stack<string> rest, string path)
    {
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        foreach (var name in path.Split(separators, StringSplitOptions.RemoveEmptyEntries).Reverse().Where(name => name != "."))
        {
            rest.Push(name);
        }
    }
}

namespace Baseline.Files;

/// <summary>The work tree of git in which something lies.</summary>
public static class GitWorkTree
{
    /// <summary>The name of the folder, or of the file in a linked work tree, that git keeps in the root.</summary>
    public const string Marker = ".git";

    /// <summary>The root of the work tree that a folder lies in; null where it lies in none.</summary>
    /// <param name="folder">The folder's full path.</param>
    public static string? RootOf(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (Path.Exists(Path.Combine(above, Marker)))
            {
                return above;
            }
        }

        return null;
    }
}

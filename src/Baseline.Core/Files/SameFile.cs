namespace Baseline.Files;

/// <summary>Tells whether two paths name one file.</summary>
public static class SameFile
{
    /// <summary>
    /// Whether two paths name one file: with links followed, by the number that the system gives the file, and, where there is no file
    /// yet, with the letter case that its folder keeps apart.
    /// </summary>
    /// <param name="one">A full path.</param>
    /// <param name="other">A full path.</param>
    public static bool Is(string one, string other)
    {
        var (first, second) = (Real(one), Real(other));
        if (first == second)
        {
            return true;
        }

        return (IdentityOf(first), IdentityOf(second)) is ({ } numbered, { } with)
            ? numbered == with
            : first.Equals(second, StringComparison.OrdinalIgnoreCase) && IgnoresCase(Path.GetDirectoryName(first));
    }

    private static string Real(string path)
    {
        try
        {
            return RealPath.Of(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    private static (ulong Device, ulong Number)? IdentityOf(string path)
    {
        try
        {
            return NativeStat.IdentityOf(path);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a folder is found under a name in the other letter case.</summary>
    private static bool IgnoresCase(string? folder)
    {
        if (folder is null)
        {
            return OperatingSystem.IsWindows();
        }

        var swapped = string.Concat(folder.Select(
            letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)));
        return swapped != folder && Directory.Exists(swapped)
            && ((IdentityOf(folder), IdentityOf(swapped)) is not ({ } one, { } other) || one == other);
    }
}

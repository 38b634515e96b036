using System.Reflection;

namespace Baseline.Files;

/// <summary>Texts that are part of the program.</summary>
public static class EmbeddedText
{
    /// <summary>A text as a whole.</summary>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="name">Its name in there.</param>
    /// <exception cref="InvalidOperationException">The assembly has no such text: it was built wrong.</exception>
    public static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The lines of a table, each as its cells, which are parted by tabs; lines that begin with # are comments.</summary>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="name">Its name in there.</param>
    /// <exception cref="InvalidOperationException">The assembly has no such text: it was built wrong.</exception>
    public static IEnumerable<string[]> Rows(Assembly assembly, string name) =>
        Read(assembly, name).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'));
}

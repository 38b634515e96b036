namespace Baseline.Documents;

/// <summary>Where document files come from. The reader itself touches no file system.</summary>
public interface IDocumentSource
{
    /// <summary>
    /// The one path of a file, for reading, for messages, and for recognising a file that was met before.
    /// </summary>
    /// <param name="path">The path as it was written.</param>
    /// <param name="from">The resolved path of the file that says it; null for the first file.</param>
    string Resolve(string path, string? from);

    /// <summary>Whether a file may be a part of a document, and whether messages may show what it says.</summary>
    /// <param name="path">A resolved path.</param>
    /// <param name="first">The resolved path of the first file of the document.</param>
    /// <exception cref="IOException">The links on the way to the file can't be followed.</exception>
    LayerAccess AccessTo(string path, string first) => LayerAccess.Full;

    /// <summary>The first <paramref name="limit"/> bytes of a file, or all of them where there are fewer.</summary>
    /// <param name="path">A resolved path.</param>
    /// <param name="limit">The most bytes to read.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    byte[] Read(string path, int limit);
}

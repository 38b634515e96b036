namespace Baseline.Documents;

/// <summary>Reads documents from the file system; paths are shown relative to a working directory.</summary>
/// <param name="workingDirectory">The directory that relative paths start from.</param>
public sealed class FileDocumentSource(string workingDirectory) : IDocumentSource
{
    private readonly string _root = Path.GetFullPath(workingDirectory);

    /// <summary>Starts from the directory in which the process runs.</summary>
    public FileDocumentSource()
        : this(Directory.GetCurrentDirectory())
    {
    }

    /// <inheritdoc/>
    public string Resolve(string path, string? from)
    {
        var combined = Path.Combine(Path.GetDirectoryName(from) ?? "", path);
        var full = Path.GetFullPath(combined, _root);
        var shown = Path.IsPathRooted(combined) ? full : Path.GetRelativePath(_root, full);
        return Path.DirectorySeparatorChar == '\\' ? shown.Replace('\\', '/') : shown;
    }

    /// <inheritdoc/>
    public byte[] Read(string path, int limit)
    {
        using var stream = File.OpenRead(Path.Combine(_root, path));
        var buffer = new byte[(int)Math.Min(limit, stream.CanSeek ? stream.Length : limit)];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..read];
    }
}

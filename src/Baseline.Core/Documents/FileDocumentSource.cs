using Baseline.Files;

namespace Baseline.Documents;

/// <summary>Reads documents from the file system; paths are shown relative to a working directory.</summary>
/// <param name="workingDirectory">The directory that relative paths start from.</param>
/// <param name="allowOutside">Whether a document may extend files beyond its repository.</param>
public sealed class FileDocumentSource(string workingDirectory, bool allowOutside = false) : IDocumentSource
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
    public LayerAccess AccessTo(string path, string first)
    {
        var (boundary, words) = BoundaryOf(first);
        var real = RealPath.Of(FullPath(path));
        return !IsPartOf(real, boundary) ? new LayerAccess(allowOutside, MayShow: false, words)
            : new LayerAccess(MayRead: true, path == first || IsNamedAsYaml(real), words);
    }

    /// <inheritdoc/>
    public byte[] Read(string path, int limit)
    {
        using var stream = BoundedFile.Open(FullPath(path));
        var buffer = new byte[(int)Math.Min(limit, stream.Length)];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return buffer[..read];
    }

    private string FullPath(string path) => Path.GetFullPath(path, _root);

    /// <summary>The git work tree in which the first file lies; where there is none, its folder.</summary>
    private (string Folder, string Words) BoundaryOf(string first)
    {
        var folder = RealPath.Of(Path.GetDirectoryName(FullPath(first)) ?? _root);
        return GitWorkTree.RootOf(folder) is { } root
            ? (root, $"the git work tree of \"{first}\"")
            : (folder, $"the folder of \"{first}\", which lies in no git work tree");
    }

    // The folder of git itself holds no files of the repository, but perhaps what it signs in with.
    private static bool IsPartOf(string real, string boundary) =>
        RealPath.IsWithin(real, boundary)
        && !Path.GetRelativePath(boundary, real).Split('/', '\\').Contains(GitWorkTree.Marker, StringComparer.OrdinalIgnoreCase);

    private static bool IsNamedAsYaml(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" or ".JSON";
}

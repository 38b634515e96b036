using System.Text;
using Baseline.Cli.Formats;
using Baseline.Controls;
using Baseline.Documents;

namespace Baseline.Cli.Commands.Planning;

/// <summary>A file of a document.</summary>
/// <param name="Path">Its path, as messages show it.</param>
/// <param name="Text">What it says.</param>
internal sealed record DocumentFile(string Path, string Text);

/// <summary>The files that a document is made of, as far as what they say may be shown.</summary>
internal static class DocumentFiles
{
    /// <summary>The files of a document that can be read, the named one first.</summary>
    public static IReadOnlyList<DocumentFile> Of(IDocumentSource source, string path, ControlCatalogue catalogue)
    {
        var recording = new Recording(source);
        new BaselineReader(recording, catalogue.All).Read(path);
        return recording.Files;
    }

    /// <summary>The paths of the files that a document is made of, beside the named one; also of those that can't be read.</summary>
    public static IReadOnlyList<string> LayersOf(CommandContext context, string path)
    {
        var recording = new Recording(context.Documents);
        new BaselineReader(recording, context.Catalogue.All).Read(path);
        return recording.Layers;
    }

    /// <summary>
    /// What one document says differently from another, file by file. The named files are compared with each other, whatever they are
    /// called; those that they extend, where they have the same path.
    /// </summary>
    /// <param name="before">The other document's files.</param>
    /// <param name="after">This document's files.</param>
    /// <param name="reference">What stands before the paths of the other document's files; empty for none.</param>
    public static string Diff(IReadOnlyList<DocumentFile> before, IReadOnlyList<DocumentFile> after, string reference)
    {
        var diffs = new List<string>();
        if (before is [var first, ..] && after is [var second, ..])
        {
            diffs.Add(UnifiedDiff.Of(first.Text, second.Text, first.Path, second.Path));
        }

        var layers = before.Skip(1).ToDictionary(file => file.Path[reference.Length..], StringComparer.Ordinal);
        foreach (var file in after.Skip(1))
        {
            diffs.Add(layers.Remove(file.Path, out var other)
                ? UnifiedDiff.Of(other.Text, file.Text, other.Path, file.Path)
                : UnifiedDiff.Of("", file.Text, "/dev/null", file.Path));
        }

        diffs.AddRange(layers.Values.Select(file => UnifiedDiff.Of(file.Text, "", file.Path, "/dev/null")));
        return string.Concat(diffs);
    }

    /// <summary>Keeps what is read through it.</summary>
    private sealed class Recording(IDocumentSource source) : IDocumentSource
    {
        private readonly List<DocumentFile> _files = [];
        private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
        private readonly List<string> _layers = [];

        public IReadOnlyList<string> Layers => _layers;

        public IReadOnlyList<DocumentFile> Files => [.. _files.Where(file => !_hidden.Contains(file.Path))];

        public string Resolve(string path, string? from)
        {
            var resolved = source.Resolve(path, from);
            if (from is not null)
            {
                _layers.Add(resolved);
            }

            return resolved;
        }

        public LayerAccess AccessTo(string path, string first)
        {
            var access = source.AccessTo(path, first);
            if (!access.MayShow)
            {
                _hidden.Add(path);
            }

            return access;
        }

        public byte[] Read(string path, int limit)
        {
            var bytes = source.Read(path, limit);
            if (!_files.Exists(file => file.Path == path))
            {
                _files.Add(new DocumentFile(path, Encoding.UTF8.GetString(bytes)));
            }

            return bytes;
        }
    }
}

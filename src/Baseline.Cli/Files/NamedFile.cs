namespace Baseline.Cli.Files;

/// <summary>What a command does with a file that its command line names.</summary>
public enum FileUse
{
    /// <summary>It is read, or written back as what it was.</summary>
    Input,

    /// <summary>It is written.</summary>
    Output,
}

/// <summary>A file that a command line names.</summary>
/// <param name="Use">What is done with it.</param>
/// <param name="Name">What names it: an option as it is typed, or a word such as <c>the saved plan</c>.</param>
/// <param name="Path">Its path as the user gave it.</param>
public sealed record NamedFile(FileUse Use, string Name, string Path)
{
    /// <summary>Whether it was not typed but is looked for by itself: then it counts only where it is.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether text is added to its end, rather than the file replaced.</summary>
    public bool IsAppended { get; init; }

    /// <summary>Whether the folders above it are made where they are missing; false: a path into no folder is a slip.</summary>
    public bool MakesFolders { get; init; }

    /// <summary>Whether it is a baseline document, which may be made of more files.</summary>
    public bool IsDocument { get; init; }

    /// <summary>Whether a baseline document is what is written there, so that it may replace one.</summary>
    public bool WritesDocument { get; init; }
}

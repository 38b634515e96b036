using System.ComponentModel;
using System.Diagnostics;
using Baseline.Documents;

namespace Baseline.Cli.Commands.Planning;

/// <summary>Reads documents as they are at a commit, through the git of the machine; nothing is checked out.</summary>
/// <param name="workingDirectory">The directory that relative paths start from.</param>
/// <param name="reference">A branch, a tag or a commit.</param>
public sealed class GitDocumentSource(string workingDirectory, string reference) : IDocumentSource
{
    private static readonly string[] NotThere = ["exists on disk, but not in", "does not exist in"];

    private readonly FileDocumentSource _files = new(workingDirectory);

    /// <summary>Whether git knows the reference.</summary>
    public bool IsKnown() => !reference.StartsWith('-')
        && Succeeds("rev-parse", "--verify", "--quiet", "--end-of-options", $"{reference}^{{commit}}");

    /// <summary>Whether the directory lies in a repository that git can read.</summary>
    public bool HasRepository() => Succeeds("rev-parse", "--git-dir");

    private bool Succeeds(params IReadOnlyList<string> arguments)
    {
        try
        {
            return Run(arguments, Path.GetFullPath(workingDirectory).Length + 4096).Code == 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public string Resolve(string path, string? from) => Named(_files.Resolve(path, from is null ? null : Unnamed(from)));

    /// <inheritdoc/>
    public byte[] Read(string path, int limit)
    {
        // A colon and "./" make git look from the directory in which it runs, not from the top of the repository.
        var file = Unnamed(path);
        var relative = Path.IsPathRooted(file) ? Path.GetRelativePath(workingDirectory, file).Replace('\\', '/') : file;
        var (code, output, error) = Run(["show", "--end-of-options", $"{reference}:./{relative}"], limit);
        var isMissing = NotThere.Any(words => error.Contains(words, StringComparison.Ordinal));
        return code == 0 ? output
            : isMissing ? throw new FileNotFoundException($"{reference} has no such file.", path)
            : throw new IOException(error.Trim() is { Length: > 0 } why ? why : $"git show ended with {code}.");
    }

    private string Named(string path) => $"{reference}:{path}";

    private string Unnamed(string path) => path[(reference.Length + 1)..];

    private (int Code, byte[] Output, string Error) Run(IEnumerable<string> arguments, int limit)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };

        // Its words are looked at.
        start.Environment["LC_ALL"] = "C";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var git = Process.Start(start) ?? throw new IOException("git could not be started.");
            var error = git.StandardError.ReadToEndAsync();
            var buffer = new byte[limit];
            var read = git.StandardOutput.BaseStream.ReadAtLeast(buffer, limit, throwOnEndOfStream: false);
            if (read == limit)
            {
                git.Kill();
            }

            git.WaitForExit();
            return (read == limit ? 0 : git.ExitCode, buffer[..read], error.Result);
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"git could not be started: {exception.Message}", exception);
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Baseline.Cli.Tests.Processes;

/// <summary>Somebody who types in bash, with the tool on the PATH and its completion loaded as the tool says.</summary>
internal sealed class BashPrompt : IDisposable
{
    private const string Tab =
        """
        source <(baseline completion bash)
        [ $# -eq 0 ] || export "$@"
        read -r -a COMP_WORDS <<<"$COMP_LINE"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        registered=$(complete -p baseline)
        [[ $registered =~ -F\ ([^ ]+) ]] && "${BASH_REMATCH[1]}" baseline
        printf '%s\n' "$registered" ${COMPREPLY[@]+"${COMPREPLY[@]}"}
        """;

    private readonly DirectoryInfo _tool = Directory.CreateTempSubdirectory("baseline-tool-");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("baseline-prompt-");

    public BashPrompt() =>
        WriteScript(Path.Combine(_tool.FullName, "baseline"), $"exec dotnet '{typeof(BaselineApp).Assembly.Location}' \"$@\"");

    /// <summary>What is exported once the completion is loaded.</summary>
    public Dictionary<string, string> Exported { get; } = [];

    /// <summary>The names in the folder that the prompt is in.</summary>
    public IEnumerable<string> Files => _folder.EnumerateFileSystemInfos().Select(file => file.Name);

    /// <summary>Puts a program into the folder.</summary>
    public void AddProgram(string name, string text) => WriteScript(Path.Combine(_folder.FullName, name), text);

    /// <summary>Puts a file into the folder.</summary>
    public void AddFile(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    /// <summary>Types a line, and a tab.</summary>
    /// <param name="line">The line.</param>
    /// <param name="cursor">Where the cursor is; null: behind the line.</param>
    /// <returns>How the completion is registered, and the words that it offers.</returns>
    public async Task<(string Registered, IReadOnlyList<string> Words)> CompleteAsync(string line, int? cursor = null)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--norc", "-c", Tab, "bash" },
        };
        start.Environment["PATH"] = $"{_tool.FullName}:{start.Environment["PATH"]}";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["COMP_LINE"] = line;
        start.Environment["COMP_POINT"] = (cursor ?? line.EnumerateRunes().Count()).ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in Exported)
        {
            start.ArgumentList.Add($"{name}={value}");
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash could not be started.");
        var error = process.StandardError.ReadToEndAsync(Xunit.TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(Xunit.TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(Xunit.TestContext.Current.CancellationToken);
        Xunit.Assert.Equal("", await error);
        var lines = output.TrimEnd('\n').Split('\n');
        return (lines[0], lines[1..]);
    }

    public void Dispose()
    {
        _tool.Delete(recursive: true);
        _folder.Delete(recursive: true);
    }

    private static void WriteScript(string path, string text)
    {
        File.WriteAllText(path, $"#!/usr/bin/env bash\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

using System.Diagnostics;
using Baseline.TestKit;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>A job of a pipeline on GitHub, in a folder of its own, that runs the scripts with the built tool.</summary>
internal sealed class PipelineJob : IDisposable
{
    private readonly Workspace _folder;

    public PipelineJob(string example = "conformity")
    {
        _folder = new Workspace(example);
        File.WriteAllText(At("baseline"), $"#!/usr/bin/env bash\nexec dotnet '{typeof(BaselineApp).Assembly.Location}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("baseline"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Set("GITHUB_ACTIONS", "true");
        Set("GITHUB_OUTPUT", At("output"));
        Set("GITHUB_STEP_SUMMARY", At("summary"));
        Set("BASELINE", At("baseline"));
        Set("BASELINE_OPTIONS", "--emulator estate.json");
    }

    /// <summary>The folder.</summary>
    public string Root => _folder.Root;

    private Dictionary<string, string?> Environment { get; } = [];

    public string At(string name) => _folder.At(name);

    public string Read(string name) => _folder.Read(name);

    public void Edit(string name, string before, string after) => _folder.Edit(name, before, after);

    /// <summary>Sets a variable for all later steps; null unsets it.</summary>
    public void Set(string name, string? value) => Environment[name] = value;

    /// <summary>The last value that a step handed on; empty where none did.</summary>
    public string Output(string name) => File.ReadLines(At("output"))
        .LastOrDefault(line => line.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..] ?? "";

    /// <summary>Puts a stand-in for a program before all others, for later steps.</summary>
    /// <param name="name">The program.</param>
    /// <param name="text">What it runs, as a shell takes it.</param>
    public void AddProgram(string name, string text)
    {
        Directory.CreateDirectory(At("programs"));
        Set("PATH", $"{At("programs")}:{System.Environment.GetEnvironmentVariable("PATH")}");
        File.WriteAllText(At($"programs/{name}"), $"#!/usr/bin/env bash\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At($"programs/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Runs a script, both of its streams into one log.</summary>
    public Task<(int ExitCode, string Log)> RunAsync(string script) =>
        RunAsync("exec bash \"$0\" 2>&1", Repo.PathOf("examples", "pipelines", "common", "ci", "baseline", script));

    /// <summary>Runs the text of a step as hosts do, both of its streams into one log.</summary>
    public Task<(int ExitCode, string Log)> RunTextAsync(string text) => RunAsync($"exec 2>&1\nset -eo pipefail\n{text}", "step");

    private async Task<(int ExitCode, string Log)> RunAsync(string text, string called)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = At(""),
            RedirectStandardOutput = true,
            ArgumentList = { "-c", text, called },
        };
        foreach (var name in start.Environment.Keys.Where(IsOfHost).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_PROXY"] = "127.0.0.1";
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash could not be started.");
        var log = await process.StandardOutput.ReadToEndAsync(Xunit.TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(Xunit.TestContext.Current.CancellationToken);
        return (process.ExitCode, log);
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsOfHost(string name) => name is "TF_BUILD" or "CI"
        || name.StartsWith("SYSTEM_", StringComparison.Ordinal) || name.StartsWith("CI_", StringComparison.Ordinal)
        || name.StartsWith("GITLAB_", StringComparison.Ordinal) || name.StartsWith("BUILD_", StringComparison.Ordinal)
        || name.StartsWith("GITHUB_", StringComparison.Ordinal) || name.StartsWith("BASELINE", StringComparison.Ordinal);
}

using System.Diagnostics;
using Xunit;

namespace Baseline.Emulator.Server.Tests;

/// <summary>What a process printed and returned.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error);

/// <summary>A built executable of this repository as a process of its own.</summary>
internal static class Executable
{
    /// <summary>Starts it, with nothing of the sign-in that this process itself may have.</summary>
    public static Process Start(string name, Folder folder, IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, name), args)
        {
            WorkingDirectory = folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsSignIn).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (variable, value) in variables)
        {
            start.Environment[variable] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ran> RunAsync(
        string name, Folder folder, IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        using var process = Start(name, folder, variables, args);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Waits for its end.</summary>
    public static async Task<Ran> EndAsync(Process process)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new Ran(process.ExitCode, await output, await error);
    }

    private static bool IsSignIn(string variable) =>
        variable.StartsWith("AZURE_", StringComparison.Ordinal)
        || variable.StartsWith("IDENTITY_", StringComparison.Ordinal)
        || variable.StartsWith("MSI_", StringComparison.Ordinal)
        || variable == "SSL_CERT_FILE";
}

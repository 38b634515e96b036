using System.Diagnostics;
using System.Globalization;

namespace Baseline.Mutation.Testing;

/// <summary>What a mutant met.</summary>
public enum Fate
{
    /// <summary>No test noticed it.</summary>
    Survived,

    /// <summary>A test failed, or the process ended.</summary>
    Killed,

    /// <summary>A test did not end.</summary>
    TimedOut,
}

/// <summary>What one test did without a mutant.</summary>
/// <param name="Index">Its number in the catalog.</param>
/// <param name="Name">Its name.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Reached">The mutants that it reached.</param>
/// <param name="Failure">Why it failed; null where it passed.</param>
internal sealed record CoveringTest(int Index, string Name, long Milliseconds, IReadOnlyList<int> Reached, string? Failure);

/// <summary>A worker as its parent sees it. One that hangs or ends is replaced by a new one.</summary>
internal sealed class WorkerProcess(string assembly, IReadOnlyList<string> folders) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private Process? _process;
    private bool _hangs;

    /// <summary>CPU time after which a test that went on without a word has hung. A process that is held still does not use it up.</summary>
    public static readonly TimeSpan MostWork = TimeSpan.FromSeconds(5);

    /// <summary>How often it is looked before a test that does nothing at all has hung: 30 s, of which none pass while both are held still.</summary>
    private const int MostTicks = 600;

    // Without a mutant every test ends, however much else the machine has to do.
    private const int PatienceWithoutMutant = 10;

    /// <summary>Runs every test without a mutant.</summary>
    public IReadOnlyList<CoveringTest> Cover()
    {
        var tests = new List<CoveringTest>();
        Tell("cover");
        while (Hear(PatienceWithoutMutant) is var line && line != "covered")
        {
            if (line is null)
            {
                throw new InvalidOperationException("A test did not end although there was no mutant.");
            }

            if (line.Split('\t') is ["c", var index, var milliseconds, var reached, var name, var failure])
            {
                tests.Add(new CoveringTest(Number(index), name, Number(milliseconds), Numbers(reached), failure.Length == 0 ? null : failure));
            }
        }

        return tests;
    }

    /// <summary>Puts a mutant before tests, in this order, until one notices it; which one did is said, too.</summary>
    public (Fate Fate, int? Killer) Meet(int mutant, IReadOnlyCollection<int> tests)
    {
        int? at = null;
        if (tests.Count == 0)
        {
            return (Fate.Survived, null);
        }

        Tell(string.Create(CultureInfo.InvariantCulture, $"run {mutant} {string.Join(',', tests)}"));
        while (Hear() is { } line)
        {
            var words = line.Split(' ');
            switch (words[0])
            {
                case "t":
                    at = Number(words[1]);
                    break;
                case "killed":
                    return (Fate.Killed, at);
                case "survived":
                    return (Fate.Survived, null);
            }
        }

        End();
        return (_hangs ? Fate.TimedOut : Fate.Killed, at);
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    private void Tell(string order)
    {
        if (_process is not { HasExited: false })
        {
            End();
            _process = Start();
            string? line;
            do
            {
                // Until it is ready it says nothing that matters. It loads all tests, and no mutant is at work.
                line = Hear(PatienceWithoutMutant) ?? throw new InvalidOperationException("A worker did not begin.");
            }
            while (!line.StartsWith("ready", StringComparison.Ordinal));
        }

        _process.StandardInput.WriteLine(order);
        _process.StandardInput.Flush();
    }

    /// <summary>The next line; null where the worker ended or hangs.</summary>
    /// <param name="patience">How many times the usual bounds pass before a test has hung.</param>
    private string? Hear(int patience = 1)
    {
        var process = _process ?? throw new InvalidOperationException("There is no worker.");
        var line = process.StandardOutput.ReadLineAsync();
        var worked = Worked(process);
        _hangs = false;
        for (var tick = 0; tick < MostTicks * patience; tick++)
        {
            if (line.Wait(Tick))
            {
                return line.Result;
            }

            if (Worked(process) - worked > MostWork * patience)
            {
                break;
            }
        }

        _hangs = true;
        return null;
    }

    private static TimeSpan Worked(Process process)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero; // it ended: its last line says so
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { typeof(WorkerProcess).Assembly.Location, "worker", assembly },
            // A mutant that collects without end runs out of this, and its test fails.
            Environment = { ["DOTNET_GCHeapHardLimit"] = "0x40000000" },
        };
        foreach (var folder in folders)
        {
            start.ArgumentList.Add(folder);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("A worker can't be started.");
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private void End()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process?.Dispose();
        _process = null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IReadOnlyList<int> Numbers(string list) => list.Length == 0 ? [] : [.. list.Split(',').Select(Number)];
}

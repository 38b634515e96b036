using System.ComponentModel;
using System.Diagnostics;

namespace Baseline.Bench;

/// <summary>What one run of the tool took.</summary>
/// <param name="Seconds">From the start of the process to its end.</param>
/// <param name="CpuSeconds">Of the processor, over all cores.</param>
/// <param name="PeakMegabytes">The most memory that was resident.</param>
/// <param name="Output">What it printed.</param>
internal sealed record Run(double Seconds, double CpuSeconds, double PeakMegabytes, string Output);

/// <summary>The built tool, run as its users run it: a process of its own.</summary>
/// <param name="executable">Where it is.</param>
/// <param name="folder">Where it runs.</param>
internal sealed class Tool(string executable, string folder)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it once.</summary>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="arguments">The command line.</param>
    /// <exception cref="InvalidOperationException">It ended with another code than 0 or 2, such as 3 where a read failed.</exception>
    public async Task<Run> RunAsync(IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["CI"] = "true";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{executable} could not be started.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        while (!process.WaitForExit(Look))
        {
            var seen = Seen(process);
            (cpu, peak) = (seen.Cpu > cpu ? seen.Cpu : cpu, Math.Max(peak, seen.Peak));
        }

        watch.Stop();
        return process.ExitCode is 0 or 2
            ? new Run(watch.Elapsed.TotalSeconds, cpu.TotalSeconds, peak / 1e6, await output)
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {await error}");
    }

    /// <summary>The run in the middle of several.</summary>
    public async Task<Run> MedianAsync(int runs, params IReadOnlyList<string> arguments)
    {
        var all = new List<Run>();
        for (var index = 0; index < runs; index++)
        {
            all.Add(await RunAsync(new Dictionary<string, string>(), arguments));
        }

        return all.OrderBy(run => run.Seconds).ElementAt(runs / 2);
    }

    private static (TimeSpan Cpu, long Peak) Seen(Process process)
    {
        try
        {
            process.Refresh();
            return (process.TotalProcessorTime, process.PeakWorkingSet64);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended meanwhile.
            return default;
        }
    }
}

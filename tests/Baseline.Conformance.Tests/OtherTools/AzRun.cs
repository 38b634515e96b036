using System.Diagnostics;
using Baseline.Cli.Formats.Az;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>Runs the scripts of plans in Bash, with an <c>az</c> that writes down how it is called.</summary>
internal sealed class AzRun : IDisposable
{
    // A word for each argument, each ended by a zero, and one more zero after the last.
    private const string Driver = """
        az() {
          printf '%s\0' "$@" >>"$CALLS"; printf '\0' >>"$CALLS"
          local query=''
          while [ $# -gt 0 ]; do [ "$1" = --query ] && query=$2; shift; done
          case $query in
            '') ;;
            '['*) query=${query#[}; query=${query%]}; printf 'the %s\n' ${query//,/} ;;
            *) printf 'the %s\n' "$query" ;;
          esac
        }
        python3() { printf 'name\0%s\0\0' "$3" >>"$CALLS"; echo aaaaaaaa-0000-5000-8000-00000000000a; }
        export -f az python3
        for script in "$1"/*.sh; do
          CALLS="${script%.sh}.calls" bash "$script" 2>"${script%.sh}.said" || echo "$script failed: $(tail -1 "${script%.sh}.said")"
        done
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("baseline-az-");
    private readonly Dictionary<string, string> _calls = new(StringComparer.Ordinal);

    private AzRun()
    {
    }

    /// <summary>The scripts that failed, a line each.</summary>
    public string Failed { get; private set; } = "";

    /// <summary>Runs the scripts of plans.</summary>
    public static async Task<AzRun> StartAsync(IEnumerable<(string Name, Plan Plan)> plans, CancellationToken token)
    {
        var run = new AzRun();
        foreach (var (name, plan) in plans)
        {
            var script = Path.Combine(run._root.FullName, $"plan{run._calls.Count + 1}.sh");
            run._calls.Add(name, Path.ChangeExtension(script, "calls"));
            await File.WriteAllTextAsync(script, new AzFormat().Render(AllPlans.View(plan)), token);
        }

        var start = new ProcessStartInfo("bash", ["-c", Driver, "driver", run._root.FullName]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Bash does not start.");
        run.Failed = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return run;
    }

    /// <summary>The calls of a plan's script, each by its words.</summary>
    public IReadOnlyList<string[]> Calls(string name) =>
        [.. File.ReadAllText(_calls[name]).Split("\0\0", StringSplitOptions.RemoveEmptyEntries).Select(call => call.Split('\0'))];

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);
}

using System.Globalization;
using Baseline.Arm.RateLimits;
using Baseline.Emulator;

namespace Baseline.Bench;

/// <summary>The measurements, each a table in Markdown.</summary>
/// <param name="folder">A folder to work in.</param>
/// <param name="tools">The built tools, by what the tables call them; the first is the one that is measured most.</param>
/// <param name="progress">Gets each row of a long table as it is known.</param>
internal sealed class Benchmarks(string folder, IReadOnlyList<(string Name, Tool Tool)> tools, TextWriter progress)
{
    private const int Parallelism = 16;

    private Tool Tool => tools[0].Tool;

    /// <summary>How long the smallest commands take.</summary>
    public async Task<string> StartAsync(string example)
    {
        (string Name, string[] Arguments)[] commands =
        [
            ("`--version`", ["--version"]),
            ("`validate`", ["validate", "-f", $"{example}/../../baseline.yaml"]),
            ("`plan`, examples/conformity", ["plan", "-f", $"{example}/../../baseline.yaml", "--estate", $"{example}/estate.json"]),
        ];
        var rows = new List<string>();
        foreach (var (name, tool) in tools)
        {
            foreach (var (command, arguments) in commands)
            {
                var run = await tool.MedianAsync(9, arguments);
                rows.Add(Markdown.Row(name, command, $"{run.Seconds * 1000:0}", $"{run.PeakMegabytes:0}"));
            }
        }

        return Markdown.Table(["build", "command", "ms (median of 9)", "MB"], rows);
    }

    /// <summary>Plans over captured estates.</summary>
    public async Task<string> CapturedAsync()
    {
        var rows = new List<string>();
        foreach (var vaults in (int[])[1_000, 10_000, 100_000])
        {
            var (document, estate) = Files(vaults, 50, unlogged: 10);
            foreach (var (name, tool) in tools)
            {
                var run = await tool.MedianAsync(3, "plan", "-f", document, "--estate", estate, "--format", "json");
                rows.Add(Markdown.Row(
                    $"{vaults}", name, $"{run.Seconds:0.00}", $"{run.Seconds / vaults * 1e6:0}", $"{run.PeakMegabytes:0}", $"{run.PeakMegabytes / vaults * 1000:0.0}"));
            }
        }

        return Markdown.Table(["vaults", "build", "seconds (median of 3)", "µs a vault", "MB", "kB a vault"], rows);
    }

    /// <summary>Plans of the logs of resources of many types, over captured estates.</summary>
    public async Task<string> LoggedAsync(GeneratedLogs logs, int runs)
    {
        var rows = new List<string>();
        var document = Path.Combine(folder, "logged.yaml");
        await File.WriteAllTextAsync(document, GeneratedLogs.Document);
        foreach (var resources in (int[])[10_000, 100_000])
        {
            var estate = Path.Combine(folder, $"logged-{resources}.json");
            logs.Write(estate, Spread.Even(resources, 500), unlogged: 20);
            foreach (var (name, tool) in tools)
            {
                var run = await tool.MedianAsync(runs, "plan", "-f", document, "--estate", estate, "--format", "json");
                rows.Add(Markdown.Row(
                    $"{resources}", name, $"{run.Seconds:0.0}", $"{run.CpuSeconds:0.0}", $"{run.CpuSeconds / resources * 1e6:0}", $"{run.PeakMegabytes:0}", $"{run.PeakMegabytes / resources * 1000:0.0}"));
            }
        }

        return Markdown.Table(["resources", "build", $"seconds (median of {runs})", "CPU seconds", "µs CPU a resource", "MB", "kB a resource"], rows);
    }

    /// <summary>Plans over HTTPS, with Azure's published limits on and 50 ms to each answer.</summary>
    public async Task<string> LiveAsync()
    {
        (int Vaults, int Subscriptions, int Runs)[] estates = [(2_000, 20, 3), (10_000, 50, 1), (2_000, 2, 1)];
        (string Name, string[] Arguments)[] ways =
        [
            ("graph and lists", ["--inventory", "graph"]),
            ("lists", ["--inventory", "lists"]),
            ("graph, lists and batches", ["--inventory", "graph", "--batch"]),
        ];
        var rows = new List<string>();
        foreach (var (vaults, subscriptions, runs) in estates)
        {
            foreach (var (name, way) in ways)
            {
                var all = new List<LiveRun>();
                for (var index = 0; index < runs; index++)
                {
                    all.Add(await LiveRunAsync(vaults, subscriptions, way));
                }

                var run = all.OrderBy(one => one.Ratio).ElementAt(runs / 2);
                rows.Add(Markdown.Row(
                    $"{vaults}", $"{subscriptions}", name, $"{run.Requests}", $"{run.ByLimits:0.0}", $"{run.Plain.Seconds:0.0}",
                    $"{run.Tool.Seconds:0.0}", $"{run.Ratio:0.00}", $"{run.Throttled}", $"{run.Tool.CpuSeconds / run.Requests * 1e6:0}",
                    $"{run.Plain.CpuSeconds / run.Requests * 1e6:0}", $"{run.Tool.PeakMegabytes:0}"));
                await progress.WriteLineAsync(rows[^1]);
            }
        }

        return Markdown.Table(
            [
                "vaults", "subscriptions", "read by", "requests", "s by the limits", "s by a plain client", "s taken", "ratio", "429",
                "µs CPU a request", "µs CPU a request, plain client", "MB",
            ],
            rows);
    }

    private async Task<LiveRun> LiveRunAsync(int vaults, int subscriptions, string[] way)
    {
        var (document, estate) = Files(vaults, subscriptions, unlogged: 10);
        await using var served = await ServedEstate.StartAsync(estate, Conditions.Steady);
        var run = await Tool.RunAsync(
            served.Environment,
            ["plan", "-f", document, "--endpoint", served.Endpoint, "--credential", "environment", "--format", "json", .. way]);
        var sent = served.Log.Where(exchange => !exchange.InBatch).ToList();
        return new LiveRun(
            run, await PlainAsync(estate, sent), sent.Count, ByLimits(served.Log), served.Log.Count(exchange => exchange.Status == 429));
    }

    /// <summary>The same requests by a plain client, at the same latency and without limits.</summary>
    private async Task<(double Seconds, double CpuSeconds)> PlainAsync(string estate, IReadOnlyList<ArmExchange> sent)
    {
        var file = Path.Combine(folder, "requests.txt");
        await File.WriteAllLinesAsync(file, sent.Select(exchange =>
            $"{exchange.Method}\t{exchange.PathAndQuery}\t{exchange.RequestBody?.ReplaceLineEndings("")}"));
        await using var served = await ServedEstate.StartAsync(estate, Conditions.Steady with { WithQuotas = false });
        var run = await new Tool(Environment.ProcessPath ?? "", folder).RunAsync(
            served.Environment, "requests", file, served.Endpoint + "/", $"{Parallelism}");
        var figures = run.Output.Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        return (figures[0], figures[1]);
    }

    /// <summary>Applies a thousand changes over HTTPS, with Azure's limits and latency.</summary>
    public async Task<string> ApplyAsync()
    {
        (string Name, IReadOnlyList<int> Sizes)[] estates = [("even", Spread.Even(1_000, 20)), ("unequal", Spread.Unequal(1_000, 20))];
        var rows = new List<string>();
        foreach (var (name, sizes) in estates)
        {
            var file = Path.Combine(folder, $"apply-{name}");
            await File.WriteAllTextAsync($"{file}.yaml", GeneratedEstate.Document(sizes.Count));
            GeneratedEstate.Write($"{file}.json", sizes, unlogged: 1);
            var floor = ApplyFloor.Of(sizes, Conditions.Real);
            foreach (var (build, tool) in tools)
            {
                await using var served = await ServedEstate.StartAsync($"{file}.json", Conditions.Real);
                var run = await tool.RunAsync(
                    served.Environment,
                    [
                        "apply", "-f", $"{file}.yaml", "--endpoint", served.Endpoint, "--credential", "environment", "--auto-approve",
                        "--journal", $"{file}-{build}.jsonl",
                    ]);
                var sample = Sample.Of(run, served);
                var written = served.Log.Count(exchange => exchange.IsWritten);
                rows.Add(Markdown.Row(
                    $"{written}", $"{sizes.Count} {name}, the largest {sizes.Max()}", build, $"{floor.Writes:0.0}", $"{floor.Reads:0.0}",
                    $"{run.Seconds:0.0}", $"{run.Seconds / floor.Seconds:0.00}", $"{sample.Requests / (double)written:0.0}",
                    $"{sample.Throttled}", $"{run.CpuSeconds / written * 1000:0.0}", $"{run.PeakMegabytes:0}"));
                await progress.WriteLineAsync(rows[^1]);
            }
        }

        return Markdown.Table(
            [
                "changes", "subscriptions", "build", "floor of writes, s", "floor of reads, s", "s taken", "× floor", "requests a change",
                "429", "ms CPU a change", "MB",
            ],
            rows);
    }

    /// <summary>How long the fullest bucket needs for what was asked of it (docs/azure.md#request-limits, docs/azure.md#limits-of-storage).</summary>
    private static double ByLimits(IReadOnlyList<ArmExchange> log) => log
        .Where(exchange => exchange.Status != 429)
        .CountBy(exchange => (exchange.PathAndQuery.StartsWith("/subscriptions/", StringComparison.Ordinal) ? exchange.PathAndQuery.Split('/', '?')[2] : ""))
        .Max(bucket => Math.Max(0, (bucket.Value - ArmQuota.PublicCloud.Reads.Burst) / ArmQuota.PublicCloud.Reads.PerSecond));

    private (string Document, string Estate) Files(int vaults, int subscriptions, int unlogged)
    {
        var name = Path.Combine(folder, $"{vaults}-{subscriptions}-{unlogged}");
        if (!File.Exists($"{name}.json"))
        {
            File.WriteAllText($"{name}.yaml", GeneratedEstate.Document(subscriptions));
            GeneratedEstate.Write($"{name}.json", Spread.Even(vaults, subscriptions), unlogged);
        }

        return ($"{name}.yaml", $"{name}.json");
    }

    private sealed record LiveRun(Run Tool, (double Seconds, double CpuSeconds) Plain, int Requests, double ByLimits, int Throttled)
    {
        /// <summary>The whole process against what the limits, the latency and this machine allow.</summary>
        public double Ratio => Tool.Seconds / Math.Max(ByLimits, Plain.Seconds);
    }
}

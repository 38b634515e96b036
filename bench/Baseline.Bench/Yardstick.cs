using System.Globalization;
using Baseline.Selecting;

namespace Baseline.Bench;

/// <summary>
/// The tool beside the reference client and the ideal floor, all in one run and each with buckets of its own that are full. Both
/// are processes, timed from their start to their end, the sign-in included.
/// </summary>
/// <param name="folder">A folder to work in.</param>
/// <param name="tool">The tool.</param>
/// <param name="reference">The reference client, built as the tool is.</param>
/// <param name="progress">Gets each row as it is known.</param>
internal sealed class Yardstick(string folder, Tool tool, Tool reference, TextWriter progress)
{
    private const int Unlogged = 10;
    private const int OnPage = 200;
    private const double Mebi = 1024 * 1024 / 1e6;

    /// <summary>Of how many runs the median is told; one is enough while something is worked on.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>What the tool is told beside what it needs.</summary>
    public IReadOnlyList<string> ToolArguments { get; init; } = [];

    /// <summary>Estates with more vaults are left out of the runs with limits.</summary>
    public int Largest { get; init; } = int.MaxValue;

    /// <summary>Plans over HTTPS with Azure's limits and latency, over estates of equal and of unequal subscriptions.</summary>
    public async Task<string> LimitedAsync(Conditions conditions)
    {
        (string Name, IReadOnlyList<int> Sizes)[] estates =
        [
            ("unequal", Spread.Unequal(2_000, 20)),
            ("unequal", Spread.Unequal(10_000, 50)),
            ("even", Spread.Even(10_000, 50)),
        ];
        var rows = new List<string>();
        foreach (var (name, sizes) in estates.Where(estate => estate.Sizes.Sum() <= Largest))
        {
            var floor = IdealFloor.Seconds(sizes, conditions);
            var (careful, ours) = await BesideAsync(sizes, conditions with { PageSize = OnPage });
            foreach (var (client, took) in (IEnumerable<(string, Samples)>)[("reference client", careful), ("tool", ours)])
            {
                rows.Add(Markdown.Row(
                    Estate(name, sizes), $"{floor:0.0}", client, took.Text(run => run.Run.Seconds, "0.0"),
                    floor > 0 ? $"{took.Median(run => run.Run.Seconds) / floor:0.00}" : "", took.Text(run => run.Requests, "0"),
                    took.Text(run => run.Throttled, "0"), took.Text(run => run.Run.CpuSeconds, "0.0"),
                    took.Text(run => run.Run.PeakMegabytes / Mebi, "0")));
                await progress.WriteLineAsync(rows[^1]);
            }
        }

        return Markdown.Table(["estate", "ideal floor, s", "client", "s", "× floor", "requests", "429", "s of CPU", "MiB"], rows);
    }

    /// <summary>
    /// 100,000 vaults without limits and without latency: what is left is the work itself. The reference client runs a second time,
    /// keeping every body that it reads, as the tool has to.
    /// </summary>
    public async Task<string> WideAsync()
    {
        var sizes = Spread.Even(100_000, 500);
        var keeping = new List<Sample>();
        var (careful, ours) = await BesideAsync(sizes, Conditions.Unlimited with { PageSize = OnPage }, keeping);
        var rows = new List<string>();
        foreach (var (client, took) in (IEnumerable<(string, Samples)>)
            [("reference client", careful), ("reference client that keeps what it reads", new Samples(keeping)), ("tool", ours)])
        {
            rows.Add(Markdown.Row(
                Estate("even", sizes), client, took.Text(run => run.Run.Seconds, "0.0"), took.Text(run => run.Requests, "0"),
                took.Text(run => run.Run.CpuSeconds, "0.0"), Ratio(took, careful, run => run.Run.CpuSeconds),
                took.Text(run => run.Run.PeakMegabytes / Mebi, "0"), Ratio(took, careful, run => run.Run.PeakMegabytes)));
            await progress.WriteLineAsync(rows[^1]);
        }

        return Markdown.Table(["estate", "client", "s", "requests", "s of CPU", "× reference", "MiB", "× reference"], rows);
    }

    /// <summary>
    /// Plans of the logs of resources of many types, over HTTPS with Azure's limits and latency, over unequal subscriptions. The floor
    /// is one read for each resource, as for vaults.
    /// </summary>
    public async Task<string> LoggedAsync(GeneratedLogs logs)
    {
        var conditions = Conditions.Real with { PageSize = OnPage };
        var rows = new List<string>();
        foreach (var sizes in (IEnumerable<IReadOnlyList<int>>)[Spread.Unequal(10_000, 50), Spread.Unequal(100_000, 500)])
        {
            if (sizes.Sum() > Largest)
            {
                continue;
            }

            var name = Path.Combine(folder, $"logged-{sizes.Sum()}");
            await File.WriteAllTextAsync($"{name}.yaml", GeneratedLogs.Document);
            logs.Write($"{name}.json", sizes, Unlogged);
            var samples = new List<Sample>();
            for (var run = 0; run < Runs; run++)
            {
                samples.Add(await ToolAsync(name, conditions));
            }

            File.Delete($"{name}.json");
            var took = new Samples(samples);
            var floor = IdealFloor.Seconds(sizes, conditions);
            rows.Add(Markdown.Row(
                $"{sizes.Sum():N0} resources of {GeneratedLogs.TypeCount} types, {sizes.Count} unequal subscriptions, the largest {sizes.Max():N0}",
                $"{floor:0.0}", took.Text(run => run.Run.Seconds, "0.0"), $"{took.Median(run => run.Run.Seconds) / floor:0.00}",
                took.Text(run => run.Requests, "0"), took.Text(run => run.Throttled, "0"), took.Text(run => run.Run.CpuSeconds, "0.0"),
                took.Text(run => run.Run.PeakMegabytes / Mebi, "0")));
            await progress.WriteLineAsync(rows[^1]);
        }

        return Markdown.Table(["estate", "ideal floor, s", "s", "× floor", "requests", "429", "s of CPU", "MiB"], rows);
    }

    /// <summary>
    /// A very large estate read by several jobs, each with its own subscriptions, and their plans merged. Each job runs alone, as on a
    /// machine of its own; of what it does not read the server has the subscriptions only, because no machine holds it all.
    /// </summary>
    /// <param name="vaults">How many vaults there are, two hundred in each subscription.</param>
    /// <param name="count">How many jobs.</param>
    public async Task<string> ShardsAsync(int vaults, int count)
    {
        var conditions = Conditions.Real with { PageSize = OnPage };
        var sizes = Spread.Even(vaults, vaults / OnPage);
        var name = Path.Combine(folder, $"shards-{vaults}");
        await File.WriteAllTextAsync($"{name}.yaml", GeneratedEstate.Document(sizes.Count));
        var rows = new List<string>();
        foreach (var index in Enumerable.Range(1, count))
        {
            var shard = new Shard(index, count);
            int[] own = [.. sizes.Select((size, number) => shard.Covers(GeneratedEstate.Guid(number)) ? size : 0)];
            GeneratedEstate.Write($"{name}.json", own, Unlogged);
            var took = await ToolAsync(name, conditions, "--shard", $"{shard}", "--out", $"{name}-{index}.plan");
            await AddAsync($"job {shard}", own.Sum(), took.Run, $"{took.Requests}", $"{took.Throttled}");
        }

        File.Delete($"{name}.json");
        var merged = await tool.RunAsync(
            new Dictionary<string, string>(),
            [
                "merge", .. Enumerable.Range(1, count).Select(index => $"{name}-{index}.plan"), "-f", $"{name}.yaml", "--out",
                $"{name}.plan", "--fail-on", "none",
            ]);
        await AddAsync("merge", vaults, merged, "", "");
        return Markdown.Table(["what", "vaults", "s", "requests", "429", "s of CPU", "MiB"], rows);

        async Task AddAsync(string what, int of, Run run, string requests, string throttled)
        {
            rows.Add(Markdown.Row(
                what, $"{of:N0}", $"{run.Seconds:0.0}", requests, throttled, $"{run.CpuSeconds:0.0}", $"{run.PeakMegabytes / Mebi:0}"));
            await progress.WriteLineAsync(rows[^1]);
        }
    }

    // By turns, so that what else the machine does meets all.
    private async Task<(Samples Reference, Samples Tool)> BesideAsync(
        IReadOnlyList<int> sizes, Conditions conditions, List<Sample>? keeping = null)
    {
        var name = Path.Combine(folder, $"yardstick-{sizes.Sum()}-{sizes.Count}-{sizes.Max()}");
        await File.WriteAllTextAsync($"{name}.yaml", GeneratedEstate.Document(sizes.Count));
        await File.WriteAllLinesAsync($"{name}.txt", Enumerable.Range(0, sizes.Count).Select(GeneratedEstate.Guid));
        GeneratedEstate.Write($"{name}.json", sizes, Unlogged);
        var (careful, ours) = (new List<Sample>(), new List<Sample>());
        for (var run = 0; run < Runs; run++)
        {
            careful.Add(await ReferenceAsync(name, sizes.Sum(), conditions));
            keeping?.Add(await ReferenceAsync(name, sizes.Sum(), conditions, "--keep"));
            ours.Add(await ToolAsync(name, conditions));
        }

        File.Delete($"{name}.json");
        return (new Samples(careful), new Samples(ours));
    }

    private async Task<Sample> ReferenceAsync(string name, int vaults, Conditions conditions, params string[] more)
    {
        await using var served = await ServedEstate.StartAsync($"{name}.json", conditions);
        var run = await reference.RunAsync(served.Environment, [served.Endpoint, $"{name}.txt", .. more]);
        var unlogged = (vaults + Unlogged - 1) / Unlogged;
        return run.Output.Trim() == $"{vaults - unlogged} {unlogged}"
            ? Sample.Of(run, served)
            : throw new InvalidOperationException($"The reference client counted \"{run.Output}\" among {vaults} vaults.");
    }

    private async Task<Sample> ToolAsync(string name, Conditions conditions, params IReadOnlyList<string> more)
    {
        await using var served = await ServedEstate.StartAsync($"{name}.json", conditions);
        var run = await tool.RunAsync(
            served.Environment,
            [
                "plan", "-f", $"{name}.yaml", "--endpoint", served.Endpoint, "--credential", "environment", "--format", "json",
                .. ToolArguments, .. more,
            ]);
        return Sample.Of(run, served);
    }

    private static string Estate(string name, IReadOnlyList<int> sizes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sizes.Sum():N0} vaults, {sizes.Count} {name} subscriptions{(name == "even" ? "" : $", the largest {sizes.Max():N0}")}");

    private static string Ratio(Samples samples, Samples to, Func<Sample, double> figure) =>
        $"{samples.Median(figure) / to.Median(figure):0.00}";
}

#pragma warning disable RS0030 // The console of a process is its entry point's business.
using System.Globalization;
using Baseline.Arm;
using Baseline.Bench;

if (args is not ["live"])
{
    await Console.Error.WriteLineAsync("usage: Baseline.Bench live");
    return 1;
}

(int Vaults, int Subscriptions)[] estates = [(2_000, 20), (10_000, 50), (2_000, 2)];
(string Name, ReadOptions Options)[] ways =
[
    ("lists", new ReadOptions()),
    ("graph", new ReadOptions { Inventory = Inventory.Auto }),
    ("graph, batch", new ReadOptions { Inventory = Inventory.Auto, Batch = true }),
];

Console.WriteLine("| vaults | subscriptions | read by | seconds | least that limits and latency allow | ratio | requests | 429 |");
Console.WriteLine("|---|---|---|---|---|---|---|---|");
foreach (var (vaults, subscriptions) in estates)
{
    foreach (var (name, options) in ways)
    {
        var measured = await new LiveRead(vaults, subscriptions, TimeSpan.FromMilliseconds(50)).RunAsync(options);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {vaults} | {subscriptions} | {name} | {measured.Seconds:0.0} | {measured.Floor:0.0} | {measured.Seconds / measured.Floor:0.00} | {measured.Requests} | {measured.Throttled} |"));
    }
}

return 0;

using System.Net;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class LatencyTests
{
    private const string Vault = $"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-a/providers/Microsoft.KeyVault/vaults/kv-a";
    private static readonly TimeSpan Median = TimeSpan.FromMilliseconds(60);

    [Theory]
    [InlineData("GET", Vault, 60)]
    [InlineData("GET", $"{Vault}/providers/microsoft.insights/diagnosticSettings", 60)]
    [InlineData("GET", $"{Vault}/keys", 60)]
    [InlineData("GET", $"/subscriptions/{ServedEstate.Sub}", 60)]
    [InlineData("GET", $"/subscriptions/{ServedEstate.Sub}/providers/Microsoft.Storage", 60)]
    [InlineData("PATCH", Vault, 60)]
    [InlineData("POST", "/batch", 60)]
    [InlineData("GET", "/subscriptions", 84)]
    [InlineData("GET", $"/subscriptions/{ServedEstate.Sub}/resources", 84)]
    [InlineData("GET", $"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-a/resources", 84)]
    [InlineData("GET", $"/subscriptions/{ServedEstate.Sub}/providers", 84)]
    [InlineData("GET", $"/subscriptions/{ServedEstate.Sub}/providers/Microsoft.KeyVault/vaults", 84)]
    [InlineData("GET", $"/subscriptions/{ServedEstate.Sub}/resourceGroups/rg-a/providers/Microsoft.KeyVault/vaults", 84)]
    [InlineData("GET", "/providers/Microsoft.Management/managementGroups", 84)]
    [InlineData("POST", "/providers/Microsoft.ResourceGraph/resources", 180)]
    public async Task A_list_takes_longer_than_a_resource_and_a_query_of_resource_graph_longest(string method, string path, int expected)
    {
        var clock = new SteppingClock();
        await using var served = await ServeAsync(clock, new LatencySpread(1) { Sigma = 0 });

        Assert.Equal(expected, (await LatencyOfAsync(served, clock, path, method)).TotalMilliseconds, 0.01);
    }

    [Fact]
    public async Task Without_a_spread_everything_takes_the_same()
    {
        var clock = new SteppingClock();
        await using var served = await ServeAsync(clock, spread: null);

        Assert.Equal(Median, await LatencyOfAsync(served, clock, Vault));
        Assert.Equal(Median, await LatencyOfAsync(served, clock, "/subscriptions"));
    }

    [Fact]
    public async Task The_latency_spreads_about_the_median()
    {
        var clock = new SteppingClock();
        await using var served = await ServeAsync(clock, new LatencySpread(1));

        var logarithms = new List<double>();
        for (var number = 0; number < 400; number++)
        {
            logarithms.Add(Math.Log(await LatencyOfAsync(served, clock, $"{Vault}{number}") / Median));
        }

        var mean = logarithms.Average();
        Assert.InRange(mean, -0.05, 0.05);
        Assert.InRange(Math.Sqrt(logarithms.Average(one => Math.Pow(one - mean, 2))), 0.35, 0.45);
    }

    [Fact]
    public async Task The_same_requests_take_the_same_time_for_the_same_seed_in_whatever_order()
    {
        string[] requests = [Vault, "/subscriptions", Vault, $"{Vault}/keys"];

        var once = await LatenciesAsync(7, requests);
        var again = await LatenciesAsync(7, [requests[3], .. requests[..3]]);
        var other = await LatenciesAsync(8, requests);

        Assert.Equal(once, again[1..].Append(again[0]));
        Assert.All(once.Zip(other), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.NotEqual(once[0], once[2]);
    }

    [Fact]
    public async Task A_request_counts_when_half_of_its_latency_is_over()
    {
        var clock = new SteppingClock();
        var counted = TimeSpan.Zero;
        await using var served = await ServedEstate.StartAsync(with: options => options with
        {
            Clock = clock,
            Latency = Median,
            Emulator = new EmulatorOptions(TimeProvider.System)
            {
                Intercept = _ =>
                {
                    counted = clock.Waited;
                    return null;
                },
            },
        });

        await LatencyOfAsync(served, clock, Vault);

        Assert.Equal(Median / 2, counted);
    }

    private static async Task<TimeSpan[]> LatenciesAsync(int seed, IReadOnlyList<string> requests)
    {
        var clock = new SteppingClock();
        await using var served = await ServeAsync(clock, new LatencySpread(seed));
        var latencies = new List<TimeSpan>();
        foreach (var request in requests)
        {
            latencies.Add(await LatencyOfAsync(served, clock, request));
        }

        return [.. latencies];
    }

    private static Task<ServedEstate> ServeAsync(SteppingClock clock, LatencySpread? spread) =>
        ServedEstate.StartAsync(with: options => options with { Clock = clock, Latency = Median, LatencySpread = spread });

    private static async Task<TimeSpan> LatencyOfAsync(ServedEstate served, SteppingClock clock, string path, string method = "GET")
    {
        var before = clock.Waited;
        using var answer = await served.SendAsync(new HttpMethod(method), $"{path}?api-version=2022-12-01", method == "GET" ? null : "{}");
        Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        return clock.Waited - before;
    }
}

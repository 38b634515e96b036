using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Baseline.Arm;
using Baseline.Emulator;
using Baseline.Estates;

namespace Baseline.Bench;

/// <summary>What one read took.</summary>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Requests">Requests, those in batches not counted.</param>
/// <param name="Throttled">Answers of 429.</param>
/// <param name="Floor">The least that the limits and the latency allow, in seconds.</param>
internal sealed record Measured(double Seconds, int Requests, int Throttled, double Floor);

/// <summary>Reads an estate of vaults from an emulator that keeps Azure's quotas and answers after a while.</summary>
internal sealed class LiveRead(int vaults, int subscriptions, TimeSpan latency)
{
    private const int Parallelism = 16;

    public async Task<Measured> RunAsync(ReadOptions options)
    {
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes(Seed().ToJsonString()));
        var emulator = ArmEmulator.Load(seed, new EmulatorOptions(TimeProvider.System) { EnforceQuotas = true, RetryAfterMilliseconds = 1000 });
        using var handler = new Latency(latency) { InnerHandler = new ArmEmulatorHandler(emulator) };
        using var transport = new HttpClientTransport(handler);
        using var connection = new ArmConnection(new ArmOptions
        {
            Clock = TimeProvider.System,
            Transport = transport,
            Quota = ArmQuota.PublicCloud,
            Parallelism = Parallelism,
        });
        var guids = Enumerable.Range(0, subscriptions).Select(Guid).ToList();
        var watch = Stopwatch.StartNew();
        var estate = await new ArmEstateReader(connection, "azure", null, options)
            .ReadAsync(new EstateRequest(false, [], guids, true, true, []), CancellationToken.None);
        watch.Stop();
        if (estate.Unreadable.Count > 0 || estate.OfType("microsoft.keyvault/vaults").Count != vaults)
        {
            throw new InvalidOperationException("The read is not whole.");
        }

        var sent = emulator.Log.Where(exchange => !exchange.InBatch).ToList();
        return new Measured(watch.Elapsed.TotalSeconds, sent.Count, emulator.Log.Count(exchange => exchange.Status == 429), Floor(emulator, sent.Count));
    }

    /// <summary>No bucket can be read faster than it fills, and no connection faster than it answers.</summary>
    private double Floor(ArmEmulator emulator, int sent)
    {
        var reads = ArmQuota.PublicCloud.Reads;
        var most = emulator.Log
            .Where(exchange => exchange.PathAndQuery.StartsWith("/subscriptions/", StringComparison.Ordinal) && exchange.Status != 429)
            .CountBy(exchange => exchange.PathAndQuery.Split('/', '?')[2])
            .Max(pair => pair.Value);
        return Math.Max((most - reads.Burst) / reads.PerSecond, sent * latency.TotalSeconds / Parallelism);
    }

    private static string Guid(int number) => $"{number:D8}-0000-0000-0000-000000000000";

    private JsonObject Seed()
    {
        var resources = new JsonArray();
        for (var number = 0; number < vaults; number++)
        {
            var id = $"/subscriptions/{Guid(number % subscriptions)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-{number}";
            resources.Add((JsonNode)new JsonObject
            {
                ["id"] = id,
                ["name"] = $"kv-{number}",
                ["type"] = "Microsoft.KeyVault/vaults",
                ["location"] = "westeurope",
                ["properties"] = new JsonObject { ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" } },
            });
        }

        return new JsonObject
        {
            ["formatVersion"] = "1.0",
            ["subscriptions"] = new JsonArray([.. Enumerable.Range(0, subscriptions)
                .Select(number => (JsonNode)new JsonObject { ["id"] = Guid(number), ["displayName"] = $"sub-{number}" })]),
            ["resources"] = resources,
            ["unreadable"] = new JsonArray(),
        };
    }

    private sealed class Latency(TimeSpan delay) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(delay, TimeProvider.System, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

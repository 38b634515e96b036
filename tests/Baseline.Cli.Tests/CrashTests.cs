using System.Text.Json;
using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Planning;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>X8: a run that is killed at any write leaves an estate from which the next run converges, repeating nothing.</summary>
public sealed class CrashTests
{
    private static readonly FixedClock Clock = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, int, bool> Kills()
    {
        var kills = new TheoryData<string, int, bool>();
        foreach (var (example, writes) in new[] { ("conformity", 9), ("fleet", 14) })
        {
            for (var at = 1; at <= writes; at++)
            {
                kills.Add(example, at, true);
                kills.Add(example, at, false);
            }
        }

        return kills;
    }

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task X8_A_run_killed_at_any_write_is_finished_by_the_next(string example, int at, bool takesEffect)
    {
        using var seed = File.OpenRead(Repo.PathOf("examples", example, "estate.json"));
        var emulator = ArmEmulator.Load(seed, new EmulatorOptions(Clock));
        using var connection = new ArmConnection(new ArmOptions
        {
            Clock = Clock,
            Transport = new HttpClientTransport(new ArmEmulatorHandler(emulator)),
            PollInterval = TimeSpan.FromMilliseconds(1),
        });
        var first = await PlanAsync(connection);
        var writer = new KilledWriter(new ArmChangeWriter(connection), at, takesEffect);

        await Assert.ThrowsAsync<KilledException>(() => ApplyAsync(writer, first));
        var report = await ApplyAsync(new ArmChangeWriter(connection), await PlanAsync(connection));
        var last = await PlanAsync(connection);

        Assert.True(report.Succeeded);
        Assert.Empty(last.Changes);
        var writes = emulator.Log.Where(exchange => exchange.Method is "PUT" or "PATCH" or "DELETE").ToList();
        Assert.Equal(first.Changes.Count, writes.Count);
        Assert.Equal(writes.Count, writes.Select(write => $"{write.Method} {write.PathAndQuery} {write.RequestBody}").Distinct().Count());
    }

    private static async Task<Plan> PlanAsync(ArmConnection connection)
    {
        var document = Assert.IsType<BaselineDocument>(new BaselineReader(new FileDocumentSource(Repo.Root)).Read("baseline.yaml").Value);
        var estate = await new ArmEstateReader(connection, "emulator", Clock.GetUtcNow())
            .ReadAsync(Planner.RequestFor(document), TestContext.Current.CancellationToken);
        return Planner.Plan(document, estate, new DateOnly(2026, 11, 22));
    }

    private static async Task<ApplyReport> ApplyAsync(IChangeWriter writer, Plan plan)
    {
        using var journal = new MemoryStream();
        return await new Applier(writer, new RunJournal(journal, Clock), ApplyPace.InMemory with { Parallelism = 4 }, Clock)
            .ApplyAsync(plan, new Silent(), TestContext.Current.CancellationToken);
    }

    private sealed class KilledException : Exception;

    /// <summary>Dies at the n-th write, before it is sent or right after it took effect.</summary>
    private sealed class KilledWriter(IChangeWriter inner, int at, bool takesEffect) : IChangeWriter
    {
        private int _writes;

        public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken) =>
            inner.ReadAsync(resource, apiVersion, cancellationToken);

        public async Task<WriteResult> WriteAsync(
            string method, string resource, string apiVersion, JsonElement body, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _writes) < at)
            {
                return await inner.WriteAsync(method, resource, apiVersion, body, cancellationToken);
            }

            if (takesEffect)
            {
                await inner.WriteAsync(method, resource, apiVersion, body, cancellationToken);
            }

            throw new KilledException();
        }
    }

    private sealed class Silent : IApplyObserver
    {
        public void Starting(Change change)
        {
        }

        public void Waiting(Change change, TimeSpan wait)
        {
        }

        public void Finished(AppliedChange change)
        {
        }
    }
}

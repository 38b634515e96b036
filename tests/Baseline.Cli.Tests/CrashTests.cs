using System.Text.Json;
using Baseline.Applying;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>X8: a run that is killed at any write leaves an estate from which the next run converges, repeating nothing.</summary>
public sealed class CrashTests
{
    private static readonly Dictionary<string, int> Writes = new() { ["conformity"] = 9, ["fleet"] = 15 };

    public static TheoryData<string, int, bool> Kills()
    {
        var kills = new TheoryData<string, int, bool>();
        foreach (var (example, writes) in Writes)
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
        using var azure = new ExampleAzure(example);
        var first = await azure.PlanAsync();
        var writer = new KilledWriter(azure.Writer, at, takesEffect);

        await Assert.ThrowsAsync<KilledException>(() => ExampleAzure.ApplyAsync(writer, first, parallelism: 4));
        var report = await ExampleAzure.ApplyAsync(azure.Writer, await azure.PlanAsync(), parallelism: 4);
        var last = await azure.PlanAsync();

        Assert.True(report.Succeeded);
        Assert.Empty(last.Changes);
        Assert.Equal(Writes[example], first.Changes.Count);
        Assert.Equal(first.Changes.Count, azure.Writes.Count);
        Assert.Equal(azure.Writes.Count, azure.Writes.Distinct().Count());
    }

    private sealed class KilledException : Exception;

    /// <summary>Dies at the n-th write, before it is sent or right after it took effect.</summary>
    private sealed class KilledWriter(IChangeWriter inner, int at, bool takesEffect) : IChangeWriter
    {
        private int _writes;

        public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken) =>
            inner.ReadAsync(resource, apiVersion, cancellationToken);

        public async Task<WriteResult> WriteAsync(
            string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _writes) < at)
            {
                return await inner.WriteAsync(method, resource, apiVersion, body, ifMatch, cancellationToken);
            }

            if (takesEffect)
            {
                await inner.WriteAsync(method, resource, apiVersion, body, ifMatch, cancellationToken);
            }

            throw new KilledException();
        }
    }
}

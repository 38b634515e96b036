using System.Text.Json;
using Baseline.Applying;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>X9: two pipelines apply at the same time.</summary>
public sealed class TwoRunsTests
{
    public static TheoryData<int> Writes => [.. Enumerable.Range(1, 9)];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task X9_A_run_that_another_overtakes_neither_doubles_nor_undoes_its_work(int at)
    {
        using var alone = new ExampleAzure("conformity");
        await ExampleAzure.ApplyAsync(alone.Writer, await alone.PlanAsync(), parallelism: 1);
        using var azure = new ExampleAzure("conformity");
        var plan = await azure.PlanAsync();
        ApplyReport? other = null;
        var writer = new OvertakenWriter(azure.Writer, at, async () =>
            other = await ExampleAzure.ApplyAsync(azure.Writer, await azure.PlanAsync(), parallelism: 1));

        var overtaken = await ExampleAzure.ApplyAsync(writer, plan, parallelism: 1);

        Assert.True(other?.Succeeded);
        Assert.True(overtaken.Succeeded);
        Assert.Equal(plan.Changes.Count - at, overtaken.Count(ChangeOutcome.AlreadyDone));
        Assert.Empty((await azure.PlanAsync()).Changes);
        Assert.Equal(Resources(alone), Resources(azure));
    }

    /// <summary>What there is, by id: a resource more would be work done twice.</summary>
    private static IEnumerable<string?> Resources(ExampleAzure azure)
    {
        using var saved = JsonDocument.Parse(azure.Saved());
        return [.. saved.RootElement.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("id").GetString()).Order(StringComparer.Ordinal)];
    }

    /// <summary>Right before its n-th write, when Azure has been read already, something else happens.</summary>
    private sealed class OvertakenWriter(IChangeWriter inner, int at, Func<Task> meanwhile) : IChangeWriter
    {
        private int _writes;

        public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken) =>
            inner.ReadAsync(resource, apiVersion, cancellationToken);

        public async Task<WriteResult> WriteAsync(
            string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken)
        {
            if (++_writes == at)
            {
                await meanwhile();
            }

            return await inner.WriteAsync(method, resource, apiVersion, body, ifMatch, cancellationToken);
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Baseline.Applying;
using Baseline.Azure;

namespace Baseline.Core.Tests.Applying;

/// <summary>Azure reduced to a dictionary whose writes end when the test says so.</summary>
internal sealed class GatedWriter : IChangeWriter
{
    private readonly ConcurrentDictionary<string, JsonElement> _live = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ArmFailure?>> _open = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The resources whose writes have begun, in that order.</summary>
    public ConcurrentQueue<string> Begun { get; } = new();

    /// <summary>The resources whose writes are in flight.</summary>
    public IEnumerable<string> InFlight => _open.Where(write => !write.Value.Task.IsCompleted).Select(write => write.Key).Order();

    /// <summary>Waits until so many writes have begun.</summary>
    public async Task BeginsAsync(int count)
    {
        while (Begun.Count < count)
        {
            await Task.Yield();
        }
    }

    /// <summary>Lets a write end, and what waited for it go as far as it can.</summary>
    public void End(string resource, ArmFailure? failure = null) => _open[resource].SetResult(failure);

    /// <summary>Lets every write end that is in flight or begins meanwhile.</summary>
    public async Task EndAllAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            foreach (var resource in InFlight.ToList())
            {
                End(resource);
            }

            await Task.Yield();
        }
    }

    public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken) =>
        Task.FromResult(new WriteResult(_live.GetValueOrDefault(resource), null));

    public async Task<WriteResult> WriteAsync(
        string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken)
    {
        var gate = new TaskCompletionSource<ArmFailure?>();
        _open[resource] = gate;
        Begun.Enqueue(resource);
        if (await gate.Task is { } failure)
        {
            return new WriteResult(default, failure);
        }

        _live[resource] = body;
        return new WriteResult(body, null);
    }
}

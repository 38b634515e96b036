using System.Text.Json;
using Baseline.Applying;
using Baseline.Azure;

namespace Baseline.Core.Tests.Applying;

/// <summary>Azure reduced to a dictionary: a PUT replaces, a DELETE removes; failures are scripted by resource.</summary>
internal sealed class MemoryWriter : IChangeWriter
{
    private readonly Dictionary<string, JsonElement> _live = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Writes { get; } = [];

    /// <summary>The ETag of each write.</summary>
    public List<string?> ETags { get; } = [];

    public Dictionary<string, ArmFailure> Failures { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Resources that Azure says exist under another name.</summary>
    public HashSet<string> Elsewhere { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many of the next writes are lost without an answer and without an effect.</summary>
    public int LostWrites { get; set; }

    /// <summary>How many reads after a write still show the old body.</summary>
    public int StaleReads { get; set; }

    /// <summary>The reads, by number, that see nothing.</summary>
    public HashSet<int> MissedReads { get; } = [];

    /// <summary>How many reads there were.</summary>
    public int Reads { get; private set; }

    public Action<string>? BeforeRead { get; set; }

    public Action<string>? BeforeWrite { get; set; }

    private readonly Dictionary<string, (JsonElement Body, int Left)> _pending = new(StringComparer.OrdinalIgnoreCase);

    public void Set(string id, string body) => _live[id] = Json(body);

    public void Remove(string id) => _live.Remove(id);

    public string? Text(string id) => _live.TryGetValue(id, out var body) ? body.GetRawText() : null;

    public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken)
    {
        BeforeRead?.Invoke(resource);
        if (MissedReads.Contains(++Reads))
        {
            return Task.FromResult(new WriteResult(default, null));
        }

        if (_pending.TryGetValue(resource, out var pending))
        {
            _pending[resource] = pending with { Left = pending.Left - 1 };
            if (pending.Left <= 0)
            {
                _pending.Remove(resource);
                _live[resource] = pending.Body;
            }
        }

        return Task.FromResult(new WriteResult(_live.GetValueOrDefault(resource), null));
    }

    public Task<WriteResult> WriteAsync(
        string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken)
    {
        BeforeWrite?.Invoke(resource);
        Writes.Add($"{method} {resource}");
        ETags.Add(ifMatch);
        if (LostWrites-- > 0)
        {
            return Task.FromResult(new WriteResult(
                default, new ArmFailure(504, "GatewayTimeout", "Timed out.", $"{method} {resource}", null, OutcomeUnknown: true)));
        }

        if (Elsewhere.Contains(resource))
        {
            return Task.FromResult(new WriteResult(default, null) { ExistsUnderAnotherName = true });
        }

        if (Failures.TryGetValue(resource, out var failure))
        {
            if (failure.OutcomeUnknown)
            {
                _live[resource] = body;
            }

            return Task.FromResult(new WriteResult(default, failure));
        }

        if (method == "DELETE")
        {
            _live.Remove(resource);
        }
        else if (StaleReads > 0)
        {
            _pending[resource] = (body, StaleReads);
        }
        else
        {
            _live[resource] = body;
        }

        return Task.FromResult(new WriteResult(body, null));
    }

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

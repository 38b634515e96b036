using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Estates;
using Xunit;

namespace Baseline.Cli.Tests.Toy;

/// <summary>A small Azure in memory, with streams in it.</summary>
internal sealed class ToyAzure : IEstateOpener, IEstateReader, IChangeWriter
{
    public const string Subscription = "11111111-1111-1111-1111-111111111111";

    private readonly SortedDictionary<string, JsonObject> _streams = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What readers were asked for.</summary>
    public List<EstateRequest> Requests { get; } = [];

    public static string IdOf(string name) =>
        $"/subscriptions/{Subscription}/resourceGroups/rg-app/providers/{StreamType.TypeName}/{name}";

    public ToyAzure Add(string name, string mode)
    {
        _streams[IdOf(name)] = new JsonObject
        {
            ["id"] = IdOf(name),
            ["properties"] = new JsonObject { ["mode"] = mode, ["secretary"] = "Grace" },
        };
        return this;
    }

    public string? ModeOf(string name) => _streams[IdOf(name)]["properties"]?["mode"]?.GetValue<string>();

    public EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams) => new(this, this, () => { });

    public Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Task.FromResult(new Estate(
            "azure",
            null,
            [new EstateSubscription(Subscription, "prod", [])],
            _streams.Select(stream => new ObservedResource(ResourceId.Parse(stream.Key), Element(stream.Value))),
            []));
    }

    public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken) =>
        Task.FromResult(new WriteResult(_streams.TryGetValue(resource, out var stream) ? Element(stream) : default, null));

    public Task<WriteResult> WriteAsync(
        string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken)
    {
        Assert.Equal(("PATCH", "2026-01-01"), (method, apiVersion));
        _streams[resource]["properties"]?["mode"] = body.GetProperty("properties").GetProperty("mode").GetString();
        return ReadAsync(resource, apiVersion, cancellationToken);
    }

    private static JsonElement Element(JsonObject body) => JsonDocument.Parse(body.ToJsonString()).RootElement;
}

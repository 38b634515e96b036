using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Conformance.Tests.Cases;

/// <summary>A document, an estate, and what must come of them.</summary>
/// <param name="Name">File and title.</param>
/// <param name="Document">The baseline document.</param>
/// <param name="EstateJson">The estate, in the format of estate files.</param>
/// <param name="Expect">What must come of them, as the case file says it.</param>
/// <param name="CapturedOnly">Why it holds over a captured estate alone; null where it holds over Azure too.</param>
internal sealed record ConformanceCase(
    string Name, BaselineDocument Document, JsonObject EstateJson, JsonObject Expect, string? CapturedOnly)
{
    /// <summary>The estate as it was captured.</summary>
    public Estate Estate { get; } = EstateOf(EstateJson);

    /// <summary>The day by which exemptions are counted.</summary>
    public DateOnly Today => DateOnly.FromDateTime(
        (Estate.CapturedAt ?? throw new InvalidDataException("A case says when its estate was captured.")).UtcDateTime);

    /// <summary>The estate with everything in another order.</summary>
    public Estate ShuffledEstate()
    {
        var shuffled = (JsonObject)EstateJson.DeepClone();
        foreach (var member in (string[])["subscriptions", "resources", "unreadable"])
        {
            shuffled[member] = new JsonArray(
                [.. (shuffled[member] as JsonArray ?? []).Reverse().Select(item => item?.DeepClone())]);
        }

        return EstateOf(shuffled);
    }

    /// <summary>Reads a document that was written as a mapping: JSON is YAML as well. What a case set to nothing is not in it.</summary>
    public static BaselineDocument DocumentOf(JsonObject mapping)
    {
        var text = WithoutNothing(mapping).ToJsonString(new JsonSerializerOptions { WriteIndented = true });
        return Accepted(new BaselineReader(new OneFile(text), ControlCatalogue.Product.All).Read("baseline.yaml"));
    }

    private static JsonObject WithoutNothing(JsonObject map) => new(map
        .Where(member => member.Value is not null)
        .Select(member => KeyValuePair.Create(
            member.Key, member.Value is JsonObject inner ? WithoutNothing(inner) : member.Value?.DeepClone())));

    /// <summary>Reads an estate.</summary>
    public static Estate EstateOf(JsonObject json) =>
        Accepted(EstateFile.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), "estate.json"));

    private static T Accepted<T>(Diagnosed<T> read)
        where T : class => read.Value ?? throw new InvalidDataException(string.Join('\n', read.Diagnostics));

    private sealed class OneFile(string text) : IDocumentSource
    {
        public string Resolve(string path, string? from) => path;

        public byte[] Read(string path, int limit) => Encoding.UTF8.GetBytes(text);
    }
}

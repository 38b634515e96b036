using System.Text.Json;
using Baseline.Azure;

namespace Baseline.Cli.Tests.Toy;

/// <summary>A type of resource that the product has never heard of: it is switched on and off, and never created.</summary>
internal sealed class StreamType : IResourceType
{
    public const string TypeName = "Contoso.Telemetry/streams";

    public string Name => TypeName;

    public string ApiVersion => "2026-01-01";

    public IReadOnlyList<string> Words => ["mode"];

    public string? WhyNeverSent(ArmWrite write) =>
        write.Method == "PATCH" && write.Body.GetProperty("properties").EnumerateObject().All(member => member.Name == "mode")
            ? null
            : "It only switches the mode of streams.";

    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        var before = recorded.Before.GetProperty("properties").GetProperty("mode").GetString();
        var sent = recorded.Write.Body.GetProperty("properties").GetProperty("mode").GetString();
        var now = live.GetProperty("properties").GetProperty("mode").GetString();
        return now != sent
            ? UndoStep.Leave($"The mode is {now} by now, and is left so.")
            : new UndoStep(recorded.Write with { Body = JsonDocument.Parse($$$"""{"properties":{"mode":"{{{before}}}"}}""").RootElement }, []);
    }
}

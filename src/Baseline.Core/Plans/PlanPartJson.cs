using System.Text.Json;
using Baseline.Json;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>The part of a plan as JSON. What was not asked for is left out.</summary>
internal static class PlanPartJson
{
    /// <summary>Writes the part.</summary>
    public static void Write(Utf8JsonWriter writer, PlanPart part)
    {
        writer.WriteStartObject();
        if (!part.Only.IsEmpty)
        {
            WriteTexts(writer, "only", part.Only.All.Select(selector => selector.ToString()));
        }

        if (part.Wave is { } wave)
        {
            writer.WriteStartObject("wave");
            writer.WriteString("name", wave.Name);
            WriteGiven(writer, "waits", wave.Waits);
            WriteGiven(writer, "reason", wave.Reason);
            writer.WriteEndObject();
        }

        if (part.Shard is { } shard)
        {
            WriteNumbers(writer, "shard", ("index", shard.Index), ("count", shard.Count));
        }

        if (part.Judged.Count > 0)
        {
            WriteTexts(writer, "judged", part.Judged);
        }

        if (part.Slice is { } slice)
        {
            WriteNumbers(writer, "maxChanges", ("most", slice.Most), ("left", slice.Left));
        }

        writer.WriteEndObject();
    }

    /// <summary>The part; what is wrong is reported.</summary>
    public static PlanPart Read(FileValue item) => new(
        new SelectorSet(item.OptionalTexts("only").Select(text => SelectorOf(item, text)).OfType<Selector>()),
        item.OptionalObject("wave") is { } wave
            ? new PlanWave(wave.Text("name"), wave.OptionalText("waits"), wave.OptionalText("reason"))
            : null,
        item.OptionalObject("shard") is { } shard ? new Shard(shard.Number("index"), Math.Max(1, shard.Number("count"))) : null,
        item.OptionalObject("maxChanges") is { } slice ? new PlanSlice(slice.Number("most"), slice.Number("left")) : null)
    {
        Judged = item.OptionalTexts("judged"),
    };

    private static Selector? SelectorOf(FileValue item, string text)
    {
        if (Selector.Parse(text) is { } selector)
        {
            return selector;
        }

        item.Of("only").Report(
            "BL4009",
            "Unknown word",
            $"\"{text}\" is not one of {string.Join(", ", Selector.Kinds.Select(kind => $"{kind.Name}=…"))}.",
            PlanReading.MakeAgain);
        return null;
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteGiven(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, (string Name, int Value) first, (string Name, int Value) second)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber(first.Name, first.Value);
        writer.WriteNumber(second.Name, second.Value);
        writer.WriteEndObject();
    }
}

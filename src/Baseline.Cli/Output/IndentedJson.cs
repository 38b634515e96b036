using System.Text;
using System.Text.Json;
using Baseline.Json;

namespace Baseline.Cli.Output;

/// <summary>JSON on standard output: indented, with the letters of every language as they are, and a line break at its end.</summary>
internal static class IndentedJson
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = VisibleJsonEncoder.Instance,
    };

    /// <summary>The text of one value.</summary>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The text of an array.</summary>
    public static string Array<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    });
}

using System.Text;

namespace Baseline.Fuzz.Targets;

/// <summary>One answer of a script.</summary>
/// <param name="Status">From 100 to 599.</param>
/// <param name="Path">Which addresses it answers: those that contain this text.</param>
/// <param name="Headers">The headers as they are.</param>
/// <param name="Body">The bytes of the body.</param>
internal sealed record ScriptedAnswer(
    int Status, string Path, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body);

/// <summary>
/// Answers as a text: a line with status and path, header lines, an empty line, a body; and a line of four equals signs between
/// two answers. Any bytes are a script: what is no number is a 200.
/// </summary>
internal static class AnswerScript
{
    private static ReadOnlySpan<byte> Between => "\n====\n"u8;

    /// <summary>The parts of a script, one for each answer.</summary>
    public static List<byte[]> Split(ReadOnlySpan<byte> script)
    {
        var parts = new List<byte[]>();
        for (var at = script.IndexOf(Between); at >= 0; at = script.IndexOf(Between))
        {
            parts.Add(script[..at].ToArray());
            script = script[(at + Between.Length)..];
        }

        parts.Add(script.ToArray());
        return parts;
    }

    /// <summary>The script of such parts.</summary>
    public static byte[] Join(IReadOnlyList<byte[]> parts)
    {
        using var script = new MemoryStream();
        for (var index = 0; index < parts.Count; index++)
        {
            script.Write(index == 0 ? default : Between);
            script.Write(parts[index]);
        }

        return script.ToArray();
    }

    /// <summary>Where the body of a part begins; its length where it has none.</summary>
    public static int BodyStart(ReadOnlySpan<byte> part) => part.IndexOf("\n\n"u8) is var at and >= 0 ? at + 2 : part.Length;

    public static List<ScriptedAnswer> Parse(ReadOnlySpan<byte> script) => [.. Split(script).Select(Answer)];

    private static ScriptedAnswer Answer(byte[] part)
    {
        var body = BodyStart(part);
        var lines = Encoding.Latin1.GetString(part.AsSpan(0, body)).Split('\n');
        var first = lines[0].Split(' ', 2);
        var status = int.TryParse(first[0], out var number) && number is >= 100 and <= 599 ? number : 200;
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2 && parts[0].Length > 0)
            .Select(parts => (parts[0], parts[1]));
        return new ScriptedAnswer(status, first.Length > 1 ? first[1].Trim() : "", [.. headers], part[body..]);
    }
}

using System.Text;
using System.Text.Json;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Plans.Undoing;

namespace Baseline.Fuzz.Targets;

/// <summary>The readers of the files that the tool itself writes.</summary>
internal static class FileTargets
{
    /// <summary>Promise: an estate that was read can be written, and what was written is the same estate.</summary>
    public static bool ReadEstate(byte[] input)
    {
        if (!IsAccepted(EstateFile.Read(input, "estate.json"), out var estate))
        {
            return false;
        }

        return ReadBack(estate).Value is not null ? true : throw new BrokenPromiseException("The estate's own file is refused.");
    }

    /// <summary>The estate from a file of its own, which holds the same or is refused in order.</summary>
    public static Diagnosed<Estate> ReadBack(Estate estate)
    {
        var written = Bytes(estate);
        var read = EstateFile.Read(written, "again.json");
        return !IsAccepted(read, out var again) || written.AsSpan().SequenceEqual(Bytes(again))
            ? read
            : throw new BrokenPromiseException("The file of the estate is that of another estate.");
    }

    /// <summary>
    /// Promise: a plan that was read keeps its digest in a file of its own. The digest of the input is put right first, where it
    /// is JSON: else hardly any mutation came farther than that.
    /// </summary>
    public static bool ReadPlan(byte[] input)
    {
        if (!IsAccepted(PlanFile.Read(Signed(input) ?? input, "plan.json"), out var plan))
        {
            return false;
        }

        return IsAccepted(PlanFile.Read(PlanFile.Write(plan), "again.json"), out var again) && PlanFile.DigestOf(again) == PlanFile.DigestOf(plan)
            ? true
            : throw new BrokenPromiseException("The plan can't be read back from its own file.");
    }

    /// <summary>Promise: the same as every other reader's; and a refusal names a line of the file.</summary>
    public static bool ReadJournal(byte[] input) =>
        IsAccepted(RunRecord.Read(Encoding.UTF8.GetString(input), "run.jsonl"), out _);

    private static bool IsAccepted<T>(Diagnosed<T> read, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : class
    {
        value = read.Value;
        if (read.Failed && !read.Diagnostics.Any(diagnostic => diagnostic is { Severity: Severity.Error, Span: not null }))
        {
            throw new BrokenPromiseException("A refusal says no place.");
        }

        return !read.Failed;
    }

    private static byte[] Bytes(Estate estate)
    {
        using var stream = new MemoryStream();
        EstateFile.Write(estate, stream);
        return stream.ToArray();
    }

    private static byte[]? Signed(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input, new JsonDocumentOptions { MaxDepth = 128, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            using var stream = new MemoryStream();
            using (var writer = new Utf8JsonWriter(stream))
            {
                writer.WriteStartObject();
                foreach (var member in document.RootElement.EnumerateObject().Where(member => member.Name != "digest"))
                {
                    member.WriteTo(writer);
                }

                writer.WriteString("digest", CanonicalJson.Digest(document.RootElement, without: "digest"));
                writer.WriteEndObject();
            }

            return stream.ToArray();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}

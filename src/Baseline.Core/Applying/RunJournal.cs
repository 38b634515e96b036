using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>
/// The record of a run, one JSON object a line, flushed before and after each write, so that it can be read after a crash
/// at any point. The body before a write is kept: undo restores it. Writes that are in flight at once have their lines between
/// each other's; the change's id says which belong together.
/// </summary>
public sealed class RunJournal(Stream target, TimeProvider clock)
{
    /// <summary>The version of the journal format.</summary>
    public const string CurrentFormatVersion = "1.0";

    private readonly Lock _gate = new();
    private IOException? _broken;

    /// <summary>Opens the record: which plan is carried out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="planDigest">Its digest.</param>
    /// <param name="overLimits">Why the document's limits were set aside; null when they were not.</param>
    /// <param name="origin">Who makes the run, with what and where; null where nothing is known of that.</param>
    public void Begin(Plan plan, string planDigest, string? overLimits, RunOrigin? origin = null) => Append(writer =>
    {
        writer.WriteString("event", "run");
        writer.WriteString("formatVersion", CurrentFormatVersion);
        writer.WriteString("plan", planDigest);
        writer.WriteString("baseline", plan.Baseline.Name);
        writer.WriteString("baselineDigest", plan.Baseline.Digest);
        writer.WriteNumber("changes", plan.Changes.Count);
        if (plan.IsUndo)
        {
            writer.WriteBoolean("undo", value: true);
        }

        if (overLimits is not null)
        {
            writer.WriteString("allowedOverLimits", overLimits);
        }

        WriteOrigin(writer, origin ?? new RunOrigin());
    });

    /// <summary>Records that a write is about to be sent, with the body before it.</summary>
    public void Starting(Change change, JsonElement before) => Append(writer =>
    {
        writer.WriteString("event", "starting");
        WriteChange(writer, change);
        Write(writer, "body", change.Body);
        Write(writer, "before", before);
    });

    /// <summary>Records what became of a change, with the body after it.</summary>
    /// <param name="change">The change and what became of it.</param>
    /// <param name="resolved">The change as it was sent, without references.</param>
    /// <param name="after">The live document as it was seen last; undefined when not known.</param>
    /// <param name="isUnknown">
    /// Whether it was sent, Azure did not say what became of it, and reading back did not show it: it may take effect all the
    /// same, and is recorded as unknown.
    /// </param>
    public void Finished(AppliedChange change, Change resolved, JsonElement after, bool isUnknown = false) => Append(writer =>
    {
        writer.WriteString("event", "finished");
        WriteChange(writer, resolved);
        writer.WriteString("outcome", isUnknown ? "unknown" : JsonNamingPolicy.CamelCase.ConvertName(change.Outcome.ToString()));
        if (change.Detail.Length > 0)
        {
            writer.WriteString("detail", change.Detail);
        }

        if ((change.Failure?.CorrelationId ?? change.CorrelationId) is { } correlation)
        {
            writer.WriteString("correlationId", correlation);
        }

        Write(writer, "after", after);
    });

    /// <summary>Closes the record.</summary>
    public void End(ApplyReport report) => Append(writer =>
    {
        writer.WriteString("event", "end");
        writer.WriteBoolean("cancelled", report.Cancelled);
        writer.WriteNumber("applied", report.Count(ChangeOutcome.Applied));
        writer.WriteNumber("failed", report.Count(ChangeOutcome.Failed) + report.Count(ChangeOutcome.Unverified));
        writer.WriteNumber("stale", report.Count(ChangeOutcome.Stale));
        WriteNotStarted(writer, report);
    });

    /// <summary>A time as journals spell it: in UTC, to the millisecond.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static void WriteOrigin(Utf8JsonWriter writer, RunOrigin origin)
    {
        if (origin.Caller is { } caller)
        {
            writer.WriteStartObject("caller");
            WriteKnown(writer, "tenantId", caller.TenantId);
            WriteKnown(writer, "objectId", caller.ObjectId);
            WriteKnown(writer, "appId", caller.AppId);
            WriteKnown(writer, "name", caller.Name);
            writer.WriteEndObject();
        }

        WriteKnown(writer, "tool", origin.Tool);
        WriteKnown(writer, "host", origin.Host);
        WriteKnown(writer, "run", origin.Run);
        WriteKnown(writer, "approvedBy", origin.ApprovedBy);
    }

    private static void WriteKnown(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteNotStarted(Utf8JsonWriter writer, ApplyReport report)
    {
        if (report.Count(ChangeOutcome.NotStarted) == 0)
        {
            return;
        }

        writer.WriteStartArray("notStarted");
        foreach (var entry in report.Changes.Where(entry => entry.Outcome == ChangeOutcome.NotStarted))
        {
            writer.WriteStartObject();
            writer.WriteString("change", entry.Change.Id);
            writer.WriteString("resource", entry.Change.Resource);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter writer, Change change)
    {
        writer.WriteString("change", change.Id);
        writer.WriteString("action", JsonNamingPolicy.CamelCase.ConvertName(change.Action.ToString()));
        writer.WriteString("resource", change.Resource);
        writer.WriteString("type", change.Type);
        writer.WriteString("apiVersion", change.ApiVersion);
        writer.WriteString("method", change.Method);
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    private void Append(Action<Utf8JsonWriter> write)
    {
        lock (_gate)
        {
            if (_broken is { } exception)
            {
                throw new IOException(exception.Message, exception);
            }

            try
            {
                Append(Line(write));
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                // What follows half a line could not be read any more. The last is what .NET makes of a file that may not grow.
                _broken = failed as IOException ?? new IOException(failed.Message, failed);
                throw new IOException(failed.Message, failed);
            }
        }
    }

    private ArrayBufferWriter<byte> Line(Action<Utf8JsonWriter> write)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteString("at", Time(clock.GetUtcNow()));
            write(writer);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        return line;
    }

    private void Append(ArrayBufferWriter<byte> line)
    {
        target.Write(line.WrittenSpan);
        if (target is FileStream file)
        {
            file.Flush(flushToDisk: true);
        }
        else
        {
            target.Flush();
        }
    }
}

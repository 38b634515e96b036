using System.Globalization;
using System.Text.Json;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>Puts a plan into its JSON, member by member in the order of the format.</summary>
internal static class PlanWriting
{
    // So much may wait in memory before it is written: a plan of any size takes no more.
    private const int MostPending = 1 << 16;

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = VisibleJsonEncoder.Instance,
    };

    /// <summary>Writes the plan, with a line break at the end.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="digest">Its digest.</param>
    /// <param name="target">Where to.</param>
    public static void Write(Plan plan, string digest, Stream target)
    {
        using (var writer = new Utf8JsonWriter(target, Layout))
        {
            writer.WriteStartObject();
            foreach (var member in Members(plan))
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member);
            }

            writer.WriteString("digest", digest);
            writer.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    /// <summary>The members that the digest covers, in the order of the format.</summary>
    public static IEnumerable<WrittenMember> Members(Plan plan)
    {
        yield return Of("formatVersion", writer => writer.WriteStringValue(Plan.CurrentFormatVersion));
        yield return Of("baseline", writer => WriteBaseline(writer, plan));
        yield return Of("estate", writer => WriteEstate(writer, plan));
        if (plan.Against is { } against)
        {
            yield return Of("against", writer => Write(writer, against));
        }

        if (plan.Part is { } part)
        {
            yield return Of("part", writer => PlanPartJson.Write(writer, part));
        }

        yield return Of("summary", writer => WriteSummary(writer, plan));
        if (plan.NotInScope.Count > 0)
        {
            yield return ListOf("notInScope", plan.NotInScope, (writer, control) => writer.WriteStringValue(control));
        }

        yield return ListOf("findings", plan.Findings, Write);
        yield return ListOf("changes", plan.Changes, Write);
        yield return ListOf("warnings", plan.Notices, Write);
        yield return ListOf("exceeded", plan.Exceeded, Write);
    }

    private static WrittenMember Of(string name, Action<Utf8JsonWriter> write) => new(name, write, Items: null);

    private static WrittenMember ListOf<T>(string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => new(
        name, _ => { }, items.Select(item => (Action<Utf8JsonWriter>)(writer => write(writer, item))));

    private static void Write(Utf8JsonWriter writer, WrittenMember member)
    {
        if (member.Items is null)
        {
            member.Value(writer);
            return;
        }

        writer.WriteStartArray();
        foreach (var item in member.Items)
        {
            item(writer);
            if (writer.BytesPending > MostPending)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteBaseline(Utf8JsonWriter writer, Plan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("name", plan.Baseline.Name);
        writer.WriteString("digest", plan.Baseline.Digest);
        writer.WriteEndObject();
    }

    private static void WriteEstate(Utf8JsonWriter writer, Plan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("source", plan.Estate.Source);
        WriteText(writer, "capturedAt", plan.Estate.CapturedAt is { } time ? Instant.Text(time) : null);
        if (plan.Estate.Cloud is { } cloud)
        {
            writer.WriteString("cloud", cloud);
        }

        WriteSubscriptions(writer, plan.Estate.Subscriptions);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, DocumentComparison against)
    {
        writer.WriteStartObject();
        writer.WriteString("document", against.Document);
        writer.WriteString("digest", against.Digest);
        WriteArray(writer, "verdicts", against.Shifts, Write);
        writer.WriteEndObject();
    }

    /// <summary>Left out where there is none, so that the digests of plans of earlier releases stay what they were.</summary>
    private static void WriteSubscriptions(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("subscriptions");
        foreach (var (id, name) in names.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(id, name);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, VerdictShift shift)
    {
        writer.WriteStartObject();
        writer.WriteString("control", shift.Control);
        writer.WriteString("resource", shift.Resource.Text);
        WriteText(writer, "before", shift.Before is { } before ? PlanWords.Of(before) : null);
        WriteText(writer, "after", shift.After is { } after ? PlanWords.Of(after) : null);
        if (shift.Ended is { } ended)
        {
            Write(writer, ended);
        }

        writer.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter writer, Origin? origin)
    {
        if (origin is { } known)
        {
            writer.WriteString("origin", PlanWords.Of(known));
        }
    }

    private static void WriteSummary(Utf8JsonWriter writer, Plan plan)
    {
        writer.WriteStartObject();
        foreach (var (name, count) in PlanSummary.Of(plan))
        {
            writer.WriteNumber(name, count);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("control", finding.Control);
        writer.WriteString("resource", finding.Resource.Text);
        writer.WriteString("state", PlanWords.Of(finding.State));
        writer.WriteString("reason", finding.Reason);
        WriteText(writer, "blocked", finding.Blocked);
        if (finding.Obstacles.Count > 0)
        {
            WriteArray(writer, "obstacles", finding.Obstacles, Write);
        }

        WriteArray(writer, "changes", finding.Changes, (to, id) => to.WriteStringValue(id));
        if (finding.Details.Count > 0)
        {
            WriteArray(writer, "details", finding.Details, Write);
        }

        if (finding.Exemption is { } exemption)
        {
            Write(writer, exemption);
        }

        if (finding.Incomplete)
        {
            writer.WriteBoolean("incomplete", true);
        }

        WriteOrigin(writer, finding.Origin);

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Obstacle obstacle)
    {
        writer.WriteStartObject();
        writer.WriteString("code", obstacle.Code);
        writer.WriteString("what", obstacle.What);
        writer.WriteString("fix", obstacle.Fix);
        if (obstacle.Incomplete)
        {
            writer.WriteBoolean("incomplete", true);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FindingDetail detail)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", detail.Resource.Text);
        if (detail.Operation is not null)
        {
            writer.WriteString("operation", detail.Operation);
        }

        if (detail.Key is not null)
        {
            writer.WriteString("key", detail.Key);
        }

        writer.WriteString("state", PlanWords.Of(detail.State));
        writer.WriteString("reason", detail.Reason);
        if (detail.Exemption is { } exemption)
        {
            Write(writer, exemption);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FindingExemption exemption)
    {
        writer.WriteStartObject("exemption");
        writer.WriteString("reason", exemption.Reason);
        writer.WriteString("owner", exemption.Owner);
        writer.WriteString("expires", exemption.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        writer.WriteNumber("daysLeft", exemption.DaysLeft);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Change change)
    {
        writer.WriteStartObject();
        writer.WriteString("id", change.Id);
        writer.WriteString("action", PlanWords.Of(change.Action));
        writer.WriteString("resource", change.Resource);
        writer.WriteString("type", change.Type);
        writer.WriteString("apiVersion", change.ApiVersion);
        writer.WriteString("method", change.Method);
        writer.WritePropertyName("body");
        if (change.Body.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            change.Body.WriteTo(writer);
        }

        WriteArray(writer, "properties", change.Properties, Write);
        WriteArray(writer, "dependsOn", change.DependsOn, (to, id) => to.WriteStringValue(id));
        WriteArray(writer, "because", change.Because, Write);
        writer.WriteString("precondition", change.Precondition);
        writer.WriteBoolean("irreversible", change.Irreversible);
        WriteOrigin(writer, change.Origin);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, PropertyChange property)
    {
        writer.WriteStartObject();
        writer.WriteString("path", property.Path);
        WriteValue(writer, "before", property.Before);
        WriteValue(writer, "after", property.After);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Cause cause)
    {
        writer.WriteStartObject();
        writer.WriteString("control", cause.Control);
        writer.WriteString("resource", cause.Resource);
        if (cause.Account is { } account)
        {
            writer.WriteString("account", account);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Notice notice)
    {
        writer.WriteStartObject();
        writer.WriteString("code", notice.Code);
        writer.WriteString("control", notice.Control);
        writer.WriteString("resource", notice.Resource);
        writer.WriteString("message", notice.Message);
        if (notice.Fix.Length > 0)
        {
            writer.WriteString("fix", notice.Fix);
        }

        writer.WriteString("severity", notice.IsWarning ? "warning" : "info");
        if (notice.Expired is { } expired)
        {
            Write(writer, expired);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ExceededLimit exceeded)
    {
        writer.WriteStartObject();
        writer.WriteString("limit", exceeded.Limit);
        writer.WriteNumber("allowed", exceeded.Allowed);
        writer.WriteNumber("planned", exceeded.Planned);
        if (exceeded is { Percent: { } percent, Judged: { } judged })
        {
            writer.WriteNumber("percent", percent);
            writer.WriteNumber("judged", judged);
        }

        writer.WriteEndObject();
    }

    /// <summary>Absent is not null: an absent value is a missing member.</summary>
    private static void WriteValue(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        writer.WritePropertyName(name);
        writer.WriteStringValue(text);
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}

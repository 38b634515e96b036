using System.Text;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Json;

namespace Baseline.Plans.Undoing;

/// <summary>One change of a run, as its journal tells it.</summary>
/// <param name="ChangeId">The change's id in its plan.</param>
/// <param name="Action">Create, update or delete.</param>
/// <param name="Resource">The id that was written to, without references.</param>
/// <param name="Type">The type written to.</param>
/// <param name="ApiVersion">The api-version of the write.</param>
/// <param name="Method">PUT, PATCH or DELETE.</param>
/// <param name="Body">The body that was sent; undefined for DELETE.</param>
/// <param name="Before">The live document before the write; undefined when there was none.</param>
/// <param name="After">The live document after the write; undefined when not known.</param>
/// <param name="Outcome">What became of it; null when the run ended before it was known.</param>
public sealed record RecordedChange(
    string ChangeId,
    ChangeAction Action,
    string Resource,
    string Type,
    string ApiVersion,
    string Method,
    JsonElement Body,
    JsonElement Before,
    JsonElement After,
    string? Outcome)
{
    /// <summary>Whether the write took effect, or may have: Azure did not say, or the run ended before its outcome was recorded.</summary>
    public bool MayHaveTakenEffect => Outcome is null or "applied" or "unverified" or "unknown";

    /// <summary>The write, for the type that knows how to take it back.</summary>
    public RecordedWrite Recorded =>
        new(new ArmWrite(Type, Method, Resource, ApiVersion, Body), Before, After, IsConfirmed: Outcome == "applied");
}

/// <summary>A run, read from its journal. A journal that a crash cut short is read up to its last whole line.</summary>
/// <param name="Plan">Digest of the plan that was carried out.</param>
/// <param name="Baseline">Name of the document.</param>
/// <param name="BaselineDigest">Digest of the document.</param>
/// <param name="Changes">The writes that were begun, in order.</param>
public sealed record RunRecord(string Plan, string Baseline, string BaselineDigest, IReadOnlyList<RecordedChange> Changes)
{
    /// <summary>Whether the run took back what another one did; false where a release up to 0.1.0 wrote the journal.</summary>
    public bool IsUndo { get; init; }

    /// <summary>Whether it changed something, or may have.</summary>
    public bool ChangedSomething => Changes.Any(change => change.MayHaveTakenEffect);

    private const int MaxDepth = 64;

    /// <summary>Reads a journal.</summary>
    /// <param name="text">Its text, one JSON object a line.</param>
    /// <param name="fileName">How messages name it.</param>
    public static Diagnosed<RunRecord> Read(string text, string fileName)
    {
        var lines = text.Split('\n');
        var changes = new Dictionary<string, RecordedChange>(StringComparer.Ordinal);
        JsonElement run = default;
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].Trim().Length == 0)
            {
                continue;
            }

            if (JsonText.Parse(Encoding.UTF8.GetBytes(lines[index]), MaxDepth) is not { ValueKind: JsonValueKind.Object } line)
            {
                if (index == lines.Length - 1)
                {
                    break;
                }

                return Refuse(fileName, index + 1, "The line is not a JSON object.");
            }

            if (line.TextAt("event") == "run")
            {
                run = line;
            }
            else if (line.TextAt("event") == "starting" && ReadStart(line) is { } started)
            {
                changes[started.ChangeId] = started;
            }
            else if (line.TextAt("event") == "finished" && changes.TryGetValue(line.TextAt("change") ?? "", out var begun))
            {
                changes[begun.ChangeId] = begun with { Outcome = line.TextAt("outcome"), After = line.At("after") };
            }
        }

        var version = run.TextAt("formatVersion");
        return version is null || !version.StartsWith("1.", StringComparison.Ordinal)
            ? Refuse(fileName, 1, version is null ? "Its first line does not open a run."
                : $"It has format version {version}, and this program reads 1.x.")
            : new Diagnosed<RunRecord>(
                new RunRecord(
                    run.TextAt("plan") ?? "", run.TextAt("baseline") ?? "", run.TextAt("baselineDigest") ?? "", [.. changes.Values])
                {
                    IsUndo = run.At("undo").ValueKind == JsonValueKind.True,
                },
                []);
    }

    private static RecordedChange? ReadStart(JsonElement line) =>
        line.TextAt("change") is { } id
        && line.TextAt("resource") is { } resource
        && line.TextAt("type") is { } type
        && line.TextAt("apiVersion") is { } apiVersion
        && line.TextAt("method") is { } method
        && Enum.TryParse<ChangeAction>(line.TextAt("action"), ignoreCase: true, out var action)
            ? new RecordedChange(id, action, resource, type, apiVersion, method, line.At("body"), line.At("before"), default, null)
            : null;

    private static Diagnosed<RunRecord> Refuse(string fileName, int line, string detail) => new(
        null,
        [
            new Diagnostic(
                Severity.Error, "BL5001", "Not a run journal", detail, "Name the .jsonl file that apply wrote.",
                    new SourceSpan(fileName, line, 1)),
        ]);
}

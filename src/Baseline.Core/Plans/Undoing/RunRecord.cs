using System.Globalization;
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
/// <param name="Method">PUT, PATCH or DELETE, or POST for an action.</param>
/// <param name="Body">The body that was sent; undefined for DELETE, and for an action that has none.</param>
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

/// <summary>How a run ended.</summary>
/// <param name="Cancelled">Whether it was cancelled.</param>
/// <param name="Applied">How many changes were applied.</param>
/// <param name="Failed">How many failed, or could not be verified.</param>
/// <param name="Stale">How many were stale.</param>
public sealed record RunEnd(bool Cancelled, int Applied, int Failed, int Stale);

/// <summary>Who made a run, as its journal tells it; each member null where it does not.</summary>
/// <param name="TenantId">The tenant's id.</param>
/// <param name="ObjectId">The object id of who signed in.</param>
/// <param name="AppId">The id of the application that signed in.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Tool">The version of the tool.</param>
/// <param name="Host">The build server.</param>
/// <param name="Run">The address of the pipeline's run.</param>
/// <param name="ApprovedBy">Who approved it.</param>
public sealed record RecordedOrigin(
    string? TenantId, string? ObjectId, string? AppId, string? Name, string? Tool, string? Host, string? Run, string? ApprovedBy);

/// <summary>A run, read from its journal. A journal that a crash cut short is read up to its last whole line.</summary>
/// <param name="Plan">Digest of the plan that was carried out.</param>
/// <param name="Baseline">Name of the document.</param>
/// <param name="BaselineDigest">Digest of the document.</param>
/// <param name="Changes">The writes that were begun, in order.</param>
public sealed record RunRecord(string Plan, string Baseline, string BaselineDigest, IReadOnlyList<RecordedChange> Changes)
{
    /// <summary>Whether the run took back what another one did; false where a release up to 0.1.0 wrote the journal.</summary>
    public bool IsUndo { get; init; }

    /// <summary>When it began; null where the journal does not say so.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How many changes its plan has.</summary>
    public int Planned { get; init; }

    /// <summary>How it ended; null where it was killed, or is still under way.</summary>
    public RunEnd? End { get; init; }

    /// <summary>Who made it; null where the journal does not say so, as those of releases up to 0.1.0.</summary>
    public RecordedOrigin? Origin { get; init; }

    /// <summary>Whether it changed something, or may have.</summary>
    public bool ChangedSomething => Changes.Any(change => change.MayHaveTakenEffect);

    private const int MaxDepth = 64;

    private static readonly string[] StartMembers = ["change", "resource", "type", "apiVersion", "method", "action"];
    private static readonly string[] Methods = ["PUT", "PATCH", "DELETE", "POST"];
    private static readonly string[] Outcomes = ["applied", "alreadyDone", "stale", "failed", "unverified", "unknown"];

    /// <summary>Reads a journal.</summary>
    /// <param name="text">Its text, one JSON object a line.</param>
    /// <param name="fileName">How messages name it.</param>
    public static Diagnosed<RunRecord> Read(string text, string fileName)
    {
        var lines = text.Split('\n');
        var changes = new Dictionary<string, RecordedChange>(StringComparer.Ordinal);
        JsonElement run = default;
        RunEnd? end = null;
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

            if (WhyBroken(line, run, changes) is { } broken)
            {
                return RefuseLine(fileName, index + 1, broken);
            }

            switch (line.TextAt("event"))
            {
                case "run":
                    run = line;
                    break;
                case "starting":
                    var started = ReadStart(line);
                    changes.Add(started.ChangeId, started);
                    break;
                case "finished" when changes.TryGetValue(line.TextAt("change") ?? "", out var begun):
                    changes[begun.ChangeId] = begun with { Outcome = OutcomeOf(line), After = line.At("after") };
                    break;
                case "end":
                    end = new RunEnd(
                        line.At("cancelled").ValueKind == JsonValueKind.True,
                        Count(line, "applied"),
                        Count(line, "failed"),
                        Count(line, "stale"));
                    break;
                default:
                    break;
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
                    StartedAt = DateTimeOffset.TryParse(
                        run.TextAt("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
                    Planned = Count(run, "changes"),
                    End = end,
                    Origin = OriginOf(run),
                },
                []);
    }

    private static int Count(JsonElement line, string member) =>
        line.At(member) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 0;

    private static RecordedOrigin? OriginOf(JsonElement run) => run.TextAt("tool") is null ? null : new RecordedOrigin(
        run.TextAt("caller.tenantId"),
        run.TextAt("caller.objectId"),
        run.TextAt("caller.appId"),
        run.TextAt("caller.name"),
        run.TextAt("tool"),
        run.TextAt("host"),
        run.TextAt("run"),
        run.TextAt("approvedBy"));

    /// <summary>
    /// What is wrong with a line, as a sentence; null for a line that is whole, and for an event that this release does not know. An
    /// undo that left out a line would leave a write as it is, or take another for it.
    /// </summary>
    private static string? WhyBroken(JsonElement line, JsonElement run, Dictionary<string, RecordedChange> changes) =>
        line.TextAt("event") switch
        {
            null => "It does not say of what event it tells.",
            "run" => run.ValueKind == JsonValueKind.Undefined ? null : "It opens a second run.",
            "starting" => WhyNoStart(line)
                ?? (changes.ContainsKey(line.TextAt("change") ?? "") ? $"It begins change {line.TextAt("change")} a second time." : null),
            "finished" => line.TextAt("change") is null ? "It ends a change, and does not say which." : null,
            _ => null,
        };

    private static string? WhyNoStart(JsonElement line)
    {
        const string begins = "It begins a write, and";
        var missing = StartMembers.FirstOrDefault(member => line.TextAt(member) is null);
        var method = line.TextAt("method");
        return missing is not null ? $"{begins} \"{missing}\" is missing or no text."
            : !Methods.Contains(method) ? $"{begins} \"method\" is none of {string.Join(", ", Methods)}."
            : ActionOf(line) is null ? $"{begins} \"action\" is none of create, update and delete."
            : KindOf(line, "body") != (method == "DELETE" ? JsonValueKind.Null : JsonValueKind.Object)
                && !(method == "POST" && KindOf(line, "body") == JsonValueKind.Null)
                ? $"{begins} \"body\" is not {(method == "DELETE" ? "null, as of a deletion" : "an object")}."
            : KindOf(line, "before") is not (JsonValueKind.Object or JsonValueKind.Null)
                ? $"{begins} \"before\" is neither an object nor null."
            : null;
    }

    /// <summary>What stands under a name; undefined where the line does not have it, which is not null.</summary>
    private static JsonValueKind KindOf(JsonElement line, string member) =>
        line.TryGetProperty(member, out var value) ? value.ValueKind : JsonValueKind.Undefined;

    private static ChangeAction? ActionOf(JsonElement line) => PlanWords.ActionOf(line.TextAt("action") ?? "");

    /// <summary>What became of a change; null, as where nothing is recorded, for a word that this release does not know.</summary>
    private static string? OutcomeOf(JsonElement line) =>
        line.TextAt("outcome") is { } word && Outcomes.Contains(word) ? word : null;

    private static RecordedChange ReadStart(JsonElement line) => new(
        line.TextAt("change") ?? "",
        ActionOf(line) ?? ChangeAction.Update,
        line.TextAt("resource") ?? "",
        line.TextAt("type") ?? "",
        line.TextAt("apiVersion") ?? "",
        line.TextAt("method") ?? "",
        line.At("body"),
        line.At("before"),
        default,
        null);

    private static Diagnosed<RunRecord> RefuseLine(string fileName, int line, string broken) => new(
        null,
        [
            new Diagnostic(
                Severity.Error, "BL5004", "Broken line in a journal",
                $"{broken} A write that the journal does not tell in full can't be taken back, and what follows may rest on it. "
                    + "Nothing was changed.",
                "Use the journal as apply wrote it. If it is lost, compare Azure with a new plan, and restore by hand.",
                new SourceSpan(fileName, line, 1)),
        ]);

    private static Diagnosed<RunRecord> Refuse(string fileName, int line, string detail) => new(
        null,
        [
            new Diagnostic(
                Severity.Error, "BL5001", "Not a run journal", detail, "Name the .jsonl file that apply wrote.",
                    new SourceSpan(fileName, line, 1)),
        ]);
}

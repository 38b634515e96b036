using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.ActivityLogAlerts;

/// <summary>
/// Takes a write of an alert back: one that the run made goes, and one that it altered is as before, but for what others changed since.
/// </summary>
internal static class AlertUndo
{
    public static UndoStep Of(RecordedWrite recorded, JsonElement live)
    {
        var isGone = live.ValueKind == JsonValueKind.Undefined;
        if (recorded.Write.Method == "DELETE")
        {
            return isGone ? Put(recorded, AlertContent.Sendable(recorded.Before), [])
                : UndoStep.Leave("The alert is left: it was created again since.");
        }

        if (isGone)
        {
            return recorded.Created ? UndoStep.Nothing : UndoStep.Leave("The alert was deleted since, and is left so.");
        }

        return recorded.Created ? Remove(recorded, live) : Restore(recorded, live);
    }

    private static UndoStep Remove(RecordedWrite recorded, JsonElement live) =>
        (AlertContent.Written.FirstOrDefault(path => !IsAsSent(recorded, live, path))
            ?? AlertContent.Added(live, recorded.Write.Body, recorded.IsConfirmed ? recorded.After : default)) is { } changed
            ? UndoStep.Leave($"The alert is left: {changed} was changed since.")
            : new UndoStep(recorded.Write with { Method = "DELETE", Body = default }, []);

    private static UndoStep Restore(RecordedWrite recorded, JsonElement live)
    {
        var body = AlertContent.Sendable(live);
        var left = new List<string>();
        var isAltered = false;
        foreach (var path in AlertContent.Written.Where(path => !AlertContent.IsSame(recorded.Before, recorded.Write.Body, path)))
        {
            if (AlertContent.IsSame(recorded.Before, live, path))
            {
                continue;
            }

            if (!IsAsSent(recorded, live, path))
            {
                left.Add($"{path} is left: it was changed again since.");
                continue;
            }

            (body["properties"] as JsonObject)?[path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..]] =
                JsonValues.Node(recorded.Before.At(path));
            isAltered = true;
        }

        return isAltered ? Put(recorded, body, left) : new UndoStep(null, left);
    }

    /// <summary>Whether the alert still says what the run sent, or what was read after it.</summary>
    private static bool IsAsSent(RecordedWrite recorded, JsonElement live, string path) =>
        AlertContent.IsSame(recorded.Write.Body, live, path)
        || (recorded.IsConfirmed && AlertContent.IsSame(recorded.After, live, path));

    private static UndoStep Put(RecordedWrite recorded, JsonObject body, IReadOnlyList<string> left) =>
        new(recorded.Write with { Method = "PUT", Body = JsonValues.Element(body) }, left);
}

using System.Text.Json;

namespace Baseline.Azure.DiagnosticSettings;

/// <summary>
/// Takes a write of a diagnostic setting back. Rows and the storage account that the run brought go; where others have come to
/// rely on them since, because they added a destination that is fed by the rows or rows that go to the account, they stay.
/// </summary>
internal static class SettingUndo
{
    private const string RetentionIsLost = "Azure takes no retention policies any more, so the old one can't be put back.";

    public static UndoStep Of(RecordedWrite recorded, JsonElement live)
    {
        var before = new SettingContent(recorded.Before);
        List<string> lost = [.. before.Rows.Any(row => row.RetentionDays is not null) ? [RetentionIsLost] : Array.Empty<string>()];
        var isGone = live.ValueKind == JsonValueKind.Undefined;
        if (recorded.Write.Method == "DELETE")
        {
            return isGone ? Put(recorded, SettingBack.From(recorded.Before), lost)
                : UndoStep.Leave("The setting is left: it was created again since.");
        }

        if (isGone)
        {
            return recorded.Created ? UndoStep.Nothing : UndoStep.Leave("The setting was deleted since, and is left so.");
        }

        var sent = new SettingContent(recorded.Write.Body);
        var now = new SettingContent(live);
        var notShown = NotShown(before, sent, now);
        if (!recorded.Created && SettingContent.AreSame(before, now, notShown))
        {
            return UndoStep.Nothing;
        }

        var isUntouched = SettingContent.AreSame(now, sent, notShown)
            || (recorded.IsConfirmed && SettingContent.AreSame(now, new SettingContent(recorded.After), notShown));
        return !isUntouched ? TakeBack(recorded, live, before, sent, now, lost)
            : recorded.Created ? new UndoStep(recorded.Write with { Method = "DELETE", Body = default }, [])
            : Restore(recorded, Restored(recorded.Before, live, before, now), lost);
    }

    /// <summary>
    /// What was there, what the run sent as it was, and what Azure does not show any more: it stores no tags of settings, for one.
    /// </summary>
    private static List<string> NotShown(SettingContent before, SettingContent sent, SettingContent now) =>
        [.. before.Others.Keys.Where(path => !IsOfDestination(path) && before.HasSame(sent, path) && !now.Others.ContainsKey(path))];

    private static bool IsOfDestination(string path) => SettingContent.IsSink(path) || SettingContent.IsMovable(path);

    private static SettingBack Restored(JsonElement setting, JsonElement live, SettingContent before, SettingContent now)
    {
        var back = SettingBack.From(setting);
        if (before.Account is null && now.Account is not null)
        {
            back.ExportTo(null);
        }

        foreach (var path in now.Others.Keys.Where(path => SettingContent.IsMovable(path) && !before.Others.ContainsKey(path)))
        {
            back.TakeAway(path);
        }

        back.LeaveAsTheyAre(
            before.Others.Keys.Union(now.Others.Keys, StringComparer.OrdinalIgnoreCase)
                .Where(path => !IsOfDestination(path) && !before.HasSame(now, path)),
            now);
        back.SwitchOffRowsOf(live);
        return back;
    }

    private static UndoStep TakeBack(
        RecordedWrite recorded, JsonElement live, SettingContent before, SettingContent sent, SettingContent now, List<string> left)
    {
        var newSinks = now.SinksBeyond(sent);
        var newRows = now.Rows.Where(row => !sent.IsOn(row.Key)).Select(row => row.Key).ToList();
        var back = SettingBack.From(live);
        var isAltered = false;
        foreach (var key in sent.Rows.Concat(before.Rows).Select(row => row.Key).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(key => sent.IsOn(key) != before.IsOn(key)))
        {
            if (now.IsOn(key) != sent.IsOn(key))
            {
                left.AddRange(now.IsOn(key) == before.IsOn(key) ? [] : [$"{key} is left: it was changed again since."]);
            }
            else if (sent.IsOn(key) && newSinks.Count > 0)
            {
                left.Add($"{key} stays on: it feeds {string.Join(" and ", newSinks)}, which others added since.");
            }
            else
            {
                back.Switch(key, before.IsOn(key), recorded.Before);
                isAltered = true;
            }
        }

        if (!SettingContent.IsSameAccount(before.Account, sent.Account))
        {
            if (!SettingContent.IsSameAccount(now.Account, sent.Account))
            {
                left.AddRange(SettingContent.IsSameAccount(now.Account, before.Account) ? []
                    : ["properties.storageAccountId is left: it was changed again since."]);
            }
            else if (newRows.Count > 0 || (before.Account is null && now.SinkCount == 1))
            {
                left.Add(newRows.Count > 0
                    ? $"properties.storageAccountId is left: {string.Join(" and ", newRows)} goes there, which others added since."
                    : "properties.storageAccountId is left: the setting has no other destination.");
            }
            else
            {
                back.ExportTo(before.Account);
                isAltered = true;
            }
        }

        foreach (var members in sent.SinksMovedFrom(before))
        {
            var isNew = !before.Others.ContainsKey(members[0]);
            if (!now.HasSameSink(sent, members))
            {
                left.AddRange(now.HasSameSink(before, members) ? [] : [$"{members[0]} is left: it was changed again since."]);
            }
            else if (newRows.Count > 0 || (isNew && back.SinkCount == 1))
            {
                left.Add(newRows.Count > 0
                    ? $"{members[0]} is left: {string.Join(" and ", newRows)} goes there, which others added since."
                    : $"{members[0]} is left: the setting has no other destination.");
            }
            else
            {
                back.PutBack(members, before);
                isAltered = true;
            }
        }

        var kept = newSinks.Concat(newRows)
            .Concat(now.Others.Keys.Where(path => !newSinks.Contains(path) && !now.HasSame(sent, path)
                && !now.HasSame(new SettingContent(recorded.After), path)))
            .ToList();
        if (kept.Count > 0)
        {
            left.Add($"Kept, because others added or changed it since: {string.Join(", ", kept)}.");
        }

        if (isAltered && !recorded.Created && IsOfActivityLog(recorded.Write) && !back.SaysSomething)
        {
            return UndoStep.Leave("The setting is left: nothing would be on in it, and Azure keeps no such setting of an activity log.");
        }

        // What the run created, and nobody added to, is not whole any more: somebody switched a part of it off.
        return isAltered && (back.SaysSomething || !recorded.Created) ? Put(recorded, back, left)
            : new UndoStep(null, left.Count > 0 ? left : ["The setting is left: it was changed since."]);
    }

    /// <summary>Azure keeps no setting of an activity log that exports nothing (docs/azure.md#settings-with-nothing-on).</summary>
    private static UndoStep Restore(RecordedWrite recorded, SettingBack back, IReadOnlyList<string> left) =>
        IsOfActivityLog(recorded.Write) && !back.SaysSomething
            ? new UndoStep(
                recorded.Write with { Method = "DELETE", Body = default },
                ["The setting goes: nothing was on in it before, and Azure keeps no such setting of an activity log."])
            : Put(recorded, back, left);

    private static UndoStep Put(RecordedWrite recorded, SettingBack back, IReadOnlyList<string> left) =>
        new(recorded.Write with { Method = "PUT", Body = back.ToJson() }, left);

    private static bool IsOfActivityLog(ArmWrite write) =>
        ResourceId.Parse(write.Resource).Parent is { } owner
        && (owner.IsOfType(TypeNames.Subscription) || owner.IsOfType(TypeNames.ManagementGroup));
}

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>Says in words of which events somebody is told, and why of others nobody is.</summary>
internal static class Reasons
{
    /// <summary>Why an event is judged as it is, as a sentence.</summary>
    public static string Of(EventVerdict verdict) =>
        verdict.Exemption?.Text ?? $"{char.ToUpperInvariant(verdict.Why[0])}{verdict.Why[1..]}.";

    /// <summary>Why a subscription is judged as it is: what is wrong or not known, and where nothing is, how much is watched for.</summary>
    public static string Of(IReadOnlyList<EventVerdict> all)
    {
        IReadOnlyList<EventVerdict> verdicts = [.. all.Where(verdict => verdict.Exemption is null)];
        List<string> sentences =
        [
            .. Alike(verdicts, ComplianceState.Noncompliant)
                .Select(alike => $"Nobody is told of {Named(alike, verdicts, "or")}: {Why(alike)}."),
            .. Alike(verdicts, ComplianceState.Unknown)
                .Select(alike => $"Whether somebody is told of {Named(alike, verdicts, "and")} is not known: {Why(alike)}."),
        ];
        return sentences.Count == 0 ? $"Somebody is told of {Counted("all", verdicts, "and")}." : string.Join(' ', sentences);
    }

    private static IEnumerable<IGrouping<string, EventVerdict>> Alike(IEnumerable<EventVerdict> verdicts, ComplianceState state) =>
        verdicts.Where(verdict => verdict.State == state).GroupBy(verdict => verdict.Why);

    private static string Why(IGrouping<string, EventVerdict> alike) =>
        alike.Count() > 1 && alike.Key == EventVerdict.NoAlert ? "no alert watches for them" : alike.Key;

    /// <summary>Those that are alike by name; where that is all of them, how many there are says as much.</summary>
    private static string Named(IEnumerable<EventVerdict> alike, IReadOnlyList<EventVerdict> all, string last) =>
        alike.Count() == all.Count
            ? Counted("any of the", all, last)
            : Joined([.. alike.Select(verdict => verdict.Event.Words)], last);

    private static string Counted(string many, IReadOnlyList<EventVerdict> verdicts, string last)
    {
        var operations = verdicts.Where(verdict => !verdict.Event.IsServiceHealth).Select(verdict => verdict.Event.Words).ToList();
        var ofAll = operations.Count > 2 ? [$"{many} {operations.Count} operations"] : operations;
        return Joined([.. ofAll, .. verdicts.Where(verdict => verdict.Event.IsServiceHealth).Select(verdict => verdict.Event.Words)], last);
    }

    private static string Joined(IReadOnlyList<string> words, string last) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} {last} {words[^1]}";
}

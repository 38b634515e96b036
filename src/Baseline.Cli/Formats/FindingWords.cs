using System.Globalization;
using Baseline.Controls;

namespace Baseline.Cli.Formats;

/// <summary>A paragraph about a finding.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Verb">What is done by it: <c>To fix</c> or <c>To unblock</c>; null for why.</param>
internal sealed record FindingLine(string Text, string? Verb = null)
{
    /// <summary>The paragraph with its verb.</summary>
    public string Whole => Verb is null ? Text : $"{Verb}: {Text}";
}

/// <summary>Says in words what is wrong and what would help, with short names.</summary>
/// <param name="addresses">The short names of resources.</param>
internal sealed class FindingWords(Addresses addresses)
{
    /// <summary>The paragraphs: why, then what would help.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="itself">What the resource is called where a sentence names it.</param>
    public IReadOnlyList<FindingLine> Of(Finding finding, string itself)
    {
        if (finding.State == ComplianceState.Exempt && finding.Exemptions is { Count: > 0 } exemptions)
        {
            return [.. exemptions.Select(applied => new FindingLine(Until(applied)))];
        }

        var whats = finding.Obstacles
            .Where(obstacle => !finding.Reason.Contains(obstacle.What, StringComparison.OrdinalIgnoreCase))
            .Select(obstacle => $" {obstacle.What}.");
        var text = !HasParts(finding) ? $"{finding.Reason}{string.Concat(whats)}" : finding.Reason;
        List<FindingLine> lines = [new(Short(finding, AlikeSentences.Joined(text), itself))];
        lines.AddRange(finding.Details
            .Where(detail => detail.State is not ComplianceState.Compliant
                && detail.Exemption is null
                && detail.Operation is null
                && !finding.Reason.Contains(detail.Reason, StringComparison.OrdinalIgnoreCase))
            .Select(detail => new FindingLine(Short(finding, $"{detail.Resource}: {detail.Reason}", itself))));
        if (finding.Exemption is { } accepting)
        {
            lines.Add(new FindingLine($"Accepted as unreadable. {Until(accepting)}"));
        }

        foreach (var obstacle in finding.Obstacles)
        {
            if (!text.Contains(obstacle.What, StringComparison.OrdinalIgnoreCase))
            {
                lines.Add(new FindingLine(Short(finding, $"{obstacle.What}.", itself)));
            }

            if (obstacle.Fix.Length > 0)
            {
                lines.Add(new FindingLine(
                    Short(finding, $"{obstacle.Fix}.", itself), obstacle.Incomplete ? "To fix" : "To unblock"));
            }
        }

        if (finding is { Blocked: not null, Changes.Count: > 0 })
        {
            lines.Add(new FindingLine(finding.Changes.Count == 1
                ? "1 change of this plan does what can be done all the same."
                : $"{finding.Changes.Count} changes of this plan do what can be done all the same."));
        }

        // One cure for several parts is said once.
        return [.. lines.Distinct()];
    }

    /// <summary>
    /// The same for findings that differ in nothing but the resource: control, type, reason and obstacles, with what is named in them
    /// replaced; one that has parts is like no other.
    /// </summary>
    /// <param name="finding">The finding.</param>
    /// <param name="itself">What stands for the resource.</param>
    public static string GroupKey(Finding finding, string itself) =>
        finding.State == ComplianceState.Exempt && finding.Exemptions is { Count: > 0 } exemptions
            ? string.Join('\n', [finding.Control, finding.Resource.Type, .. exemptions.Select(Until)])
        : HasParts(finding) ? finding.Control + finding.Resource.Key
        : string.Join(
            '\n',
            finding.Control,
            finding.Resource.Type,
            finding.Reason.Replace(finding.Resource.Text, itself, StringComparison.OrdinalIgnoreCase),
            (finding.Blocked ?? "").Replace(finding.Resource.Text, itself, StringComparison.OrdinalIgnoreCase),
            finding.Blocked is null ? "" : finding.Changes.Count.ToString(CultureInfo.InvariantCulture),
            finding.Exemption is { } exemption ? Until(exemption) : "");

    /// <summary>Whether it has parts that are other resources; of operations, its reason tells all.</summary>
    private static bool HasParts(Finding finding) => finding.Details.Any(detail => detail.Operation is null);

    /// <summary>
    /// What is exempt of a finding that has another verdict as a whole, as a finding of its own that is exempt; null where nothing is.
    /// </summary>
    public static Finding? ExemptPart(Finding finding) => finding.ExemptParts.Count == 0
        ? null
        : new Finding(finding.Control, finding.Resource, ComplianceState.Exempt, "")
        {
            Details = [.. finding.Details.Where(detail => detail.Exemption is not null)],
            Origin = finding.Origin,
        };

    /// <summary>Until when, by whom and why, after the part that is exempt.</summary>
    public static string Until(AppliedExemption applied) => applied.Parts.Count == 0
        ? Until(applied.Exemption)
        : $"{applied.PartsText}: until {applied.Exemption.Expires:yyyy-MM-dd}, {applied.Exemption.Owner}: {applied.Exemption.Reason}";

    private static string Until(FindingExemption exemption) =>
        $"Until {exemption.Expires:yyyy-MM-dd}, {exemption.Owner}: {exemption.Reason}";

    private string Short(Finding finding, string text, string itself) =>
        addresses.Sentence(ReplacedAlone(text, finding.Resource.Text, itself), finding.Resource.SubscriptionId);

    /// <summary>The text with an id replaced where it stands by itself, and not as the beginning of another.</summary>
    private static string ReplacedAlone(string text, string id, string replacement)
    {
        for (var at = text.IndexOf(id, StringComparison.OrdinalIgnoreCase); at >= 0;)
        {
            var end = at + id.Length;
            var isAlone = end == text.Length || !(text[end] == '/' || char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_');
            text = isAlone ? $"{text[..at]}{replacement}{text[end..]}" : text;
            at = text.IndexOf(id, isAlone ? at + replacement.Length : end, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Diagnostics;

namespace Baseline.Cli.Formats.Sarif;

/// <summary>
/// The findings as SARIF 2.1.0, for code scanning: one result for each that is noncompliant, unknown or exempt. Results
/// point into the document, because that is the file that says what must hold: to the control, or to the exemption.
/// </summary>
public sealed class SarifFormat : IPlanFormat
{
    // The default of --file: a saved plan does not say which document it was made from, and code scanning needs a place.
    private const string UsualDocument = "baseline.yaml";

    /// <inheritdoc/>
    public string Name => "sarif";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var rules = SarifRules.Of(view);
        var addresses = new Addresses(view.Plan);
        var results =
            from finding in view.Plan.Findings.SelectMany(Told)
            let level = LevelOf(finding.State)
            where level is not null
            select ResultOf(finding, Message(finding, addresses), level, rules.IndexOf(finding.Control), PlaceOf(view, finding));
        var notifications = view.Plan.Notices.Select(notice => NotificationOf(notice, addresses)).ToList();
        var run = new SarifRun(
            new SarifTool(new SarifDriver("baseline", [.. rules.Select(rule => SarifRules.RuleOf(view, rule))])),
            notifications.Count == 0 ? null : [new SarifInvocation(true, notifications)],
            "utf16CodeUnits",
            [.. results],
            PlanSentences.Part(view.Plan) is { Length: > 0 } part ? new SarifRunProperties(Printable.Text(part)) : null);
        var log = new SarifLog("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", [run]);
        return JsonSerializer.Serialize(log, SarifJson.Default.SarifLog) + "\n";
    }

    /// <summary>How bad a verdict is; null where there is nothing to report.</summary>
    private static string? LevelOf(ComplianceState state) => state switch
    {
        ComplianceState.Noncompliant or ComplianceState.Exempt => "error",
        ComplianceState.Unknown => "warning",
        ComplianceState.Compliant or ComplianceState.NotApplicable => null,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a verdict."),
    };

    private static SarifResult ResultOf(Finding finding, string message, string level, int rule, SourceSpan place)
    {
        var fingerprint = Fingerprint(finding);
        return new SarifResult(
            Printable.Text(finding.Control),
            rule,
            "fail",
            level,
            new SarifText(Printable.Text(message)),
            [LocationOf(finding, place)],
            new SarifFingerprints(fingerprint, fingerprint),
            finding.Origin is { } origin ? (origin == Origin.Document ? "new" : "unchanged") : null,
            Suppressions(finding),
            new SarifProperties(
                Plans.PlanWords.Of(finding.State),
                finding.Obstacles.Count > 0,
                [.. finding.Obstacles.Select(ObstacleOf)],
                [.. finding.Changes.Select(Printable.Text)]));
    }

    private static SarifNotification NotificationOf(Notice notice, Addresses addresses)
    {
        var id = Addresses.Parsed(notice.Resource);
        var about = id is null ? notice.Resource : addresses.Listed(id);
        var text = addresses.Sentence(notice.Text, id?.SubscriptionId);
        return new SarifNotification(
            new SarifDescriptor(Printable.Text(notice.Code)),
            notice.IsWarning ? "warning" : "note",
            new SarifText(Printable.Text(about.Length == 0 ? text : $"{about}: {text}")));
    }

    private static SourceSpan PlaceOf(PlanView view, Finding finding) =>
        view.Places?.Of(finding) ?? new SourceSpan(view.Document ?? UsualDocument, 1, 1);

    /// <summary>What a list of alerts shows: the short name first, for a list cuts the rest.</summary>
    private static string Message(Finding finding, Addresses addresses)
    {
        var fix = finding.Blocked is { } blocked ? $" Blocked: {blocked}"
            : finding.State == ComplianceState.Noncompliant && finding.Changes.Count > 0
                ? $" Apply fixes it with {Examples.Join(finding.Changes)}."
                : "";
        var text = addresses.Sentence($"{finding.Reason}{fix}", finding.Resource.SubscriptionId);
        return $"{addresses.Listed(finding.Resource)}: {text}";
    }

    private static SarifLocation LocationOf(Finding finding, SourceSpan place) => new(
        new SarifPhysicalLocation(new SarifArtifact(DocumentUri(place.File)), new SarifRegion(place.Line)),
        [new SarifLogicalLocation(Printable.Text(finding.Resource.Name), Printable.Text(finding.Resource.Text), "resource")]);

    /// <summary>The finding, and each part of it that is exempt by itself as one more that is suppressed.</summary>
    private static IEnumerable<Finding> Told(Finding finding) =>
        finding.ExemptParts.SelectMany(applied => applied.Parts.Select(part => new Finding(
            finding.Control, finding.Resource, ComplianceState.Exempt, $"{part}: {applied.Exemption.Text}")
        {
            Details = [.. finding.Details.Where(detail => detail.Exemption == applied.Exemption && detail.Part == part).Take(1)],
            Origin = finding.Origin,
        })).Prepend(finding);

    private static List<SarifSuppression>? Suppressions(Finding finding) =>
        finding.Exemption is { } whole && finding.State != ComplianceState.Exempt ? [SuppressionOf(whole)]
        : finding.State == ComplianceState.Exempt && finding.Exemptions is { Count: > 0 } all
            ? [.. all.Select(applied => SuppressionOf(applied.Exemption))]
        : null;

    private static SarifSuppression SuppressionOf(FindingExemption exemption)
    {
        var until = exemption.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new SarifSuppression(
            "external", "accepted", Printable.Text($"{exemption.Reason} (owner {exemption.Owner}, until {until})"));
    }

    private static SarifObstacle ObstacleOf(Obstacle obstacle) =>
        new(obstacle.Code, Printable.Text(obstacle.What), Printable.Text(obstacle.Fix));

    /// <summary>
    /// The same for the same control, resource and part that is exempt, whatever is wrong with it and however its id is spelled.
    /// </summary>
    private static string Fingerprint(Finding finding)
    {
        var part = IsPart(finding) ? $"|{finding.Exemptions[0].PartsText}" : "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Control}|{finding.Resource.Key}{part}")));
    }

    /// <summary>Whether it is a part that is told by itself: what is exempt as a whole has its exemption.</summary>
    private static bool IsPart(Finding finding) =>
        finding is { State: ComplianceState.Exempt, Exemption: null, Exemptions.Count: 1 };

    /// <summary>A path as a reference: relative ones stay relative, so that they are found in the repository.</summary>
    private static string DocumentUri(string path)
    {
        var isRooted = Path.IsPathRooted(path);
        var segments = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".");
        var uri = string.Join('/', segments.Select(Uri.EscapeDataString));
        return isRooted ? $"file:///{uri}" : uri;
    }
}

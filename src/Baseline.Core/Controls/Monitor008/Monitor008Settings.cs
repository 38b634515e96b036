using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Controls.Monitor008;

/// <summary>What the document says of Monitor-008.</summary>
/// <param name="Rules">What is wanted of which types; the first that is about a type decides, and of a type without one nothing is.</param>
/// <param name="Except">Types of which nothing is wanted, whatever the rules say.</param>
/// <param name="SettingName">The diagnostic setting that apply creates where none can be completed.</param>
/// <param name="ExportsCharged">Whether categories are wanted that are charged for where they are exported to.</param>
/// <param name="Span">Where the document names the control.</param>
public sealed record Monitor008Settings(
    IReadOnlyList<LogRule> Rules,
    IReadOnlyList<TypePattern> Except,
    string SettingName,
    bool ExportsCharged,
    SourceSpan Span) : IControlSettings
{
    /// <summary>The control's id on the rule page.</summary>
    public const string Id = "Monitor-008";

    /// <summary>The name of the setting where the document gives none.</summary>
    public const string DefaultSettingName = "baseline-logs";

    /// <inheritdoc/>
    public string Control => Id;

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NamedResources =>
        Rules.SelectMany(rule => rule.Destination.Named).SelectMany(sink => sink.Resources).Distinct();

    /// <inheritdoc/>
    public IEnumerable<ResourceId> Destinations => Rules.SelectMany(rule => rule.Destination.NamedIds);

    /// <inheritdoc/>
    public IEnumerable<string> OwnNames => Rules.Any(MayNeedTwo) ? [SettingName, SecondSettingName] : [SettingName];

    /// <summary>
    /// The setting that apply creates beside the first where one setting can't serve all destinations: a setting sends all that it exports
    /// to all of them, and what is charged for may go to a workspace alone.
    /// </summary>
    public string SecondSettingName => $"{SettingName}-2";

    /// <summary>
    /// Whether resources of a rule may need two settings: exports that are charged for are denied, and a workspace and another destination
    /// are both wanted.
    /// </summary>
    /// <param name="rule">The rule.</param>
    public bool MayNeedTwo(LogRule rule) =>
        !ExportsCharged
        && rule.Destination.Acceptance == DestinationAcceptance.Mapped
        && rule.Destination.Accepts(SinkKind.Workspace)
        && (rule.Destination.Accepts(SinkKind.StorageAccount) || rule.Destination.Accepts(SinkKind.EventHub));

    /// <summary>Whether any rule says how long logs must be kept.</summary>
    public bool JudgesRetention => Rules.Any(rule => rule.Retention is not null);

    /// <summary>The types whose resources have to be read.</summary>
    public LoggedTypes Logged => new([.. Rules.SelectMany(rule => rule.Types)], Except) { Retention = JudgesRetention };

    /// <summary>
    /// Whether a rule is for all types (<c>*</c>), or wants a category of a type, such as <c>Microsoft.Web/sites/AppServiceHTTPLogs</c>.
    /// </summary>
    public bool Wants(string part) => part == TypePattern.Any
        ? Rules.Any(rule => rule.Types.Any(pattern => pattern.Text == TypePattern.Any))
        : part.LastIndexOf('/') is var at and > 0
            && RuleOf(part[..at]) is { } rule
            && (rule.Logs.Group == WantedLogs.AllLogs || rule.Logs.Names.Contains(part[(at + 1)..]));

    /// <summary>The rule that decides what is wanted of a type; null where none does.</summary>
    public LogRule? RuleOf(string type) =>
        Except.Any(pattern => pattern.Matches(type)) ? null : Rules.FirstOrDefault(rule => rule.Matches(type));
}

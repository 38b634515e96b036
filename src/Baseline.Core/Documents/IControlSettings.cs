using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>What a document says of one control, checked and complete with defaults.</summary>
public interface IControlSettings
{
    /// <summary>The control's id, as documents write it.</summary>
    string Control { get; }

    /// <summary>Where the document names the control.</summary>
    SourceSpan Span { get; }

    /// <summary>What the document names for remediation: it counts as in scope wherever it lies.</summary>
    IEnumerable<ResourceId> NamedResources => [];

    /// <summary>
    /// What the document names for logs to go to, of whatever kind: a role for destinations is assigned at each of them. Every control says
    /// it of itself, also where it is nothing, because an assignment that is left out shows only when Azure refuses a write. One that is
    /// named several times may be said several times.
    /// </summary>
    IEnumerable<ResourceId> Destinations { get; }

    /// <summary>
    /// What else decides whether the named resources are available, such as the group of one that is to be created, or the version of
    /// a key.
    /// </summary>
    IEnumerable<ResourceId> Prerequisites => [];

    /// <summary>Names that the tool gives to what it creates, such as a diagnostic setting.</summary>
    IEnumerable<string> OwnNames => [];

    /// <summary>Types of resources whose logs this control alone decides about, whatever other controls want of them.</summary>
    IEnumerable<string> DecidesLogsOf => [];

    /// <summary>
    /// Whether the document wants a part of what the control can hold, such as a key, a category or an operation, by the words of
    /// <c>standards.txt</c>; true where the control has no parts.
    /// </summary>
    bool Wants(string part) => true;

    /// <summary>What of a resource an exemption can be for alone, as details of findings name it; none by default.</summary>
    IReadOnlyList<string> Parts => [];

    /// <summary>The names of all parts that some document could ask for; the same where only this document says what there is.</summary>
    IReadOnlyList<string> AllParts => Parts;

    /// <summary>What it says of logs that other controls may export too: they must agree.</summary>
    IReadOnlyList<DeclaredExport> Exports => [];

    /// <summary>
    /// The most days for which it accepts that accounts keep its log; null, the default, where they may be more, or where it is not judged.
    /// </summary>
    int? MostDays => null;

    /// <summary>The days for which it locks the logs in accounts, so that nothing deletes them before; null, the default: none.</summary>
    (int Days, Place Place)? LocksLogs => null;

    /// <summary>What the document consents to although Azure can't take it back, by name, such as <c>purgeProtection</c>.</summary>
    IEnumerable<string> Consents => [];

    /// <summary>
    /// Where the document consents to a thing, as <c>controls.ID.key</c>; null where the control does no such thing.
    /// </summary>
    /// <param name="consent">The thing, by the name that <see cref="Consents"/> has for it.</param>
    string? WhereToConsent(string consent) => null;
}

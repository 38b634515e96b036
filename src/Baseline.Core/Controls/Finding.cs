using Baseline.Azure;

namespace Baseline.Controls;

/// <summary>
/// The verdict on a resource. Unknown means that a read failed and nothing could be decided; it is never shown as
/// compliant or noncompliant.
/// </summary>
public enum ComplianceState
{
    /// <summary>The control holds.</summary>
    Compliant,

    /// <summary>The control does not hold.</summary>
    Noncompliant,

    /// <summary>The control has nothing to say about this resource.</summary>
    NotApplicable,

    /// <summary>The document has an exemption for the resource that has not ended.</summary>
    Exempt,

    /// <summary>A read that the verdict rests on failed.</summary>
    Unknown,
}

/// <summary>The verdict on one part of a finding, such as one storage account that receives the activity log.</summary>
/// <param name="Resource">The part.</param>
/// <param name="State">Its verdict.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record FindingDetail(ResourceId Resource, ComplianceState State, string Reason)
{
    /// <summary>
    /// The operation that the verdict is about, such as <c>Microsoft.KeyVault/vaults/delete</c>, or <c>ServiceHealth</c>; null, the
    /// default, where it is about the whole of the part. Where it is set, the reason of the finding tells it already.
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>
    /// What of it is judged, as the key of the document that asks for it, such as <c>minimumTls</c>; null, the default, where the part
    /// is judged as a whole.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>What an exemption of it alone calls it.</summary>
    public string Part => Key ?? Operation ?? Resource.Name;

    /// <summary>The exemption of this part alone; null, the default, where the document has none of it.</summary>
    public FindingExemption? Exemption { get; init; }
}

/// <summary>An exemption that applies to a finding.</summary>
/// <param name="Parts">What it is for, as the document names it; empty where it is for the resource as a whole.</param>
/// <param name="Exemption">The exemption.</param>
public sealed record AppliedExemption(IReadOnlyList<string> Parts, FindingExemption Exemption)
{
    /// <summary>The parts in words; empty where it is for the resource as a whole.</summary>
    public string PartsText => string.Join(", ", Parts);
}

/// <summary>The result of a control on a resource.</summary>
/// <param name="Control">The control's id, such as <c>KeyVault-004</c>.</param>
/// <param name="Resource">The vault, subscription or management group that is judged, as Azure spelled it.</param>
/// <param name="State">The verdict.</param>
/// <param name="Reason">Why, in full sentences.</param>
public sealed record Finding(string Control, ResourceId Resource, ComplianceState State, string Reason)
{
    /// <summary>The finding of a resource that is exempt.</summary>
    public static Finding Exempted(string control, ResourceId resource, FindingExemption exemption) =>
        new(control, resource, ComplianceState.Exempt, exemption.Text)
        {
            Exemption = exemption,
        };

    /// <summary>What keeps the finding, or a part of it, from being fixed; empty when nothing is in the way.</summary>
    public IReadOnlyList<Obstacle> Obstacles { get; init; } = [];

    /// <summary>The obstacles as text; null when nothing is in the way.</summary>
    public string? Blocked => Obstacles.Count == 0 ? null : string.Join(' ', Obstacles.Select(obstacle => obstacle.Text));

    /// <summary>Verdicts of the parts, sorted by resource; empty where the finding has none.</summary>
    public IReadOnlyList<FindingDetail> Details { get; init; } = [];

    /// <summary>
    /// The live exemption: set where the state is exempt, and where it is unknown and the document accepts that it can't be read.
    /// </summary>
    public FindingExemption? Exemption { get; init; }

    /// <summary>Each part that has an exemption of its own, with it, in the order of the details.</summary>
    internal IEnumerable<(string Part, FindingExemption Exemption)> ExemptDetails =>
        Details.SelectMany(detail => detail.Exemption is { } exemption ? new[] { (detail.Part, exemption) } : []);

    /// <summary>
    /// All exemptions that apply: the one of the resource as a whole, and those of parts of it, parts with the same one together. Of a
    /// resource all parts of which are exempt, those of the parts alone.
    /// </summary>
    public IReadOnlyList<AppliedExemption> Exemptions
    {
        get
        {
            List<AppliedExemption> parts =
            [
                .. ExemptDetails
                    .GroupBy(detail => detail.Exemption, detail => detail.Part)
                    .Select(same => new AppliedExemption([.. same.Distinct()], same.Key)),
            ];
            return Exemption is { } whole && (parts.Count == 0 || State != ComplianceState.Exempt)
                ? [new AppliedExemption([], whole), .. parts]
                : parts;
        }
    }

    /// <summary>The parts that are exempt of a finding that has another verdict as a whole; none by default.</summary>
    public IReadOnlyList<AppliedExemption> ExemptParts =>
        State == ComplianceState.Exempt ? [] : [.. Exemptions.Where(applied => applied.Parts.Count > 0)];

    /// <summary>Whether something that the finding or its remediation needs could not be read: the run is incomplete.</summary>
    public bool Incomplete { get; init; }

    /// <summary>Whether a run is incomplete because of it; what the document accepts as unreadable makes none so.</summary>
    public bool IsUndecided => Exemption is null && (Incomplete || State == ComplianceState.Unknown);

    /// <summary>Whether the document or Azure is why; null where nothing is wrong, or nothing is compared.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Ids of the changes that fix it, in plan order; filled in by the planner.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
}

/// <summary>The exemption of a finding.</summary>
/// <param name="Reason">The document's reason.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Expires">The last day on which it counts, in UTC.</param>
/// <param name="DaysLeft">Whole days from the run's day to that day; 0 on the last day and after it.</param>
public sealed record FindingExemption(string Reason, string Owner, DateOnly Expires, int DaysLeft)
{
    /// <summary>Until when, by whom and why.</summary>
    public string Text => $"Exempt until {Expires:yyyy-MM-dd} ({Owner}): {Reason}";
}

/// <summary>Something that a reviewer should know beside the verdicts.</summary>
/// <param name="Code">BL and four digits.</param>
/// <param name="Control">The control that noticed it; empty for the run as a whole.</param>
/// <param name="Resource">The id or document entry that it is about.</param>
/// <param name="Message">Full sentences.</param>
/// <param name="IsWarning">False for what is merely good to know.</param>
public sealed record Notice(string Code, string Control, string Resource, string Message, bool IsWarning = true)
{
    /// <summary>What to do about it, without a full stop; empty where a saved plan does not say.</summary>
    public string Fix { get; init; } = NoticeFixes.Of(Code);

    /// <summary>The exemption that has expired; null where the notice is about something else.</summary>
    public FindingExemption? Expired { get; init; }

    /// <summary>The message, and what to do, unless the message ends with that.</summary>
    public string Text => Fix.Length == 0 || NoticeFixes.IsInMessage(Code) ? Message : $"{Message} To fix: {Fix}.";
}

using Baseline.Azure;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Controls;

/// <summary>A change of a saved plan, as a control looks at it.</summary>
/// <param name="Id">Its id in the plan.</param>
/// <param name="Action">What it says it does.</param>
/// <param name="Write">What it sends.</param>
/// <param name="Properties">What it says it alters.</param>
public sealed record SavedWrite(string Id, ChangeAction Action, ArmWrite Write, IReadOnlyList<PropertyChange> Properties);

/// <summary>A saved plan, as a control looks at one change of it.</summary>
/// <param name="Writes">All its changes.</param>
/// <param name="Estate">What is there now, as far as it was read for the check.</param>
/// <param name="OwnNames">The names that the document at hand gives to what the tool creates.</param>
/// <param name="Named">What the document at hand names for remediation.</param>
public sealed record SavedPlan(
    IReadOnlyList<SavedWrite> Writes, Estate Estate, IReadOnlyList<string> OwnNames, IReadOnlySet<ResourceId> Named)
{
    /// <summary>Whether it takes back what a run did, and so need not lead to what the document wants.</summary>
    public bool IsUndo { get; init; }

    /// <summary>The exemptions of the document at hand; none by default.</summary>
    public ExemptionRegister Exemptions { get; init; } = new([]);

    /// <summary>The day, in UTC, by which they end.</summary>
    public DateOnly Today { get; init; }

    /// <summary>A plan that is held against a document.</summary>
    /// <param name="document">The document at hand.</param>
    /// <param name="writes">All changes of the plan.</param>
    /// <param name="estate">What is there now, as far as it was read for the check.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public static SavedPlan Of(BaselineDocument document, IReadOnlyList<SavedWrite> writes, Estate estate, DateOnly today) =>
        new(writes, estate, [.. document.OwnNames], document.NamedResources.ToHashSet())
        {
            Exemptions = new ExemptionRegister(document.Exemptions),
            Today = today,
        };
}

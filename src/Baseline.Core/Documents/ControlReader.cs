using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>What a control judges that an exemption can name.</summary>
/// <param name="Types">The types of resources in resource groups, in Azure's spelling.</param>
/// <param name="Judged">What all of it is called, as in "key vaults".</param>
public sealed record ExemptionTargets(IReadOnlyList<string> Types, string Judged);

/// <summary>What has to be known of a control to read a document that names it.</summary>
public abstract class ControlReader
{
    /// <summary>The control's id, as documents write it.</summary>
    public abstract string Id { get; }

    /// <summary>What exemptions from it can name.</summary>
    public abstract ExemptionTargets Exempts { get; }

    /// <summary>A line to copy for each key that must be there, by key.</summary>
    public virtual IReadOnlyDictionary<string, string> Examples => new Dictionary<string, string>();

    /// <summary>Whether storage accounts receive logs by what it accepts; false by default.</summary>
    public virtual bool LeadsToReceivers => false;

    /// <summary>
    /// Whether it judges the storage accounts that receive logs by what the other controls of the document accept, so that it needs at
    /// least one of those and is evaluated after them; false by default.
    /// </summary>
    public virtual bool JudgesReceivers => false;

    /// <summary>Reads what stands under <c>controls.ID</c>; what is wrong with it goes into the bag.</summary>
    /// <param name="control">The map beneath the id.</param>
    /// <param name="bag">Takes errors and warnings.</param>
    /// <returns>The settings; of use only where the bag has no error.</returns>
    public abstract IControlSettings Read(MapReader control, DiagnosticBag bag);
}

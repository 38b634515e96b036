using Baseline.Azure;
using Baseline.Selecting;

namespace Baseline.Documents;

/// <summary>What must hold, as the YAML says it, checked and complete with defaults.</summary>
/// <param name="Name">metadata.name.</param>
/// <param name="Content">
/// The digest of its content, made where it is asked for: that loads the system's OpenSSL, which a check alone can do without.
/// </param>
/// <param name="Scope">What it covers.</param>
/// <param name="Controls">What it says of each control that it has, in the order of the catalogue.</param>
/// <param name="Exemptions">In the document's order.</param>
/// <param name="Limits">How much one plan may change.</param>
public sealed record BaselineDocument(
    string Name,
    Lazy<string> Content,
    ScopeSettings Scope,
    IReadOnlyList<IControlSettings> Controls,
    IReadOnlyList<Exemption> Exemptions,
    LimitSettings Limits)
{
    /// <summary>The digest over the content after all layers: comments, layout and the split over files don't matter.</summary>
    public string Digest => Content.Value;

    /// <summary>The waves in which it is rolled out, in the document's order; empty: all at once.</summary>
    public IReadOnlyList<RolloutWave> Rollout { get; init; } = [];

    /// <summary>What the document itself names for remediation: it counts as in scope wherever it lies.</summary>
    public IEnumerable<ResourceId> NamedResources => Controls.SelectMany(control => control.NamedResources);

    /// <summary>What else decides whether the named resources are available.</summary>
    public IEnumerable<ResourceId> Prerequisites => Controls.SelectMany(control => control.Prerequisites);

    /// <summary>Names that the tool gives to what it creates.</summary>
    public IEnumerable<string> OwnNames => Controls.SelectMany(control => control.OwnNames);

    /// <summary>What the document says of a control; null where it does not have it.</summary>
    /// <param name="id">The control's id.</param>
    public IControlSettings? Control(string id) => Controls.FirstOrDefault(control => control.Control == id);
}

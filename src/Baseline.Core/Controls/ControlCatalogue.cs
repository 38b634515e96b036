using Baseline.Azure;
using Baseline.Controls.ActivityLogAlerts;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogStorage;
using Baseline.Controls.Monitor006;
using Baseline.Controls.Monitor007;
using Baseline.Controls.Monitor008;
using Baseline.Documents;

namespace Baseline.Controls;

/// <summary>The controls that a document can have, and the types that they write to.</summary>
/// <param name="All">The controls, in the order in which they are listed.</param>
/// <param name="Types">The types that the tool writes to.</param>
public sealed record ControlCatalogue(IReadOnlyList<ControlDefinition> All, ResourceTypes Types)
{
    /// <summary>Everything that this release has.</summary>
    public static ControlCatalogue Product { get; } = new(
        [
            new KeyVault004Definition(), new Monitor006Definition(), new Monitor007Definition(), new Monitor008Definition(),
            new LogStorageDefinition(), new ActivityLogAlertsDefinition(),
        ],
        ResourceTypes.Of([KeyVault004Settings.OwnRule, Monitor007Settings.OwnRule]));

    /// <summary>The definition of a control; null when there is none of that id.</summary>
    public ControlDefinition? Find(string id) => All.FirstOrDefault(definition => definition.Id == id);

    /// <summary>The controls of a document, in the order in which the document has them, which is that of the catalogue.</summary>
    public IReadOnlyList<IControl> ControlsOf(BaselineDocument document) =>
        [.. document.Controls.Select(settings => DefinitionOf(settings).Create(settings))];

    /// <summary>The definition by which settings were read.</summary>
    public ControlDefinition DefinitionOf(IControlSettings settings) => Find(settings.Control)
        ?? throw new ArgumentException($"The catalogue has no control {settings.Control}.", nameof(settings));

    /// <summary>Names that stay readable in a redacted estate, because verdicts depend on them: those that the tool itself gives.</summary>
    /// <param name="document">The document; null for the names where a document gives none.</param>
    public IEnumerable<string> NamesThatStay(BaselineDocument? document) =>
        (document?.OwnNames ?? All.SelectMany(definition => definition.DefaultNames))
            .Concat(All.SelectMany(definition => definition.FixedNames));
}

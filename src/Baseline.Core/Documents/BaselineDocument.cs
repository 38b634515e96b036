using Baseline.Controls;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;

namespace Baseline.Documents;

/// <summary>What must hold, as the YAML says it, checked and complete with defaults.</summary>
/// <param name="Name">metadata.name.</param>
/// <param name="Digest">Over the content after all layers: comments, layout and the split over files don't matter.</param>
/// <param name="Scope">What it covers.</param>
/// <param name="KeyVault004">The control, or null where the document does not have it.</param>
/// <param name="Monitor006">The control, or null where the document does not have it.</param>
/// <param name="Exemptions">In the document's order.</param>
/// <param name="Limits">How much one plan may change.</param>
public sealed record BaselineDocument(
    string Name,
    string Digest,
    ScopeSettings Scope,
    KeyVault004Settings? KeyVault004,
    Monitor006Settings? Monitor006,
    IReadOnlyList<Exemption> Exemptions,
    LimitSettings Limits);

using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;

namespace Baseline.Documents;

/// <summary>The controls that a document can have.</summary>
public static class KnownControls
{
    /// <summary>Their ids, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Ids { get; } = [KeyVault004Settings.Id, Monitor006Settings.Id];
}

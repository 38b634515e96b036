using Baseline.Azure;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>
/// What a control says of the export of a log that other controls may export too: where two of them mean the same setting, they must
/// agree.
/// </summary>
/// <param name="Control">The control's id.</param>
/// <param name="Log">The log, such as <c>activity log</c>.</param>
/// <param name="Account">The storage account that the control exports it to.</param>
/// <param name="SettingName">The setting that the control creates for that.</param>
/// <param name="Place">Where the document names the account.</param>
public sealed record DeclaredExport(string Control, string Log, ResourceId Account, string SettingName, Place Place)
{
    /// <summary>Reports each export that differs from an earlier one of the same log.</summary>
    /// <param name="exports">What the controls of a document say, in their order.</param>
    /// <param name="report">Takes what is wrong.</param>
    internal static void Check(IReadOnlyList<DeclaredExport> exports, Action<Diagnostics.Diagnostic> report)
    {
        foreach (var (index, export) in exports.Index())
        {
            if (exports.Take(index).FirstOrDefault(export.Contradicts) is { } first)
            {
                report(RuleDiagnostics.ExportsDisagree(export, first));
            }
        }
    }

    /// <summary>Two accounts would get a copy each, and two settings can't send one category to one account.</summary>
    private bool Contradicts(DeclaredExport other) =>
        Log == other.Log
        && (Account != other.Account || !SettingName.Equals(other.SettingName, StringComparison.OrdinalIgnoreCase));
}

using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.LogExport;

/// <summary>Reads <c>manageLifecycle</c>, of any control that has a lifecycle rule of its own.</summary>
internal sealed class LifecycleReader(DiagnosticBag bag)
{
    private const string Key = "manageLifecycle";

    /// <summary>Whether apply may write the rule; false where the control does not say so. It takes days to do so.</summary>
    /// <param name="control">The control.</param>
    /// <param name="retention">How long it wants the log to be kept; null where it does not say.</param>
    public bool Read(MapReader control, AcceptedRetention? retention)
    {
        var manages = control.Flag(Key);
        if (manages && retention?.Days is [0])
        {
            bag.Add(RuleDiagnostics.LifecycleWithoutDays(control.PlaceOf(Key), control.Where));
        }

        if (manages && retention is null && !control.HasSomething(RetentionReader.Key))
        {
            bag.Add(RuleDiagnostics.LifecycleWithoutRetention(control.PlaceOf(Key), control.Where));
        }

        return manages;
    }
}

using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// How the settings of a resource, and data collection rules beside them, do for one wanted category and one destination that it must
/// reach.
/// </summary>
/// <param name="Log">The category.</param>
/// <param name="Verdicts">One for each setting, in Azure's order.</param>
internal sealed record JudgedLog(OfferedLog Log, IReadOnlyList<SettingVerdict> Verdicts) : JudgedSettings(Verdicts)
{
    /// <summary>Whether it is a data collection rule that exports it as is wanted, and none of the settings does.</summary>
    public bool IsByRule => Good?.Setting is RuleExport;
}

/// <summary>How the settings of a resource do for one destination that its logs must reach.</summary>
/// <param name="Demand">The destination.</param>
/// <param name="Logs">How they do for each wanted category.</param>
internal sealed record JudgedLogs(LogDemand Demand, IReadOnlyList<JudgedLog> Logs)
{
    /// <summary>Whether it is reached by all wanted categories, for sure.</summary>
    public bool IsReached { get; } = Logs.All(log => log.Good is not null);

    /// <summary>The categories that reach it in no way.</summary>
    public IReadOnlyList<JudgedLog> Missing { get; } = [.. Logs.Where(log => log.IsMissing)];

    /// <summary>The categories of which it can't be told whether they reach it.</summary>
    public IReadOnlyList<JudgedLog> Undecided { get; } = [.. Logs.Where(log => log.IsUndecided)];
}

using Baseline.Estates;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>
/// What a data collection rule sends of a resource's logs to one destination, judged as if it were a setting. Nobody but its owner ever
/// changes it.
/// </summary>
public sealed class RuleExport : DiagnosticSetting
{
    /// <summary>An export.</summary>
    /// <param name="rule">The rule as it was read.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="categories">The categories that it gets.</param>
    public RuleExport(ObservedResource rule, RuleDestination destination, IEnumerable<string> categories)
        : base(
            rule,
            [destination.Sink],
            [.. categories.Select(name => new LogRow(name, Group: null, Enabled: true, RetentionDays: null, IdleRetentionDays: null))]) =>
        Destination = destination;

    /// <summary>The destination, as the rule has it.</summary>
    public RuleDestination Destination { get; }

    /// <inheritdoc/>
    public override string Title => $"Data collection rule \"{Name}\"";
}

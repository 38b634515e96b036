using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Diagnostics;

namespace Baseline.Cli.Estates;

/// <summary>Gathers the reads that Azure refused, so that each kind of failure is reported once.</summary>
public sealed class ReadFailures : IProgress<ArmFailure>
{
    private readonly Lock _gate = new();
    private readonly List<ArmFailure> _failures = [];
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(ArmFailure value)
    {
        lock (_gate)
        {
            _failures.Add(value);
        }
    }

    /// <summary>
    /// A warning for each kind of failure that was not told before, on the first resource that met it, with how many more did.
    /// </summary>
    public IReadOnlyList<Diagnostic> Take()
    {
        lock (_gate)
        {
            var kinds = _failures
                .OrderBy(failure => failure.Operation, StringComparer.OrdinalIgnoreCase)
                .GroupBy(
                    failure => $"{failure.Status} {failure.Code} {ArmFailures.MissingPermission(failure)?.Action}",
                    StringComparer.OrdinalIgnoreCase)
                .Where(kind => _reported.Add(kind.Key))
                .Select(kind => Warning(kind.First(), kind.Count() - 1))
                .ToList();
            _failures.Clear();
            return kinds;
        }
    }

    private static Diagnostic Warning(ArmFailure first, int more)
    {
        var diagnostic = ArmFailures.Describe(first);
        var rest = more switch
        {
            0 => "",
            1 => " One more read failed like this one.",
            _ => $" {more} more reads failed like this one.",
        };
        return diagnostic with { Severity = Severity.Warning, Detail = diagnostic.Detail + rest };
    }
}

using System.Globalization;
using System.Text;
using Baseline.Emulator;
using Baseline.Emulator.Faults;

namespace Baseline.Conformance.Tests.Soak;

/// <summary>Counts what a soak went through, and writes it to the file that BASELINE_SOAK_REPORT names.</summary>
public sealed class SoakReport : IDisposable
{
    private readonly SortedDictionary<FaultKind, int> _faults = [];
    private int _scenarios;
    private int _requests;
    private int _writes;
    private int _runs;
    private int _kills;

    /// <summary>Counts what a world went through, for one property.</summary>
    internal void Add(IReadOnlyList<ArmExchange> log, IReadOnlyCollection<RunEnd> runs)
    {
        _scenarios++;
        _requests += log.Count;
        _writes += log.Count(exchange => exchange.IsWritten);
        _runs += runs.Count;
        _kills += runs.Count(run => run.Code is null);
        foreach (var kind in log.Select(exchange => exchange.Fault).OfType<FaultKind>())
        {
            _faults[kind] = _faults.GetValueOrDefault(kind) + 1;
        }
    }

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("BASELINE_SOAK_REPORT") is { Length: > 0 } file)
        {
            File.WriteAllText(file, Text());
        }
    }

    private string Text()
    {
        var text = new StringBuilder("| what | how many |\n|---|---|\n");
        Row("scenarios", _scenarios);
        Row("runs of the tool", _runs);
        Row("of them killed", _kills);
        Row("requests", _requests);
        Row("writes that took effect", _writes);
        foreach (var (kind, count) in _faults)
        {
            Row($"`{kind}`", count);
        }

        return text.ToString();

        void Row(string what, int count) => text.Append(CultureInfo.InvariantCulture, $"| {what} | {count} |\n");
    }
}

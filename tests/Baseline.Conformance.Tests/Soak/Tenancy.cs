using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Cli.Commands;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Emulator;
using Baseline.Emulator.Faults;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Soak;

/// <summary>What one run of the tool came to.</summary>
/// <param name="Code">What it would have ended with; null where it was killed.</param>
/// <param name="First">The plan that it made; null where it did not come so far.</param>
/// <param name="Last">The plan after the apply; null where it did not come so far.</param>
/// <param name="Told">What it said of changes that are not in place.</param>
internal sealed record RunEnd(ExitCode? Code, Plan? First, Plan? Last, string Told);

/// <summary>A tenant that outlives the runs of the tool; each run has a connection and a journal of its own.</summary>
internal sealed class Tenancy
{
    private readonly ConformanceCase _case;
    private readonly PassingClock _clock;
    private readonly ArmEmulator _emulator;
    private readonly ReadOptions _reading;

    public Tenancy(ConformanceCase one, JsonObject estate, ReadOptions reading, FaultOptions? faults)
    {
        _case = one;
        _reading = reading;
        _clock = new PassingClock(one.Estate.CapturedAt ?? default);
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes(estate.ToJsonString()));
        _emulator = ArmEmulator.Load(seed, new EmulatorOptions(_clock) { Faults = faults });
    }

    public IReadOnlyList<ArmExchange> Log => _emulator.Log;

    /// <summary>The estate as it is now.</summary>
    public JsonObject Estate()
    {
        using var saved = new MemoryStream();
        _emulator.Save(saved);
        return JsonNode.Parse(saved.ToArray()) as JsonObject ?? throw new InvalidOperationException("An estate is an object.");
    }

    /// <summary>Plans, applies and plans again, as one run of the tool does.</summary>
    /// <param name="kill">Where it is killed; null for nowhere.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RunEnd> RunAsync(Kill? kill, CancellationToken cancellationToken)
    {
        using var connection = Connect(kill);
        using var journal = new MemoryStream();
        Plan? first = null;
        try
        {
            first = await PlanAsync(connection, cancellationToken);
            var run = new RunJournal(journal, _clock);
            run.Begin(first, PlanFile.DigestOf(first), overLimits: null);
            var applier = new Applier(ControlCatalogue.Product.Types, new ArmChangeWriter(connection), run, ApplyPace.Azure with { Unanswered = 1, InWork = 1 }, _clock);
            var report = await applier.ApplyAsync(first, new SilentObserver(), cancellationToken);
            var last = await PlanAsync(connection, cancellationToken);
            var code = ExitCodes.First([.. ExitCodes.Of(report), .. ExitCodes.Of(last, ExitConditions.Usual)]);
            return new RunEnd(code, first, last, Told(report));
        }
        catch (KilledException)
        {
            return new RunEnd(null, first, null, Unreadable(journal));
        }
        catch (DiagnosticException exception)
        {
            return new RunEnd(ExitCode.Error, first, null, string.Join('\n', exception.Diagnostics));
        }
    }

    private async Task<Plan> PlanAsync(ArmConnection connection, CancellationToken cancellationToken)
    {
        var reader = new ArmEstateReader(connection, "azure", _case.Estate.CapturedAt, _reading);
        return new Planner(ControlCatalogue.Product).Plan(_case.Document, await reader.ReadAsync(new Planner(ControlCatalogue.Product).RequestFor(_case.Document), cancellationToken), _case.Today);
    }

    // One request at a time, so that a run is killed at the same one again.
    private ArmConnection Connect(Kill? kill) => new(new ArmOptions
    {
        Transport = new HttpClientTransport(new KillSwitch(new ArmEmulatorHandler(_emulator), kill)),
        Clock = _clock,
        Parallelism = 1,
    });

    private static string Told(ApplyReport report) => string.Join('\n', report.Changes
        .Where(change => !change.Succeeded)
        .Select(change => $"{change.Change.Id} {change.Change.Resource}: {change.Outcome} {change.Detail}"));

    /// <summary>Why the journal of a run that was killed can't be read; empty where it can.</summary>
    private static string Unreadable(MemoryStream journal)
    {
        var text = Encoding.UTF8.GetString(journal.ToArray());
        return text.Length == 0 ? "" : string.Join('\n', RunRecord.Read(text, "run.jsonl").Diagnostics);
    }
}

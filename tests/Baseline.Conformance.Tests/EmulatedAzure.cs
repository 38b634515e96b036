using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Emulator;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Baseline.Selecting;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests;

/// <summary>The estate of a case as a Resource Manager, read and written by the tool's own adapters.</summary>
internal sealed class EmulatedAzure : IDisposable
{
    private readonly ConformanceCase _case;
    private readonly PassingClock _clock;
    private readonly ArmEmulator _emulator;
    private readonly ArmConnection _connection;

    public EmulatedAzure(ConformanceCase one)
    {
        _case = one;
        _clock = new PassingClock(one.Estate.CapturedAt ?? default);
        using var seed = new MemoryStream(Encoding.UTF8.GetBytes(one.EstateJson.ToJsonString()));
        _emulator = ArmEmulator.Load(seed, new EmulatorOptions(_clock));
        _connection = new ArmConnection(new ArmOptions
        {
            Transport = new HttpClientTransport(new ArmEmulatorHandler(_emulator)),
            Clock = _clock,
        });
    }

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<ArmExchange> Requests => _emulator.Log;

    public void Dispose() => _connection.Dispose();

    /// <summary>Reads and writes single resources, as anybody may.</summary>
    public IChangeWriter Writer => new ArmChangeWriter(_connection);

    /// <summary>Reads a part of the estate.</summary>
    public Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken) =>
        new ArmEstateReader(_connection, "azure", _case.Estate.CapturedAt).ReadAsync(request, cancellationToken);

    /// <summary>Reads as the tool reads, and plans.</summary>
    public async Task<Plan> PlanAsync(CancellationToken cancellationToken)
    {
        var estate = await ReadAsync(new Planner(ControlCatalogue.Product).RequestFor(_case.Document), cancellationToken);
        return new Planner(ControlCatalogue.Product).Plan(_case.Document, estate, _case.Today);
    }

    /// <summary>Reads a part as the tool reads it, and plans for it; null where there is no such part.</summary>
    public async Task<Plan?> PlanAsync(Selection selection, CancellationToken cancellationToken)
    {
        var planner = new Planner(ControlCatalogue.Product);
        var estate = await ReadAsync(planner.RequestFor(_case.Document, selection), cancellationToken);
        return planner.Plan(_case.Document, estate, _case.Today, selection).Value;
    }

    /// <summary>Carries a plan out as the tool does.</summary>
    public Task<ApplyReport> ApplyAsync(Plan plan, CancellationToken cancellationToken) =>
        ApplyAsync(plan, Stream.Null, cancellationToken);

    /// <summary>Carries a plan out as the tool does, with a journal.</summary>
    public async Task<ApplyReport> ApplyAsync(Plan plan, Stream journal, CancellationToken cancellationToken)
    {
        var run = new RunJournal(journal, _clock);
        run.Begin(plan, PlanFile.DigestOf(plan), overLimits: null);
        return await new Applier(ControlCatalogue.Product.Types, new ArmChangeWriter(_connection), run, ApplyPace.Azure, _clock).ApplyAsync(plan, new SilentObserver(), cancellationToken);
    }

    /// <summary>The live document of each change of a run, as undo reads them.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> LiveAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var writer = new ArmChangeWriter(_connection);
        var live = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var change in run.Changes)
        {
            live[change.ChangeId] = (await writer.ReadAsync(new UndoPlanner(ControlCatalogue.Product.Types).ReadId(change), change.ApiVersion, cancellationToken)).Body;
        }

        return live;
    }

    /// <summary>Everything that there is now, by id.</summary>
    public Dictionary<string, JsonObject> Resources()
    {
        using var saved = new MemoryStream();
        _emulator.Save(saved);
        var file = JsonNode.Parse(saved.ToArray());
        return (file?["resources"] as JsonArray ?? []).OfType<JsonObject>()
            .ToDictionary(resource => "/" + ((string?)resource["id"] ?? "").Trim('/'), StringComparer.OrdinalIgnoreCase);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm;
using Baseline.Conformance.Tests.Cases;
using Baseline.Emulator;
using Baseline.Planning;
using Baseline.Plans;

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

    public void Dispose() => _connection.Dispose();

    /// <summary>Reads as the tool reads, and plans.</summary>
    public async Task<Plan> PlanAsync(CancellationToken cancellationToken)
    {
        var reader = new ArmEstateReader(_connection, "azure", _case.Estate.CapturedAt);
        var estate = await reader.ReadAsync(Planner.RequestFor(_case.Document), cancellationToken);
        return Planner.Plan(_case.Document, estate, _case.Today);
    }

    /// <summary>Carries a plan out as the tool does.</summary>
    public async Task<ApplyReport> ApplyAsync(Plan plan, CancellationToken cancellationToken)
    {
        var applier = new Applier(new ArmChangeWriter(_connection), new RunJournal(Stream.Null, _clock), ApplyPace.Azure, _clock);
        return await applier.ApplyAsync(plan, new Silence(), cancellationToken);
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

    private sealed class Silence : IApplyObserver
    {
        public void Starting(Change change)
        {
        }

        public void Waiting(Change change, TimeSpan wait)
        {
        }

        public void Finished(AppliedChange change)
        {
        }
    }
}
